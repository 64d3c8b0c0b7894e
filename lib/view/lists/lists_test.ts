import assert from "node:assert/strict";
import { fieldNames, FIELDS } from "../fields.ts";
import { hrefOf, isPaged } from "../hrefs.ts";
import { parseQuery } from "../query.ts";
import { parseSort } from "../sort.ts";
import { msg } from "../text.ts";
import { csvOf } from "./csv.ts";
import { carriedFields, chosenColumns, LISTS, shownColumns, STEPS, WIDTHS } from "./mod.ts";
import { inOrder } from "./order.ts";
import type { Column, Kind, Row } from "./types.ts";
import { cellText } from "./values.ts";
import { VMS } from "./vm.ts";

const name = (collection: string, id: string) => `${collection} ${id}`;
const column = (field: string, kind: Kind, more: Partial<Column> = {}): Column => ({
  name: field,
  label: field,
  field,
  kind,
  ...more,
});

/** The kinds of fields that a kind of column can show. */
const FITTING: Readonly<Record<Kind, readonly string[]>> = {
  text: ["text", "id", "number"],
  ref: ["id"],
  count: ["number"],
  plain: ["number"],
  bytes: ["number"],
  share: ["number"],
  usage: ["number"],
  rest: ["number"],
  yesno: ["boolean"],
  age: ["time"],
  date: ["time"],
  list: ["list"],
  none: ["id", "map"],
};

Deno.test("every list has columns of its collection's fields, each of a kind that fits", () => {
  assert.equal(LISTS.length, 10);
  for (const list of LISTS) {
    const kinds: { readonly [field: string]: string } = FIELDS[list.name];
    const names = list.columns.map(({ name }) => name);
    assert.equal(new Set(names).size, names.length, list.name);
    for (const { name, field, kind, of, also, width, to } of list.columns) {
      const where = `${list.name} ${name}`;
      assert.ok(
        FITTING[kind].includes(kinds[field] ?? ""),
        `${where}: ${field} is ${kinds[field]}, no ${kind}`,
      );
      for (const one of [...also ?? [], ...of ? [of] : []]) {
        assert.ok(kinds[one] !== undefined, `${where}: ${one}`);
      }
      assert.equal(kind === "ref", to !== undefined, where);
      assert.equal(kind === "usage" || kind === "rest", of !== undefined, where);
      assert.ok(width === undefined || WIDTHS.includes(width), `${where} has no class for ${width}`);
    }
    assert.ok(list.card.length <= 4 && list.card.every((one) => names.includes(one)), list.name);
    assert.ok(parseSort(list.sort, new Set(names)).length > 0, list.name);
    for (const field of list.fields) assert.ok(kinds[field] !== undefined, `${list.name}: ${field}`);
    for (const { term } of list.quick) {
      const query = parseQuery(term, { fields: fieldNames(list.name), now: 0 });
      assert.deepEqual([query.problems, query.terms.length], [[], 1], `${list.name}: ${term}`);
    }
    if (isPaged(list.name)) assert.ok(`${list.path}/`.startsWith(hrefOf(list.name, "")), list.path);
  }
});

Deno.test("the stylesheet has a class for every width and every place where columns leave", async () => {
  const css = await Deno.readTextFile(new URL(import.meta.resolve("../../theme/lists.css")));
  for (const width of WIDTHS) assert.ok(css.includes(`.w${width} {`), `w${width}`);
  for (const step of STEPS) {
    assert.ok(css.includes(`max-width: ${step * 10 - 1}px`) && css.includes(`.m${step} {`));
  }
});

Deno.test("the name is always shown, other columns as they are chosen; a page carries what they need", () => {
  const chosen = chosenColumns(VMS, ["tools", "host"]);
  assert.deepEqual(chosen.map(({ name }) => name), ["name", "host", "tools"]);
  assert.ok(!chosenColumns(VMS, undefined).some(({ hidden }) => hidden));
  const fields = carriedFields(VMS, chosen, "-mem", ["firmware"]);
  for (const field of ["name", "pool", "host", "tools", "memory_dynamic_max", "firmware"]) {
    assert.ok(fields.includes(field), field);
  }
  assert.ok(!fields.includes("start_time") && !fields.includes("id"));
});

Deno.test("columns leave by rank where there is too little room, cards show four", () => {
  const shown = shownColumns(VMS, chosenColumns(VMS, undefined), msg);
  const step = (name: string) =>
    Number(/\bm(\d+)/.exec(shown.find((one) => one.name === name)?.class ?? "")?.[1] ?? 0);
  assert.equal(step("state"), 0);
  assert.ok(step("tags") >= step("pool") && step("pool") >= step("os"));
  assert.match(shown.find((one) => one.name === "mem")?.class ?? "", /\bnum\b.*\bk2\b/);
  assert.equal(shown.find((one) => one.name === "host")?.pages, "/hosts/");
});

const ROW: Row = {
  id: "1",
  name: "a",
  host: "h",
  size: 2 ** 30,
  part: 2 ** 29,
  tags: ["x", "y"],
  on: true,
  when: "2026-11-01T00:00:00Z",
  vlan: 1200,
};

Deno.test("cells say their values by the kind of the column", () => {
  const say = (one: Column, row: Row = ROW) => cellText(one, row, name);
  assert.equal(say(column("size", "bytes")), "1 GiB");
  assert.equal(say(column("vlan", "plain")), "1200");
  assert.equal(say(column("vlan", "count")), "1,200");
  assert.equal(say(column("host", "ref", { to: "host" })), "host h");
  assert.equal(say(column("part", "usage", { of: "size" })), "512 MiB of 1 GiB");
  assert.equal(say(column("part", "rest", { of: "none" })), "–");
  assert.equal(say(column("on", "yesno")), "Yes");
  assert.equal(say(column("tags", "list")), "x y");
  assert.equal(say(column("gone", "text")), "");
});

Deno.test("rows stand by shares, times and names as columns show them", () => {
  const rows: Row[] = [
    { id: "1", host: "b", part: 9, size: 10, when: "2026-01-01T00:00:00Z" },
    { id: "2", host: "a", part: 50, size: 100, when: null },
    { id: "3", host: "c", part: 1, size: 0, when: "2025-01-01T00:00:00Z" },
  ];
  const order = (one: Column, down = false) =>
    inOrder(rows, [{ field: one.name, down }], [one], name).map(({ id }) => id).join("");
  assert.equal(order(column("host", "ref", { to: "host" })), "213");
  assert.equal(order(column("part", "usage", { of: "size" })), "213");
  assert.equal(order(column("part", "usage", { of: "size" }), true), "123", "what is unknown stands last");
  assert.equal(order(column("part", "rest", { of: "size" })), "123");
  assert.equal(order(column("when", "age")), "312");
});

Deno.test("a file holds figures as they are, and no formula", () => {
  const columns = [
    column("name", "text"),
    column("size", "bytes"),
    column("part", "usage", { of: "size" }),
    column("host", "ref", { to: "host" }),
    column("tags", "list"),
    column("on", "yesno"),
    column("id", "none"),
  ];
  const evil = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", 'say "x", y', "two\nlines", "plain"];
  const rows = evil.map((text): Row => ({ ...ROW, name: text }));
  const lines = csvOf(columns, rows, name).split("\r\n");
  assert.equal(lines[0], "name,size,part,host,tags,on");
  assert.equal(lines[1], `"'=1+1",1073741824,0.5,host h,x y,yes`);
  const cells = lines.slice(1, -1).map((line) => /^("(?:[^"]|"")*"|[^,]*)/.exec(line)?.[1]);
  assert.deepEqual(cells, [
    `"'=1+1"`,
    `"'+1"`,
    `"'-1"`,
    `"'@SUM(A1)"`,
    `"'\t=1"`,
    `"say ""x"", y"`,
    `"two\nlines"`,
    "plain",
  ]);
});
