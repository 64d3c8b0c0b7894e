// The networks of all pools, live.
import { Tags } from "@/components/Bits.tsx";
import { Cell } from "@/components/Cell.tsx";
import { FilterBox } from "@/components/FilterBox.tsx";
import { NoRows } from "@/components/NoRows.tsx";
import { useFiltered } from "@/lib/client/filtered.ts";
import { type Live, liveFrom } from "@/lib/client/live.ts";
import { count, plain } from "@/lib/view/format.ts";
import type { NETWORK_FIELDS, POOL_FIELDS } from "@/lib/view/page_fields.ts";
import type { PageData } from "@/lib/view/types.ts";

export default function NetworkList({ page, query: first }: { page: PageData; query: string }) {
  const live = liveFrom(page);
  const pools = live.table<"pool", typeof POOL_FIELDS>("pool");
  const networks = live.table<"network", typeof NETWORK_FIELDS>("network");
  const nameOf = (collection: string, id: string) => collection === "pool" ? pools.peek(id)?.name : undefined;
  const { query, setQuery, problem, ids } = useFiltered(networks, first, nameOf);
  return (
    <>
      <FilterBox
        path="/networks"
        query={query}
        problem={problem}
        shown={ids.length}
        total={networks.count.value}
        hint="Filter: name, vlan:20, bridge:xenbr0, pool:paris"
        onQuery={setQuery}
      />
      {ids.length === 0
        ? <NoRows icon="network" what="network" total={networks.count.value} path="/networks" />
        : (
          <div class="card live scroll">
            <table class="tb cards">
              <thead>
                <tr>
                  <th>Network</th>
                  <th>Pool</th>
                  <th class="num">VLAN</th>
                  <th>Bridge</th>
                  <th class="num">MTU</th>
                  <th class="num">VM interfaces</th>
                  <th class="num">Physical interfaces</th>
                  <th>Tags</th>
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
  const network = live.table<"network", typeof NETWORK_FIELDS>("network").live(id);
  const pools = live.table<"pool", typeof POOL_FIELDS>("pool");
  if (!network) return null;
  return (
    <tr id={id} class={pools.field(network.pool, "state").value === "live" ? undefined : "stale"}>
      <Cell>
        {() => <span title={network.description || undefined}>{network.name || "Unnamed"}</span>}
      </Cell>
      <Cell label="Pool">{() => pools.field(network.pool, "name").value}</Cell>
      <Cell label="VLAN" class="num">{() => network.VLAN < 0 ? "–" : plain(network.VLAN)}</Cell>
      <Cell label="Bridge" class="mono">{() => network.bridge}</Cell>
      <Cell label="MTU" class="num">{() => plain(network.MTU)}</Cell>
      <Cell label="VM interfaces" class="num">{() => count(network.vifs)}</Cell>
      <Cell label="Physical interfaces" class="num">
        {() => network.pifs === 0 ? "None, internal" : count(network.pifs)}
      </Cell>
      <Cell>{() => <Tags tags={network.tags} />}</Cell>
    </tr>
  );
}
