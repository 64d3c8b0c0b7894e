// Reading /vm_rrd: the whole RRD of one VM, which the coordinator keeps of VMs that do not run. Asked for as XML, which every xapi
// writes alike; of its archives one is taken, the one with the step that is wanted. Facts: xapi-rrd, recordings.
import { Pacer } from "@/lib/xapi/pacer.ts";
import { type Column, numberOf, type Row, type Updates, UpdatesError } from "./updates.ts";

/** A VM of 64 CPUs, 16 disks and 16 interfaces has some 10 MB. */
const MOST = 64 << 20;

/**
 * The rows of one archive, as the hosts' updates are: oldest first, without the empty ones at the end, which are from when the VM did
 * not run. Throws UpdatesError, and what the chunks throw.
 * @param step in seconds @param most rows
 */
export async function readArchived(
  chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  uuid: string,
  { step, rows: most }: { readonly step: number; readonly rows: number },
): Promise<Updates> {
  const text = await textOf(chunks);
  const base = numberIn(text, /<step>\s*(\d+)/);
  const updated = numberIn(text, /<lastupdate>\s*([\d.]+)/);
  if (base === undefined || updated === undefined) {
    throw new UpdatesError("The pool answered with something that is no archive of statistics");
  }
  const firstArchive = text.indexOf("<rra>");
  const head = firstArchive < 0 ? text : text.slice(0, firstArchive);
  const columns: Column[] = [...head.matchAll(/<ds>\s*<name>([^<]*)<\/name>/g)]
    .map(([, name = ""]) => ({ kind: "vm", uuid, name }));
  const rows = await rowsOf(archiveOf(text, step / base), columns.length);
  const end = Math.floor(updated / step) * step;
  const told = rows.map((values, n): Row => ({ t: end - (rows.length - 1 - n) * step, values }));
  const last = told.findLastIndex(({ values }) => values.some((value) => !Number.isNaN(value)));
  return { step, columns, rows: told.slice(Math.max(0, last + 1 - most), last + 1) };
}

async function textOf(chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of chunks) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > MOST) throw new UpdatesError("The archive of the VM's statistics does not end");
  }
  return text + decoder.decode();
}

/** The database of the archive of means with so many steps a row; "" where there is none. */
function archiveOf(text: string, span: number): string {
  for (let from = text.indexOf("<rra>"); from >= 0;) {
    const next = text.indexOf("<rra>", from + 1);
    const data = text.indexOf("<database>", from);
    const head = text.slice(from, data < 0 ? from : data);
    if (/<cf>\s*AVERAGE\s*</.test(head) && numberIn(head, /<pdp_per_row>\s*(\d+)/) === span) {
      return text.slice(data, next < 0 ? undefined : next);
    }
    from = next;
  }
  return "";
}

async function rowsOf(database: string, columns: number): Promise<Float32Array[]> {
  const pacer = new Pacer();
  const rows: Float32Array[] = [];
  for (const [, row = ""] of database.matchAll(/<row>(.*?)<\/row>/gs)) {
    const values = Float32Array.from(
      row.matchAll(/<v>([^<]*)<\/v>/g),
      ([, value]) => numberOf(value?.trim()),
    );
    if (values.length !== columns) {
      throw new UpdatesError("A row of the VM's archived statistics does not fit its sources");
    }
    rows.push(values);
    if (pacer.due) await pacer.rest();
  }
  return rows;
}

function numberIn(text: string, what: RegExp): number | undefined {
  const found = what.exec(text)?.[1];
  return found === undefined ? undefined : Number(found);
}
