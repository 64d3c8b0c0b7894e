// The networks of all pools, live.
import { Tags } from "@/components/Bits.tsx";
import { FilterBox } from "@/components/FilterBox.tsx";
import { NoRows } from "@/components/NoRows.tsx";
import { useFiltered } from "@/lib/client/filtered.ts";
import { liveFrom } from "@/lib/client/live.ts";
import { count } from "@/lib/view/format.ts";
import { NETWORK_FIELDS, POOL_FIELDS } from "@/lib/view/page_fields.ts";
import type { PageData } from "@/lib/view/types.ts";

export default function NetworkList({ page, query: first }: { page: PageData; query: string }) {
  const live = liveFrom(page);
  const pools = live.table("pool", POOL_FIELDS);
  const networks = live.table("network", NETWORK_FIELDS);
  const nameOf = (collection: string, id: string) => collection === "pool" ? pools.peek(id)?.name : undefined;
  const { query, setQuery, problem, rows } = useFiltered(networks, NETWORK_FIELDS, first, nameOf);
  return (
    <>
      <FilterBox
        path="/networks"
        query={query}
        problem={problem}
        shown={rows.length}
        total={networks.size}
        hint="Filter: name, vlan:20, bridge:xenbr0, pool:paris"
        onQuery={setQuery}
      />
      {rows.length === 0
        ? <NoRows icon="network" what="network" total={networks.size} path="/networks" />
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
                {rows.map((network) => {
                  const pool = pools.follow(network.pool).value;
                  return (
                    <tr key={network.id} id={network.id} class={pool?.state === "live" ? undefined : "stale"}>
                      <td>
                        <span title={network.description || undefined}>{network.name || "Unnamed"}</span>
                      </td>
                      <td data-l="Pool">{pool?.name}</td>
                      <td data-l="VLAN" class="num">{network.VLAN < 0 ? "–" : network.VLAN}</td>
                      <td data-l="Bridge" class="mono">{network.bridge}</td>
                      <td data-l="MTU" class="num">{network.MTU}</td>
                      <td data-l="VM interfaces" class="num">{count(network.vifs)}</td>
                      <td data-l="Physical interfaces" class="num">
                        {network.pifs > 0 ? count(network.pifs) : "None, internal"}
                      </td>
                      <td>
                        <Tags tags={network.tags} />
                      </td>
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
