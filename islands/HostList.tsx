// The hosts of all pools, live.
import { Meter } from "@/components/Bits.tsx";
import { FilterBox } from "@/components/FilterBox.tsx";
import { NoRows } from "@/components/NoRows.tsx";
import { HostState } from "@/components/State.tsx";
import { useFiltered } from "@/lib/client/filtered.ts";
import { liveFrom } from "@/lib/client/live.ts";
import { bytes, count } from "@/lib/view/format.ts";
import { HOST_FIELDS, POOL_FIELDS } from "@/lib/view/page_fields.ts";
import type { PageData } from "@/lib/view/types.ts";

export default function HostList({ page, query: first }: { page: PageData; query: string }) {
  const live = liveFrom(page);
  const pools = live.table("pool", POOL_FIELDS);
  const hosts = live.table("host", HOST_FIELDS);
  const nameOf = (collection: string, id: string) => collection === "pool" ? pools.peek(id)?.name : undefined;
  const { query, setQuery, problem, rows } = useFiltered(hosts, HOST_FIELDS, first, nameOf);
  return (
    <>
      <FilterBox
        path="/hosts"
        query={query}
        problem={problem}
        shown={rows.length}
        total={hosts.size}
        hint="Filter: name, address, enabled:no, pool:paris"
        onQuery={setQuery}
      />
      {rows.length === 0
        ? <NoRows icon="server" what="host" total={hosts.size} path="/hosts" />
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
                {rows.map((host) => {
                  const pool = pools.follow(host.pool).value;
                  const used = host.memory_total - host.memory_free;
                  return (
                    <tr key={host.id} class={pool?.state === "live" ? undefined : "stale"}>
                      <td>
                        <a href={`/hosts/${host.id}`} title={host.description || undefined}>{host.name}</a>
                        {host.coordinator && <span class="tag ml-2">coordinator</span>}
                      </td>
                      <td data-l="State">
                        <HostState host={host} />
                      </td>
                      <td data-l="Pool">{pool?.name}</td>
                      <td data-l="Address" class="mono">{host.address}</td>
                      <td data-l="VMs" class="num">{count(host.vms)}</td>
                      <td data-l="vCPUs / CPUs" class="num">{count(host.vcpus)} / {count(host.cpus)}</td>
                      <td data-l="Memory">
                        <span class="block min-w-[130px]">
                          {bytes(used)} of {bytes(host.memory_total)}
                          <Meter
                            label="Memory"
                            share={host.memory_total > 0 ? used / host.memory_total : 0}
                          />
                        </span>
                      </td>
                      <td data-l="Version">{host.version}</td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </div>
        )}
    </>
  );
}
