// What the tests take from docs/stream.md itself: the invariants, the table of relations, the reference client.
import assert from "node:assert/strict";
import { isCollection } from "@/lib/view/fields.ts";
import type { Collection } from "@/lib/view/types.ts";
import { ROOT } from "../sources.ts";

const PAGE = Deno.readTextFileSync(`${ROOT}/docs/stream.md`);

/** The text of a section, without its heading. */
function section(heading: string): string {
  const [, text] = PAGE.split(`\n${heading}\n`);
  assert.ok(text !== undefined, `docs/stream.md has "${heading}"`);
  return text.split(/\n## /)[0] ?? "";
}

/** Numbers of the invariants, as I1. */
export const INVARIANTS: readonly string[] = [...section("## Invariants").matchAll(/^- \*\*(I\d+)\*\*/gm)]
  .map(([, number = ""]) => number);

/** Where the page speaks of invariants outside their list. */
export const MENTIONED: ReadonlySet<string> = new Set(PAGE.match(/\bI\d+\b/g));

/** A row of the table of relations. */
export interface Relation {
  readonly of: Collection;
  readonly from: Collection;
  readonly to: Collection;
  /** Whose field it is: `to` names `from` in it, or `from` names `to`. */
  readonly holder: Collection;
  readonly field: string;
  readonly fields: readonly string[];
}

/** Lists of more fields than these stand once, in a table of their own. */
const FEW = 3;
const LONG = "those below";
const names = (text: string) => text.replaceAll("`", "").split(" ");
const quoted = (fields: readonly string[]) => fields.map((name) => `\`${name}\``).join(" ");

const ROW = /^\| `(\w+)` \| `(\w+)` \| `(\w+)` \| `(\w+)\.(\w+)` \| (.+) \|$/gm;
const FIELDS = new Map(
  [...section("### Relations").matchAll(/^\| `(\w+)` \| ((?:`\w+` ?)+) \|$/gm)]
    .map(([, to = "", fields = ""]) => [to, names(fields)]),
);

/** The table of relations as the page has it. */
export const RELATIONS: readonly Relation[] = [...section("### Relations").matchAll(ROW)].map(
  ([row, of = "", from = "", to = "", holder = "", field = "", fields = ""]): Relation => {
    assert.ok(isCollection(of) && isCollection(from) && isCollection(to) && isCollection(holder), row);
    assert.ok(holder === from || holder === to, row);
    return { of, from, to, holder, field, fields: fields === LONG ? FIELDS.get(to) ?? [] : names(fields) };
  },
);

/** The tables of relations as the page should write them. */
export function relationTables(relations: readonly Relation[]): string {
  const long = relations.filter(({ fields }) => fields.length > FEW);
  return [
    "| of | from | brings | by the field | with the fields |",
    "| --- | --- | --- | --- | --- |",
    ...relations.map(({ of, from, to, holder, field, fields }) =>
      `| ${[of, from, to, `${holder}.${field}`].map((name) => `\`${name}\``).join(" | ")} | ${
        fields.length > FEW ? LONG : quoted(fields)
      } |`
    ),
    "",
    "| brought | fields |",
    "| --- | --- |",
    ...new Set(long.map(({ to, fields }) => `| \`${to}\` | ${quoted(fields)} |`)),
  ].join("\n");
}

/** The tables of relations as the page writes them. */
export function writtenTables(): string {
  return (section("### Relations").match(/^\|.*\n(?:\n?\|.*\n)*/m)?.[0] ?? "").trimEnd();
}

/** The lines of the reference client. */
export function referenceClient(): string {
  const [, code] = /```js\n([\s\S]*?)```/.exec(section("## A client")) ?? [];
  assert.ok(code !== undefined, "docs/stream.md has a client");
  return code;
}
