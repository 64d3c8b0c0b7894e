// The storage repositories of all pools, live.
import { Meter } from "@/components/Bits.tsx";
import { Cell } from "@/components/Cell.tsx";
import { FilterBox } from "@/components/FilterBox.tsx";
import { Icon } from "@/components/Icon.tsx";
import { NoRows } from "@/components/NoRows.tsx";
import { useFiltered } from "@/lib/client/filtered.ts";
import { type Live, liveFrom } from "@/lib/client/live.ts";
import { bytes, count, percent } from "@/lib/view/format.ts";
import type { HOST_NAME_FIELDS, POOL_FIELDS, SR_FIELDS } from "@/lib/view/page_fields.ts";
import type { PageData } from "@/lib/view/types.ts";

export default function SrList({ page, query: first }: { page: PageData; query: string }) {
  const live = liveFrom(page);
  const pools = live.table<"pool", typeof POOL_FIELDS>("pool");
  const hosts = live.table<"host", typeof HOST_NAME_FIELDS>("host");
  const srs = live.table<"sr", typeof SR_FIELDS>("sr");
  const nameOf = (collection: string, id: string) =>
    collection === "pool" ? pools.peek(id)?.name : collection === "host" ? hosts.peek(id)?.name : undefined;
  const { query, setQuery, problem, ids } = useFiltered(srs, first, nameOf);
  return (
    <>
      <FilterBox
        path="/storage"
        query={query}
        problem={problem}
        shown={ids.length}
        total={srs.count.value}
        hint="Filter: name, type:nfs, shared:yes, pool:paris"
        onQuery={setQuery}
      />
      {ids.length === 0
        ? <NoRows icon="hard-drive" what="storage" total={srs.count.value} path="/storage" />
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
                {ids.map((id) => <Row key={id} id={id} live={live} />)}
              </tbody>
            </table>
          </div>
        )}
    </>
  );
}

function Row({ id, live }: { id: string; live: Live }) {
  const sr = live.table<"sr", typeof SR_FIELDS>("sr").live(id);
  const pools = live.table<"pool", typeof POOL_FIELDS>("pool");
  const hosts = live.table<"host", typeof HOST_NAME_FIELDS>("host");
  if (!sr) return null;
  return (
    <tr id={id} class={pools.field(sr.pool, "state").value === "live" ? undefined : "stale"}>
      <Cell>
        {() => (
          <>
            <span title={sr.description || undefined}>{sr.name || "Unnamed"}</span>
            {sr.default && <span class="tag ml-2">default</span>}
          </>
        )}
      </Cell>
      <Cell label="Type">{() => sr.type}</Cell>
      <Cell label="Where">
        {() =>
          sr.shared
            ? "Shared"
            : sr.host
            ? <a href={`/hosts/${sr.host}`}>{hosts.field(sr.host, "name").value}</a>
            : "Local"}
      </Cell>
      <Cell label="Pool">{() => pools.field(sr.pool, "name").value}</Cell>
      <Cell label="Used">
        {() => {
          const { physical_size: size, physical_utilisation: used } = sr;
          if (size <= 0) return "–";
          return (
            <span class="block min-w-[150px]">
              {bytes(used)} of {bytes(size)} · {percent(used / size)}
              <Meter label="Used" share={used / size} />
            </span>
          );
        }}
      </Cell>
      <Cell label="Given to disks" class="num">{() => bytes(sr.virtual_allocation)}</Cell>
      <Cell label="Disks" class="num">{() => count(sr.vdis)}</Cell>
      <Cell label="Connected">
        {() => {
          // Not seen of storage that somebody's own disks are on.
          if (Number.isNaN(sr.pbds)) return "–";
          const attached = sr.pbds > 0 && sr.pbds_attached === sr.pbds;
          return (
            <span class={`st ${attached ? "ok" : "bad"}`}>
              <Icon name={attached ? "circle-check" : "unplug"} />
              {sr.pbds_attached} of {sr.pbds}
            </span>
          );
        }}
      </Cell>
    </tr>
  );
}
