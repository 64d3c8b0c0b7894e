// Reading /rrd_updates: rows of many owners beside each other, newest first, as XML or as one of three kinds of JSON (beside
// `meta` since xapi 24.11, inside it before, and before 23.31 without quotes, which is no JSON at all). Facts: xcp-rrdd, recordings.
import { Pacer } from "@/lib/xapi/pacer.ts";

/** One column: whose figure it is, and what it is called. */
export interface Column {
  /** vm, host or sr. */
  readonly kind: string;
  readonly uuid: string;
  readonly name: string;
}

export interface Row {
  /** When it ended, in seconds since 1970 by the clock of the host. */
  readonly t: number;
  /** NaN where nothing is known. */
  readonly values: Float32Array;
}

/** A whole answer. */
export interface Updates {
  readonly step: number;
  readonly columns: readonly Column[];
  /** Oldest first. */
  readonly rows: readonly Row[];
}

/** The answer is none that a host gives. */
export class UpdatesError extends Error {
  override readonly name = "UpdatesError";
}

/** What comes before the rows has the legend: a host of 1,000 VMs stays far below. */
const MOST_HEAD = 16 << 20;
/** A row has one number a column. */
const MOST_ROW = 8 << 20;

interface Spelling {
  /** Where the rows begin. */
  readonly data: RegExp;
  readonly rowEnd: string;
  readonly number: (head: string, name: string) => number | undefined;
  readonly legend: (head: string) => string[];
  readonly row: (text: string) => { t: number; values: readonly string[] } | undefined;
}

const JSONS: Spelling = {
  data: /"?\bdata"?\s*:\s*\[/,
  rowEnd: "}",
  number: (head, name) => numberIn(new RegExp(`"?\\b${name}"?\\s*:\\s*"?(-?\\d+)`).exec(head)),
  legend: (head) => {
    const text = /"?\blegend"?\s*:\s*(\[[^\]]*\])/.exec(head)?.[1] ?? "[]";
    const list: unknown = parsed(text);
    return Array.isArray(list) ? list.map(String) : [];
  },
  row: (text) => {
    const t = numberIn(/"?\bt"?\s*:\s*"?(\d+)/.exec(text));
    const [from, to] = [text.indexOf("["), text.lastIndexOf("]")];
    if (t === undefined || from < 0 || to < from) return undefined;
    const inner = text.slice(from + 1, to).replaceAll('"', "").trim();
    return { t, values: inner === "" ? [] : inner.split(",") };
  },
};

const XML: Spelling = {
  data: /<data\s*\/?>/,
  rowEnd: "</row>",
  number: (head, name) => numberIn(new RegExp(`<${name}>\\s*(-?\\d+)`).exec(head)),
  legend: (head) => [...head.matchAll(/<entry>([^<]*)<\/entry>/g)].map(([, text = ""]) => unescaped(text)),
  row: (text) => {
    const t = numberIn(/<t>\s*(\d+)/.exec(text));
    const from = text.indexOf("<v>");
    if (t === undefined) return undefined;
    if (from < 0) return { t, values: [] };
    return { t, values: text.slice(from + 3, text.lastIndexOf("</v>")).split(/<\/v>\s*<v>/) };
  },
};

/** Reads an answer while it arrives, in turns of some ms. Throws UpdatesError, and what the chunks throw. */
export async function readUpdates(
  chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): Promise<Updates> {
  const decoder = new TextDecoder();
  const pacer = new Pacer();
  const rows: Row[] = [];
  let text = "";
  let head:
    | { spelling: Spelling; step: number; columns: Column[]; kept: number[]; entries: number }
    | undefined;
  for await (const chunk of chunks) {
    text += decoder.decode(chunk, { stream: true });
    if (head === undefined) {
      const spelling = /^\s*</.test(text) ? XML : JSONS;
      const at = spelling.data.exec(text);
      if (at === null) {
        if (text.length > MOST_HEAD) {
          throw new UpdatesError("The host's statistics have no end of their legend");
        }
        continue;
      }
      head = { spelling, ...readHead(spelling, text.slice(0, at.index), text) };
      text = text.slice(at.index + at[0].length);
    }
    const { spelling, kept, entries } = head;
    let from = 0;
    for (let end = text.indexOf(spelling.rowEnd); end >= 0; end = text.indexOf(spelling.rowEnd, from)) {
      const row = spelling.row(text.slice(from, end + spelling.rowEnd.length));
      from = end + spelling.rowEnd.length;
      if (row !== undefined) {
        if (row.values.length !== entries) {
          throw new UpdatesError("A row of the host's statistics does not fit its legend");
        }
        const values = new Float32Array(kept.length);
        for (let n = 0; n < kept.length; n++) values[n] = numberOf(row.values[kept[n] ?? 0]);
        rows.push({ t: row.t, values });
      }
      if (pacer.due) await pacer.rest();
    }
    text = text.slice(from);
    if (text.length > MOST_ROW) throw new UpdatesError("A row of the host's statistics does not end");
  }
  if (head === undefined) throw new UpdatesError("The host answered with something that is no statistics");
  rows.sort((a, b) => a.t - b.t);
  return { step: head.step, columns: head.columns, rows };
}

/** The meta part; xapi before 24.11 may write data inside it, so what stands behind is looked at for the step alone. */
function readHead(spelling: Spelling, head: string, all: string) {
  const step = spelling.number(head, "step") ?? spelling.number(all, "step");
  if (step === undefined || step <= 0) throw new UpdatesError("The host's statistics name no step");
  const legend = spelling.legend(head);
  const columns: Column[] = [];
  const kept: number[] = [];
  for (const [n, entry] of legend.entries()) {
    const [consolidation, kind = "", uuid = "", ...name] = entry.split(":");
    if (consolidation !== "AVERAGE" || name.length === 0) continue;
    columns.push({ kind, uuid, name: name.join(":") });
    kept.push(n);
  }
  return { step, columns, kept, entries: legend.length };
}

/** What is written as NaN, "nan", inf or -inf is not known. */
export function numberOf(text: string | undefined): number {
  const value = text === undefined || text === "" ? NaN : Number(text);
  return Number.isFinite(value) ? value : NaN;
}

function numberIn(match: RegExpExecArray | null): number | undefined {
  return match?.[1] === undefined ? undefined : Number(match[1]);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new UpdatesError("The host's statistics have a malformed legend");
  }
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function unescaped(text: string): string {
  return text.replace(/&(\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole);
}
