// Small parts that many pages use: page heads, notes, usage, tags, moments, empty states, pairs of name and value.
import type { ComponentChildren } from "preact";
import { ago, bytes, dateTime, percent } from "@/lib/view/format.ts";
import { t } from "@/lib/view/text.ts";
import type { Render } from "./Cell.tsx";
import { Meter } from "./Meter.tsx";
import { Icon } from "./Icon.tsx";
import type { IconName } from "./Icon.tsx";

export { Meter } from "./Meter.tsx";
export { Note } from "./Note.tsx";

export function PageHead(
  { title, sub, children }: { title: string; sub?: ComponentChildren; children?: ComponentChildren },
) {
  return (
    <div class="flex flex-wrap items-center gap-x-4 gap-y-2 mb-4">
      <div class="min-w-0">
        <h1>{title}</h1>
        {sub && <p class="soft">{sub}</p>}
      </div>
      {children && <div class="flex flex-wrap gap-2 ml-auto">{children}</div>}
    </div>
  );
}

/** How much of something is used, as a bar and in words. */
export function Usage({ label, used, total }: { label: string; used: number; total: number }) {
  const share = total > 0 ? used / total : 0;
  return (
    <div>
      <div class="flex justify-between gap-3 mb-1">
        <span class="soft">{label}</span>
        <span>
          {t("{used} of {total} · {share}", {
            used: bytes(used),
            total: bytes(total),
            share: percent(share),
          })}
        </span>
      </div>
      <Meter label={label} share={share} />
    </div>
  );
}

export function Tags({ tags }: { tags: readonly string[] }) {
  return <>{tags.map((tag) => <span key={tag} class="tag">{tag}</span>)}</>;
}

/** How long ago, with the moment itself as tooltip. */
export function Ago({ iso, now }: { iso: string; now?: number }) {
  return <time dateTime={iso} title={dateTime(iso)}>{ago(iso, now)}</time>;
}

export function Empty(
  { icon, title, children }: { icon: IconName; title: string; children?: ComponentChildren },
) {
  return (
    <div class="card pad text-center py-12">
      <p class="text-2xl soft mb-2">
        <Icon name={icon} />
      </p>
      <h2 class="mb-1">{title}</h2>
      <div class="soft">{children}</div>
    </div>
  );
}

/** A fact: as it is, or as a function that alone follows what it reads. */
export function Pair({ name, children }: { name: string; children: ComponentChildren | Render }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{typeof children === "function" ? children() : children}</dd>
    </>
  );
}
