// A pool's database in a file, {Class: {ref: record}}, read without any of Atoll's code: what the pages are held against.
import { z } from "zod";

export type PoolRecord = Readonly<Record<string, unknown>>;
const database = z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown())));

/** What people see of a pool. */
export interface PoolFile {
  readonly name: string;
  readonly hosts: readonly PoolRecord[];
  /** Neither templates nor snapshots nor control domains. */
  readonly vms: readonly PoolRecord[];
  readonly templates: readonly PoolRecord[];
  readonly snapshots: readonly PoolRecord[];
  readonly srs: readonly PoolRecord[];
  /** A record by class and ref. */
  get(name: string, ref: unknown): PoolRecord | undefined;
}

const yes = (value: unknown) => value === true || value === "true";

/** Reads a file, gzipped where its name ends in .gz. Old pools hold numbers as strings. */
export async function readPoolFile(path: string): Promise<PoolFile> {
  const file = await Deno.open(path);
  const stream = path.endsWith(".gz")
    ? file.readable.pipeThrough(new DecompressionStream("gzip"))
    : file.readable;
  // The recorded pools hold a bare NaN here and there, where xapi divided by nothing.
  const text = (await new Response(stream).text()).replace(
    /(?<=[[:,]\s*)(NaN|-?Infinity)(?=\s*[,}\]])/g,
    "null",
  );
  const classes = database.parse(JSON.parse(text));
  const all = (name: string) => Object.values(classes[name] ?? {});
  const vms = all("VM");
  return {
    name: String(all("pool")[0]?.["name_label"] ?? ""),
    hosts: all("host"),
    vms: vms.filter((vm) =>
      !yes(vm["is_a_template"]) && !yes(vm["is_a_snapshot"]) && !yes(vm["is_control_domain"])
    ),
    templates: vms.filter((vm) => yes(vm["is_a_template"]) && !yes(vm["is_a_snapshot"])),
    snapshots: vms.filter((vm) => yes(vm["is_a_snapshot"])),
    srs: all("SR"),
    get: (name, ref) => classes[name]?.[String(ref)],
  };
}
