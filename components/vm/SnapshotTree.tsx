// A VM's snapshots as a tree: each stands below the one it was taken after.
import type { SNAPSHOT_ROW, SnapshotTreeRow } from "@/lib/view/detail_fields.ts";
import { dateTime } from "@/lib/view/format.ts";
import { hrefOf } from "@/lib/view/hrefs.ts";
import { t, tn } from "@/lib/view/text.ts";
import type { Source } from "../detail/source.ts";
import { Icon } from "../Icon.tsx";

/**
 * @param parents which one each was taken after, as known when the page was made: who sees one VM alone is not told by the stream
 * @param may what may be done to snapshots, by the actions' names
 */
export function SnapshotTree({ of, id, parents, may }: {
  of: Source;
  id: string;
  parents: { readonly [snapshot: string]: string };
  may: readonly string[];
}) {
  const all = of.table<"snapshot", typeof SNAPSHOT_ROW>("snapshot").all()
    .filter(({ snapshot_of }) => snapshot_of === id)
    .sort((a, b) => (a.snapshot_time ?? "") < (b.snapshot_time ?? "") ? -1 : 1);
  const known = new Set(all.map(({ id }) => id));
  const above = (one: SnapshotTreeRow): string | null => {
    const parent = one.parent ?? parents[one.id] ?? null;
    return parent !== null && known.has(parent) ? parent : null;
  };
  // What is its own descendant would never end: each is shown once, and none is left out.
  const shown = new Set<string>();
  const branch = (parent: string | null) => {
    const list = all.filter((one) => above(one) === parent && !shown.has(one.id));
    for (const one of list) shown.add(one.id);
    return list.length === 0 ? null : <ul>{list.map(leaf)}</ul>;
  };
  const leaf = (one: SnapshotTreeRow) => (
    <li key={one.id}>
      <span class="leaf">
        <span class="st">
          <Icon name="camera" />
          <a href={hrefOf("snapshot", one.id)}>
            <strong>{one.name || one.id}</strong>
          </a>
        </span>
        {one.snapshot_time && <span class="soft">{dateTime(one.snapshot_time)}</span>}
        {one.memory && <span class="tag">{t("with memory")}</span>}
        <span class="acts">
          {may.includes("revert") && (
            <a class="btn" href={`?ask=revert&snapshot=${one.id}`}>
              {t("Revert")} <span class="sr">{one.name}</span>
            </a>
          )}
          {may.includes("destroy") && (
            <a class="btn" href={`?ask=destroy&snapshot=${one.id}`}>
              {t("Destroy")} <span class="sr">{one.name}</span>
            </a>
          )}
        </span>
      </span>
      {one.description && <p class="soft">{one.description}</p>}
      {branch(one.id)}
    </li>
  );
  const trees = branch(null);
  const lost = all.filter(({ id }) => !shown.has(id));
  return (
    <section class="card" aria-label={t("Snapshots")}>
      <h2>{t("Snapshots")}</h2>
      <div class="pad tree">
        {all.length === 0
          ? <p class="soft">{t("None taken yet. “Snapshot” above takes one.")}</p>
          : <p class="soft">{tn(all.length, "{count} snapshot", "{count} snapshots")}</p>}
        {trees}
        {lost.length > 0 && (
          <ul>{lost.map((one) => shown.has(one.id) ? null : (shown.add(one.id), leaf(one)))}</ul>
        )}
      </div>
    </section>
  );
}
