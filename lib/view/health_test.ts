import assert from "node:assert/strict";
import { countsOf, type FindingRow, findingText, groupHref, groupsOf, type RuleText } from "./health.ts";

const rule = (name: string, given: Partial<RuleText> = {}): RuleText => ({
  name,
  collection: "host",
  severity: "info",
  title: name,
  advice: "",
  text: "",
  query: "live:no",
  ...given,
});
const finding = (of: string, id: string, given: Partial<FindingRow> = {}): FindingRow => ({
  id: `${of}:host:${id}`,
  pool: "p",
  rule: of,
  severity: "info",
  since: "2026-11-23T10:00:00Z",
  object: { collection: "host", id, name: id },
  detail: {},
  ...given,
});

Deno.test("findings are grouped by rule, the worst first, the newest first among them", () => {
  const rules = [rule("a"), rule("b", { severity: "critical" }), rule("c"), rule("none")];
  const found = [finding("a", "1"), finding("b", "2"), finding("a", "3", { since: "2026-11-23T11:00:00Z" })];
  const groups = groupsOf(rules, found, { c: 700 });
  assert.deepEqual(
    groups.map(({ rule, count, findings }) => [rule.name, count, ...findings.map(({ object }) => object.id)]),
    [["b", 1, "2"], ["a", 2, "3", "1"], ["c", 700]],
  );
  assert.deepEqual(countsOf(groups), { critical: 1, warning: 0, info: 702 });
});

Deno.test("a number opens the list of just what was found", () => {
  const found = [finding("a", "2"), finding("a", "1")];
  assert.equal(groupHref({ rule: rule("a"), count: 2, findings: found }), "/hosts?q=live%3Ano");
  assert.equal(
    groupHref({ rule: rule("a"), count: 2, findings: found }, "lab"),
    "/hosts?q=live%3Ano%20pool%3A%22lab%22",
  );
  const unsaid = rule("a", { query: null });
  assert.equal(groupHref({ rule: unsaid, count: 2, findings: found }), "/hosts?q=id%3A1%2C2");
  assert.equal(groupHref({ rule: unsaid, count: 51, findings: found }), "/health?rule=a");
});

Deno.test("what is said of an object is written as people read it, and nothing of what is not seen", () => {
  assert.equal(findingText(rule("a", { text: "{share} full" }), { detail: { share: "0.97" } }), "97% full");
  assert.equal(findingText(rule("a", { text: "{skew} off" }), { detail: { skew: "-90" } }), "1 min 30 s off");
  assert.equal(findingText(rule("a", { text: "{size}" }), { detail: { size: "2048" } }), "2 KiB");
  assert.equal(findingText(rule("a", { text: "{share} full" }), { detail: {} }), "");
});
