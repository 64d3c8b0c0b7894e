// The hosts of all pools, live.
import { Meter } from "@/components/Bits.tsx";
import { Cell } from "@/components/Cell.tsx";
import { FilterBox } from "@/components/FilterBox.tsx";
import { NoRows } from "@/components/NoRows.tsx";
import { HostState } from "@/components/State.tsx";
import { useFiltered } from "@/lib/client/filtered.ts";
import { type Live, liveFrom } from "@/lib/client/live.ts";
import { bytes, count } from "@/lib/view/format.ts";
import type { HOST_FIELDS, POOL_FIELDS } from "@/lib/view/page_fields.ts";
import type { PageData } from "@/lib/view/types.ts";

export default function HostList({ page, query: first }: { page: PageData; query: string }) {
  const live = liveFrom(page);
  const pools = live.table<"pool", typeof POOL_FIELDS>("pool");
  const hosts = live.table<"host", typeof HOST_FIELDS>("host");
  const nameOf = (collection: string, id: string) => collection === "pool" ? pools.peek(id)?.name : undefined;
  const { query, setQuery, problem, ids } = useFiltered(hosts, first, nameOf);
  return (
    <>
      <FilterBox
        path="/hosts"
        query={query}
        problem={problem}
        shown={ids.length}
        total={hosts.count.value}
        hint="Filter: name, address, enabled:no, pool:paris"
        onQuery={setQuery}
      />
      {ids.length === 0
        ? <NoRows icon="server" what="host" total={hosts.count.value} path="/hosts" />
        : (
          <div class="card live scroll">
            <table class="tb cards">
              <thead>
                <tr>
                  <th>Host</th>
                  <th>State</th>
                  <th>Pool</th>
                  <th>Address</th>
                  <th class="num">VMs</th>
                  <th class="num">vCPUs / CPUs</th>
                  <th>Memory</th>
                  <th>Version</th>
                </tr>
              </thead>
              <tbody>
                {ids.map((id) => <Row key={id} id={id} live={live} />)}
              </tbody>
            </table>
          </div>
        )}
    </>
  );
}

function Row({ id, live }: { id: string; live: Live }) {
  const host = live.table<"host", typeof HOST_FIELDS>("host").live(id);
  const pools = live.table<"pool", typeof POOL_FIELDS>("pool");
  if (!host) return null;
  const used = () => host.memory_total - host.memory_free;
  return (
    <tr class={pools.field(host.pool, "state").value === "live" ? undefined : "stale"}>
      <Cell>
        {() => (
          <>
            <a href={`/hosts/${id}`} title={host.description || undefined}>{host.name}</a>
            {host.coordinator && <span class="tag ml-2">coordinator</span>}
          </>
        )}
      </Cell>
      <Cell label="State">{() => <HostState host={host} />}</Cell>
      <Cell label="Pool">{() => pools.field(host.pool, "name").value}</Cell>
      <Cell label="Address" class="mono">{() => host.address}</Cell>
      <Cell label="VMs" class="num">{() => count(host.vms)}</Cell>
      <Cell label="vCPUs / CPUs" class="num">{() => `${count(host.vcpus)} / ${count(host.cpus)}`}</Cell>
      <Cell label="Memory">
        {() => (
          <span class="block min-w-[130px]">
            {bytes(used())} of {bytes(host.memory_total)}
            <Meter label="Memory" share={host.memory_total > 0 ? used() / host.memory_total : 0} />
          </span>
        )}
      </Cell>
      <Cell label="Version">{() => host.version}</Cell>
    </tr>
  );
}
