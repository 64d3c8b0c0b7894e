import assert from "node:assert/strict";
import type { HostReader } from "@/lib/pools/types.ts";
import { readArchived } from "./archived.ts";
import { Stats } from "./stats.ts";
import { cacheOf, POOL } from "./testing.ts";
import { UpdatesError } from "./updates.ts";

const rra = (cf: string, span: number, rows: readonly (readonly (number | string)[])[]) =>
  `<rra><cf>${cf}</cf><pdp_per_row>${span}</pdp_per_row><params><xff>0.5</xff></params>` +
  `<cdp_prep><ds><value>7</value></ds></cdp_prep><database>${
    rows.map((row) => `<row>${row.map((value) => `<v>${value}</v>`).join("")}</row>`).join("")
  }</database></rra>`;

/** What xapi keeps of a VM that went down at 1,800,000,042 s; its last minutes are not known. */
const ARCHIVE =
  `<?xml version="1.0"?><rrd><version>0003</version><step>5</step><lastupdate>1800000042.5</lastupdate>` +
  `<ds><name>cpu_usage</name><type>GAUGE</type></ds><ds><name>memory</name><type>GAUGE</type></ds>` +
  rra("AVERAGE", 1, [[0.9, 9], ["NaN", "NaN"]]) +
  rra("MAX", 12, [[1, 1]]) +
  rra("AVERAGE", 12, [[0.1, 10], [0.2, "NaN"], [0.3, 30], ["NaN", "NaN"]]) +
  `</rrd>`;

const bytes = (text: string) => [new TextEncoder().encode(text)];

Deno.test("of a whole archive the rows of the step are taken, up to the last that is known", async () => {
  const { step, columns, rows } = await readArchived(bytes(ARCHIVE), "u", { step: 60, rows: 2 });
  assert.equal(step, 60);
  assert.deepEqual(columns.map(({ kind, uuid, name }) => `${kind} ${uuid} ${name}`), [
    "vm u cpu_usage",
    "vm u memory",
  ]);
  assert.deepEqual(rows.map(({ t, values }) => [t, Math.round((values[0] ?? 0) * 10), values[1]]), [
    [1_799_999_880, 2, NaN],
    [1_799_999_940, 3, 30],
  ]);
  assert.deepEqual(
    (await readArchived(bytes(ARCHIVE), "u", { step: 3600, rows: 9 })).rows,
    [],
    "no such archive",
  );
});

Deno.test("what is no archive, or does not fit its sources, is refused", async () => {
  await assert.rejects(readArchived(bytes("<html>"), "u", { step: 60, rows: 2 }), UpdatesError);
  const short = ARCHIVE.replace("<row><v>0.1</v><v>10</v></row>", "<row><v>0.1</v></row>");
  await assert.rejects(readArchived(bytes(short), "u", { step: 60, rows: 2 }), UpdatesError);
});

Deno.test("a VM that does not run shows what it did before, asked of the coordinator once", async () => {
  const asked: string[] = [];
  let status = 200;
  const hosts: HostReader = {
    fetch: async (pool, address, path, read) => {
      asked.push(`${pool} ${address} ${path}`);
      return await read({ status, contentType: "text/xml", chunks: bytes(ARCHIVE) });
    },
  };
  const halted = { collection: "vm", id: "halted" } as const;
  const stats = new Stats(cacheOf(POOL), hosts);
  const history = await stats.history(halted, "hour");
  await stats.history(halted, "hour");
  assert.deepEqual(asked, ["lab null /vm_rrd?uuid=halted"]);
  const at = history.sources.findIndex(({ name }) => name === "cpu_usage");
  assert.deepEqual(history.values[at]?.slice(-3), [0.1, 0.2, 0.3]);
  assert.equal(history.end, 1_799_999_940);
  assert.match(history.note ?? "", /does not run, and its last figures are from /);

  status = 500;
  const never = await new Stats(cacheOf(POOL), hosts).history(halted, "hour");
  assert.equal(never.note, "The VM does not run, and has no statistics of before");
  assert.deepEqual(never.sources, []);
});
