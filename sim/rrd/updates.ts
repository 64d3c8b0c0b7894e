// The answer of /rrd_updates: rows of many owners beside each other, newest first, as XML or one of three kinds of JSON.
import { type Body, BodyWriter } from "../wire/body.ts";
import { escape } from "../wire/xml_write.ts";
import { type Archive, archivesOf, bestArchives, rowValue } from "./archive.ts";
import type { Owner, Source } from "./sources.ts";
import { STEP } from "./series.ts";
import type { Turns } from "../turns.ts";

/**
 * How JSON is laid out: `data` beside `meta` (xapi 24.11 and later), inside it (23.31 to 24.10), or, before, with keys that
 * are not quoted and numbers that are not texts, which is no JSON at all.
 */
export type JsonLayout = "beside" | "inside" | "loose";

export interface UpdatesOptions {
  /** Seconds since 1970, or before the last update when negative. */
  readonly start: number;
  /** Seconds a row covers at least. */
  readonly interval: number;
  /** AVERAGE, MIN, MAX or LAST; all there are unless given. */
  readonly consolidation?: string;
  readonly format: "xml" | JsonLayout;
  /** How numbers are written: `spelled` or `rounded`. */
  readonly spell: (value: number) => string;
  /** When the statistics were last written, in seconds. */
  readonly updated: number;
}

/** A column of the answer. */
interface Column {
  readonly title: string;
  readonly owner: Owner;
  readonly source: Source;
  readonly archive: Archive;
}

/** No archive fits: what OCaml would print of it. */
export const NO_ARCHIVE = "Rrd.No_RRA_Available";

/** The whole answer, made in turns; undefined when no archive fits. */
export async function updates(
  owners: readonly Owner[],
  { start, interval, consolidation, format, spell, updated }: UpdatesOptions,
  turns: Turns,
): Promise<Body | undefined> {
  const since = start < 0 ? start + Math.floor(updated) : start;
  const best = owners.map((owner) => ({
    owner,
    archives: bestArchives(archivesOf(owner), consolidation, interval, since, updated),
  }));
  const first = best.find(({ archives }) => archives.length > 0)?.archives[0];
  if (first === undefined) return undefined;
  const columns = best.flatMap(({ owner, archives }) =>
    archives.filter(({ span, rows }) => span === first.span && rows === first.rows).flatMap((archive) =>
      owner.sources.map((source): Column => ({
        title: `${archive.consolidation}:${owner.prefix}${source.name}`,
        owner,
        source,
        archive,
      }))
    )
  );
  const step = STEP * first.span;
  const end = Math.floor(updated / step) * step;
  const times: number[] = [];
  for (let time = end; time >= since && times.length < first.rows; time -= step) times.push(time);
  const meta = {
    start: Math.floor(since / step) * step + step,
    step,
    end,
    rows: times.length,
    columns: columns.length,
  };
  const writer = new BodyWriter();
  const style = format === "xml" ? XML : JSONS[format];
  writer.text(style.head(meta, columns.map(({ title }) => title)));
  for (const [index, time] of times.entries()) {
    const from = (time - step) / STEP;
    let row = style.row(time, index);
    for (const [at, { owner, source, archive }] of columns.entries()) {
      row += style.value(spell(rowValue(owner, source, archive, from)), at);
      if (at % 64 === 0) await turns.rest();
    }
    writer.text(row + style.rowEnd);
  }
  writer.text(style.tail);
  return writer.done();
}

interface Meta {
  readonly start: number;
  readonly step: number;
  readonly end: number;
  readonly rows: number;
  readonly columns: number;
}

interface Style {
  head(meta: Meta, legend: readonly string[]): string;
  row(time: number, index: number): string;
  value(value: string, index: number): string;
  readonly rowEnd: string;
  readonly tail: string;
}

const XML: Style = {
  head: (meta, legend) =>
    `<?xml version="1.0" encoding="UTF-8"?>\n<xport><meta>${
      Object.entries(meta).map(([name, value]) => `<${name}>${value}</${name}>`).join("")
    }<legend>${legend.map((entry) => `<entry>${escape(entry)}</entry>`).join("")}</legend></meta><data>`,
  row: (time) => `<row><t>${time}</t>`,
  value: (value) => `<v>${value}</v>`,
  rowEnd: "</row>",
  tail: "</data></xport>",
};

const STRICT: Style = {
  head: (meta, legend) =>
    `{"meta":{${Object.entries(meta).map(([name, value]) => `"${name}":"${value}"`).join(",")},"legend":${
      JSON.stringify(legend)
    }},"data":[`,
  row: (time, index) => `${index === 0 ? "" : ","}{"t":"${time}","values":[`,
  value: (value, index) => index === 0 ? `"${value}"` : `,"${value}"`,
  rowEnd: "]}",
  tail: "]}",
};

const JSONS: Readonly<Record<JsonLayout, Style>> = {
  beside: STRICT,
  inside: {
    ...STRICT,
    head: (meta, legend) => STRICT.head(meta, legend).replace(/\},"data":\[$/, ',"data":['),
    tail: "]}}",
  },
  loose: {
    head: (meta, legend) =>
      `{meta: {${Object.entries(meta).map(([name, value]) => `${name}:${value}`).join(",")},legend:${
        JSON.stringify(legend)
      }},data:[`,
    row: (time, index) => `${index === 0 ? "" : ","}{t:${time},values:[`,
    value: (value, index) => index === 0 ? value : `,${value}`,
    rowEnd: "]}",
    tail: "]}",
  },
};
