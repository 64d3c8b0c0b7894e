import assert from "node:assert/strict";
import fc from "fast-check";
import { AtollError } from "@/lib/errors.ts";
import { fieldNames } from "@/lib/view/fields.ts";
import type { Subscription } from "@/lib/view/types.ts";
import { parseSubscription } from "./subscription.ts";

Deno.test("I9: a subscription names collections and fields, all fields where none are named", () => {
  const parts = (text: string) => parseSubscription(text).parts.map((part) => [part.collection, part.fields]);
  assert.deepEqual(parts("vm:name,power_state, id;task;sr:"), [["vm", new Set(["name", "power_state"])], [
    "sr",
    new Set(),
  ], [
    "task",
    true,
  ]]);
  assert.deepEqual(parts("vm:name;vm:os"), [["vm", new Set(["name", "os"])]]);
  assert.deepEqual(parts("vm;vm:os"), [["vm", true]]);
});

Deno.test("I9: what cannot be subscribed to is refused with a sentence that says what can", () => {
  const refused = (text: string | null, message: RegExp) =>
    assert.throws(
      () => parseSubscription(text),
      (error: unknown) => error instanceof AtollError && error.status === 400 && message.test(error.message),
    );
  refused(null, /^Name the collections to follow, as in /);
  refused(" ; ", /^Name the collections/);
  refused("vms:name", /^Cannot subscribe to "vms": the collections are pool, host, vm, /);
  refused("vm:name,state", /^Cannot subscribe to the field "state" of vm: its fields are id, name, /);
  refused("host:power", /^Cannot subscribe to the field "power" of host/);
  refused("constructor", /^Cannot subscribe to "constructor"/);
  refused("x".repeat(5000), /^Cannot subscribe to "x{40}…"/);
});

Deno.test("I6: subscriptions that want the same have one key, others have another", () => {
  const key = (text: string) => parseSubscription(text).key;
  assert.equal(key("task;vm:os,name,id"), key("vm:name,os;task"));
  assert.equal(key(`vm:${fieldNames("vm").join(",")}`), key("vm"));
  assert.notEqual(key("vm:name"), key("vm"));
  assert.notEqual(key("vm:name"), key("template:name"));
  assert.notEqual(key("vm:"), key("vm"));
});

Deno.test("I6: a field by its short name is the field itself, in the subscription and in its key", () => {
  const subscription = parseSubscription("vm:name,power,host;task");
  assert.deepEqual(subscription.parts[0]?.fields, new Set(["name", "power_state", "host"]));
  assert.equal(
    subscription.key,
    parseSubscription("task;vm:host,name,power_state,power").key,
  );
  assert.deepEqual(parseSubscription("snapshot:power").parts[0]?.fields, new Set(["power_state"]));
});

const ID = "686a447a-ccd9-8873-0460-49ca8125db5b";

Deno.test("I9: one object, its relations and queries are parts of a subscription", () => {
  const [list, one] = parseSubscription(`vm/${ID}+:name,host;vm:os?power:running host:"al;pha"`).parts
    .toSorted((a, b) => Number(a.related ?? false) - Number(b.related ?? false));
  assert.deepEqual([one?.id, one?.related, one?.query, one?.fields], [
    ID,
    true,
    undefined,
    new Set(["name", "host"]),
  ]);
  assert.deepEqual(new Set(list?.query?.fields), new Set(["host", "power_state"]));
  assert.deepEqual(list?.query?.names, [["host", "host"]]);
  const running = { power_state: "Running", host: "H" };
  assert.ok(list?.query?.matchesBy(running, () => "my al;pha"));
  assert.ok(!list?.query?.matchesBy(running, () => undefined));
});

Deno.test("I9: a plus that a URL turned into a blank is a plus still, and odd ids are written encoded", () => {
  const part = (text: string) => parseSubscription(text).parts[0];
  assert.equal(part(`vm/${ID} :name`)?.related, true);
  assert.equal(part(`vm/${ID} `)?.related, true);
  assert.equal(part(`vm/${ID}`)?.related, undefined);
  assert.equal(part("task/OpaqueRef%3A1")?.id, "OpaqueRef:1");
  assert.equal(part(`sr/${ID}@pool%2F%3B%2B`)?.id, `${ID}@pool/;+`);
  assert.equal(parseSubscription(`sr/${ID}@pool%2F%3B%2B`).key, `sr/${ID}@pool%2F%3B%2B`);
});

Deno.test("I9: bounds and mistakes of ids and queries are told", () => {
  const refused = (text: string, message: RegExp) =>
    assert.throws(
      () => parseSubscription(text),
      (error: unknown) => error instanceof AtollError && error.status === 400 && message.test(error.message),
    );
  refused(
    "vm/:name",
    /^Cannot subscribe to "vm\/": after the slash comes an id, and \+ for what is related to it$/,
  );
  refused("vm/%E0%A4%A", /after the slash comes an id/);
  refused(`vm/${"x".repeat(300)}`, /after the slash comes an id/);
  refused("vm?colour:red", /^Cannot read the query of vm: Nothing is called "colour" here: use power, /);
  refused("vm?cpu:many", /^Cannot read the query of vm: "many" is no number/);
  refused("x".repeat(20_000), /^A subscription has at most 16384 characters$/);
  refused("vm;".repeat(201), /^A subscription has at most 200 parts$/);
  refused(
    Array.from({ length: 21 }, (_, i) => `vm/${i}+`).join(";"),
    /at most 20 objects with their relations/,
  );
  const words = Array.from({ length: 20 }, (_, i) => `w${i}`).join(" ");
  refused(`vm?${words};sr?${words};host?${words}`, /at most 50 values together$/);
  const lists = fieldNames("vm").slice(1, 23).map((field, i) => `vm/${i}:${field}`);
  refused(lists.join(";"), /at most 20 different lists of fields of vm$/);
});

Deno.test("I6: order, repetition, spelling and what is contained make no other key", () => {
  const same = (...texts: string[]) => {
    const [first, ...others] = texts.map((text) => parseSubscription(text).key);
    for (const other of others) assert.equal(other, first);
    assert.equal(parseSubscription(first ?? "").key, first);
  };
  same("vm:name?power:running tag:Web,db", 'vm:name ? TAG:db,web  power_state:"Running" tags:web,DB,db');
  same("vm?-tag:x free", "vm?FREE -tag:x free");
  same("vm;task", "task;vm:os;vm?power:running;vm/1:name;vm;vm/2");
  same("vm/1+:name", "vm/1+:;vm/1:name", "vm/1:name;vm/1+:name");
  same("vm:name;vm?tag:x:y", 'vm?tag:"x:y";vm:name');
  same("vm", "vm?", "vm? ", 'vm?""');
  const all = [
    "vm/1+",
    "vm/1",
    "vm?power:running",
    "vm?-power:running",
    "vm?running",
    "vm?power:running,halted",
  ];
  const keys = [...all, "vm?power:running power:halted", 'vm?"-power" running', 'vm?"power:running"']
    .map((text) => parseSubscription(text).key);
  assert.equal(new Set(keys).size, keys.length, keys.join("\n"));
});

Deno.test("law: any text is refused with a sentence or has a key that stands for itself", () => {
  const words = fc.constantFrom(
    ...[
      "vm",
      "sr",
      "task",
      "name",
      "os",
      "host",
      ";",
      ":",
      ",",
      "?",
      "/",
      "+",
      " ",
      '"',
      "-",
      "power:running",
    ],
    ...["host:alpha", "tag:a,b", "memory:>4GiB", "%", "%41", "é", "\ud800", "\n", "id", "ΑΣ", "İ"],
  );
  fc.assert(
    fc.property(
      fc.oneof(fc.array(words, { maxLength: 20 }).map((all) => all.join("")), fc.string()),
      (text) => {
        let subscription;
        try {
          subscription = parseSubscription(text);
        } catch (error) {
          assert.ok(error instanceof AtollError && error.status === 400, String(error));
          assert.ok(error.message.length < 1000);
          return;
        }
        const plain = ({ key, parts }: Subscription) => [
          key,
          parts.map(({ query, ...part }) => ({ ...part, terms: query?.terms.length })),
        ];
        assert.deepEqual(plain(parseSubscription(subscription.key)), plain(subscription));
      },
    ),
    { numRuns: 3000 },
  );
});
