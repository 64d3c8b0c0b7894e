// Writes since.ts from the data model: what came after the oldest version the simulator can be. Run by `deno task schema`.

interface Model {
  classes: Record<string, {
    since: string;
    fields: Record<string, { since?: string }>;
    messages: Record<string, { since?: string }>;
  }>;
}

/** Releases up to XenServer 5.6: whatever came with them is always there. */
const ALWAYS = new Set(["rio", "miami", "symc", "orlando", "orlando-update-1", "george", "midnight-ride"]);

const source = Deno.args[0] ?? new URL("../../../shared/xapi/model.json", import.meta.url);
const model: Model = JSON.parse(await Deno.readTextFile(source));
const since = new Map<string, string[]>();
const note = (release: string | undefined, name: string) => {
  if (release === undefined || ALWAYS.has(release)) return;
  since.set(release, [...(since.get(release) ?? []), name]);
};
for (const [cls, { since, fields, messages }] of Object.entries(model.classes)) {
  note(since, cls);
  // What is as old as its class is not said again.
  for (const [field, { since: release }] of Object.entries(fields)) {
    if (release !== since) note(release, `${cls}.${field}`);
  }
  for (const [message, { since: release }] of Object.entries(messages)) {
    if (release !== since) note(release, `${cls}.${message}()`);
  }
}
const lines = [
  "// Generated from the Xen-API data model by `deno task schema`: which release brought what. Do not edit.",
  "// deno-fmt-ignore-file",
  "",
  "/** The classes, fields and messages (`Class.message()`) that came after XenServer 5.6, by their release. */",
  "export const SINCE: Readonly<Record<string, readonly string[]>> = {",
  ...[...since].map(([release, names]) =>
    `  ${JSON.stringify(release)}: ${JSON.stringify(names).replaceAll(",", ", ")},`
  ),
  "};",
];
await Deno.writeTextFile(new URL("./since.ts", import.meta.url), `${lines.join("\n")}\n`);
