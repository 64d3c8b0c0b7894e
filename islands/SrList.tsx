// The storage repositories of all pools, live.
import { Meter } from "@/components/Bits.tsx";
import { FilterBox } from "@/components/FilterBox.tsx";
import { Icon } from "@/components/Icon.tsx";
import { NoRows } from "@/components/NoRows.tsx";
import { useFiltered } from "@/lib/client/filtered.ts";
import { liveFrom } from "@/lib/client/live.ts";
import { bytes, count, percent } from "@/lib/view/format.ts";
import { HOST_NAME_FIELDS, POOL_FIELDS, SR_FIELDS } from "@/lib/view/page_fields.ts";
import type { PageData } from "@/lib/view/types.ts";

export default function SrList({ page, query: first }: { page: PageData; query: string }) {
  const live = liveFrom(page);
  const pools = live.table("pool", POOL_FIELDS);
  const hosts = live.table("host", HOST_NAME_FIELDS);
  const srs = live.table("sr", SR_FIELDS);
  const nameOf = (collection: string, id: string) =>
    collection === "pool" ? pools.peek(id)?.name : collection === "host" ? hosts.peek(id)?.name : undefined;
  const { query, setQuery, problem, rows } = useFiltered(srs, SR_FIELDS, first, nameOf);
  return (
    <>
      <FilterBox
        path="/storage"
        query={query}
        problem={problem}
        shown={rows.length}
        total={srs.size}
        hint="Filter: name, type:nfs, shared:yes, pool:paris"
        onQuery={setQuery}
      />
      {rows.length === 0
        ? <NoRows icon="hard-drive" what="storage" total={srs.size} path="/storage" />
        : (
          <div class="card live scroll">
            <table class="tb cards">
              <thead>
                <tr>
                  <th>Storage</th>
                  <th>Type</th>
                  <th>Where</th>
                  <th>Pool</th>
                  <th>Used</th>
                  <th class="num">Given to disks</th>
                  <th class="num">Disks</th>
                  <th>Connected</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((sr) => {
                  const pool = pools.follow(sr.pool).value;
                  const share = sr.physical_size > 0 ? sr.physical_utilisation / sr.physical_size : 0;
                  const attached = sr.pbds > 0 && sr.pbds_attached === sr.pbds;
                  return (
                    <tr key={sr.id} id={sr.id} class={pool?.state === "live" ? undefined : "stale"}>
                      <td>
                        <span title={sr.description || undefined}>{sr.name || "Unnamed"}</span>
                        {sr.default && <span class="tag ml-2">default</span>}
                      </td>
                      <td data-l="Type">{sr.type}</td>
                      <td data-l="Where">
                        {sr.shared
                          ? "Shared"
                          : sr.host
                          ? <a href={`/hosts/${sr.host}`}>{hosts.follow(sr.host).value?.name}</a>
                          : "Local"}
                      </td>
                      <td data-l="Pool">{pool?.name}</td>
                      <td data-l="Used">
                        {sr.physical_size > 0
                          ? (
                            <span class="block min-w-[150px]">
                              {bytes(sr.physical_utilisation)} of {bytes(sr.physical_size)} · {percent(share)}
                              <Meter label="Used" share={share} />
                            </span>
                          )
                          : "–"}
                      </td>
                      <td data-l="Given to disks" class="num">{bytes(sr.virtual_allocation)}</td>
                      <td data-l="Disks" class="num">{count(sr.vdis)}</td>
                      <td data-l="Connected">
                        <span class={`st ${attached ? "ok" : "bad"}`}>
                          <Icon name={attached ? "circle-check" : "unplug"} />
                          {sr.pbds_attached} of {sr.pbds}
                        </span>
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
