import assert from "node:assert/strict";
import { pluralMessage } from "@/lib/view/text.ts";
import { readTexts } from "./extract.ts";

const HEAD = 'import { msg, t, tn } from "@/lib/view/text.ts";\n';
const texts = (found: readonly { readonly text: string }[]) => found.map(({ text }) => text);
const read = (source: string) => readTexts(HEAD + source, "x.tsx");

Deno.test("messages are what t, tn and msg are given as texts", () => {
  const { messages, wrong } = read(`
    const LABELS = { a: msg("Alpha") };
    function f(x, n) { return [t(x ? "Yes" : "No"), t("Long " + "text"), t(LABELS.a), tn(n, "{count} VM", "{count} VMs")]; }
  `);
  assert.deepEqual(texts(messages), [
    "Alpha",
    "Yes",
    "No",
    "Long text",
    pluralMessage("{count} VM", "{count} VMs"),
  ]);
  assert.deepEqual(wrong, []);
});

Deno.test("what cannot work is told with its line", () => {
  const { wrong } = read(`const early = t("Early");
    function f(x) {
      t(\`Start \${x}\`);
      t("Start {name}", { nam: x });
      tn(1, x, "y");
    }`);
  assert.deepEqual(wrong.map(({ line }) => line), [2, 4, 5, 6]);
});

Deno.test("texts in markup that go past t() are found, names are not", () => {
  const { bare } = read(`const a = (x) => <p title="Hint" class="Class" data-x="Data">
    Words <b>{x ? "yes" : <i aria-label={\`Sum \${x}\`} />}</b> {t("fine")} CPU · 5 <Deed label={x && "Go"} name="deed" />
  </p>;`);
  assert.deepEqual(texts(bare).sort(), ["Go", "Hint", "Sum ", "Words", "yes"]);
});

Deno.test("imports are those that carry code", () => {
  const { imports } = read(`
    import type { A } from "./a.ts"; import { type B } from "./b.ts"; import { c, type C } from "./c.ts";
    import "./d.ts"; export { e } from "./e.ts"; export * from "./f.ts"; const g = () => import("./g.ts");`);
  assert.deepEqual(imports, ["@/lib/view/text.ts", "./c.ts", "./d.ts", "./e.ts", "./f.ts", "./g.ts"]);
});
