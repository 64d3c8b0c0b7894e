// A whole RRD, as /host_rrd, /vm_rrd and /sr_rrd give it: every source and every row of every archive, oldest row first.
import { type Body, BodyWriter } from "../wire/body.ts";
import { type Archive, archivesOf, rowValue } from "./archive.ts";
import { kept, stamp } from "./number.ts";
import type { Owner, Source } from "./sources.ts";
import { STEP } from "./series.ts";
import type { Turns } from "../turns.ts";

/** Seconds without a value after which rrdd calls it unknown. */
const HEARTBEAT = 300;

export interface WholeOptions {
  readonly format: "xml" | "json";
  /** How numbers are written: `spelled` or `rounded`. */
  readonly spell: (value: number) => string;
  /** Whether each source has a time of its own, as since xapi 25. */
  readonly dated: boolean;
}

/** The whole RRD of an owner as last written (in seconds), made in turns. */
export async function wholeRrd(
  owner: Owner,
  updated: number,
  { format, spell, dated }: WholeOptions,
  turns: Turns,
): Promise<Body> {
  const writer = new BodyWriter();
  const style = format === "xml" ? XML : JSON_STYLE;
  writer.text(style.head(format === "xml" && !dated ? Math.floor(updated) : updated));
  const step = Math.floor(updated / STEP);
  writer.text(
    style.list(
      "ds",
      owner.sources.map((source) => {
        const value = spell(rowValue(owner, source, LATEST, step - 1));
        return style.source(source, value, dated ? updated : undefined);
      }),
    ),
  );
  for (const [index, archive] of archivesOf(owner).entries()) {
    writer.text(style.archive(archive, preparation(owner, archive, step, spell), index));
    for (let row = archive.rows; row > 0; row--) {
      const from = (Math.floor(step / archive.span) - row) * archive.span;
      let text = style.row(archive.rows - row);
      for (const [at, source] of owner.sources.entries()) {
        text += style.value(spell(rowValue(owner, source, archive, from)), at);
        if (at % 64 === 0) await turns.rest();
      }
      writer.text(text + style.rowEnd);
    }
    writer.text(style.archiveEnd);
  }
  writer.text(style.tail);
  return writer.done();
}

const LATEST: Archive = { consolidation: "AVERAGE", span: 1, rows: 1, tolerance: 0 };

/** What each source has gathered for the row that is not full yet. */
interface Prepared {
  readonly value: string;
  readonly unknown: number;
}

function preparation(
  owner: Owner,
  archive: Archive,
  step: number,
  spell: (value: number) => string,
): Prepared[] {
  const from = Math.floor(step / archive.span) * archive.span;
  const elapsed = step - from;
  const known = owner.periods.reduce(
    (sum, period) => sum + Math.max(0, Math.min(step, period.to) - Math.max(from, period.from)),
    0,
  );
  return owner.sources.map((source) => ({
    value: known === 0 || archive.consolidation !== "AVERAGE"
      ? "0.0"
      : spell(kept(source.mean(step - known, step) * (known / archive.span))),
    unknown: elapsed - known,
  }));
}

interface Style {
  head(updated: number): string;
  list(name: string, items: readonly string[]): string;
  source(source: Source, value: string, updated: number | undefined): string;
  archive(archive: Archive, prepared: readonly Prepared[], index: number): string;
  row(index: number): string;
  value(value: string, index: number): string;
  readonly rowEnd: string;
  readonly archiveEnd: string;
  readonly tail: string;
}

function bound(value: number): string {
  return value === 0 ? "0.0" : String(value);
}

const JSON_STYLE: Style = {
  head: (updated) => `{"version":"0003","step":"${STEP}","lastupdate":"${stamp(updated)}"`,
  list: (name, items) => `,"${name}":[${items.join(",")}],"rra":[`,
  source: ({ name, type, min, max }, value, updated) =>
    `{"name":"${name}","type":"${type}","minimal_heartbeat":"${HEARTBEAT}","min":"${bound(min)}","max":"${
      bound(max)
    }","last_ds":"${value}","value":"${value}","unknown_sec":"0.0"${
      updated === undefined ? "" : `,"last_updated":"${stamp(updated)}"`
    }}`,
  archive: ({ consolidation, span, tolerance }, prepared, index) =>
    `${
      index === 0 ? "" : ","
    }{"cf":"${consolidation}","pdp_per_row":"${span}","params":{"xff":"${tolerance}"},` +
    `"cdp_prep":{"ds":[${
      prepared.map(({ value, unknown }) =>
        `{"primary_value":"0.0","secondary_value":"0.0","value":"${value}","unknown_datapoints":"${unknown}"}`
      ).join(",")
    }]},"database":[`,
  row: (index) => index === 0 ? "[" : ",[",
  value: (value, index) => index === 0 ? `"${value}"` : `,"${value}"`,
  rowEnd: "]",
  archiveEnd: "]}",
  tail: "]}",
};

const XML: Style = {
  head: (updated) =>
    `<?xml version="1.0" encoding="UTF-8"?>\n<rrd><version>0003</version><step>${STEP}</step>` +
    `<lastupdate>${stamp(updated)}</lastupdate>`,
  list: (_, items) => items.join(""),
  source: ({ name, type, min, max }, value, updated) =>
    `<ds><name>${name}</name><type>${type}</type><minimal_heartbeat>${HEARTBEAT}</minimal_heartbeat>` +
    `<min>${bound(min)}</min><max>${bound(max)}</max><last_ds>${value}</last_ds><value>${value}</value>` +
    `<unknown_sec>0</unknown_sec>${
      updated === undefined ? "" : `<last_updated>${stamp(updated)}</last_updated>`
    }</ds>`,
  archive: ({ consolidation, span, tolerance }, prepared) =>
    `<rra><cf>${consolidation}</cf><pdp_per_row>${span}</pdp_per_row><params><xff>${tolerance}</xff></params>` +
    `<cdp_prep>${
      prepared.map(({ value, unknown }) =>
        `<ds><primary_value>0.0</primary_value><secondary_value>0.0</secondary_value><value>${value}</value>` +
        `<unknown_datapoints>${unknown}</unknown_datapoints></ds>`
      ).join("")
    }</cdp_prep><database>`,
  row: () => "<row>",
  value: (value) => `<v>${value}</v>`,
  rowEnd: "</row>",
  archiveEnd: "</database></rra>",
  tail: "</rrd>",
};
