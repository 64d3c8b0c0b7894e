// Somebody with a narrow grant sees exactly what it shows, and the same everywhere: lists, counts, searches, streams, pages.
import assert from "node:assert/strict";
import { PLURAL } from "@/lib/api/shapes.ts";
import { Client } from "@/lib/stream/testing.ts";
import { type Collection, COLLECTIONS, isDerived, type ObjectName } from "@/lib/view/types.ts";
import { type Guest, type House, withHouse } from "./house.ts";
import { type Marked, markOf } from "./marked_pools.ts";
import { Traces } from "./traces.ts";

/** What stands in the pools; what is worked out of it comes when it comes. */
const RECORDED = COLLECTIONS.filter((collection) => !isDerived(collection));

const idsOf = (guest: Guest, collection: Collection): string[] =>
  [...guest.seen.keys()].filter((one) => one.collection === collection).map(({ id }) => id).sort();

interface Listed {
  readonly items: readonly { readonly id: string }[];
}

async function listed(
  { url }: House,
  { headers }: Guest,
  collection: Collection,
  query = "",
): Promise<string[]> {
  const response = await fetch(`${url}/api/v1/${PLURAL[collection]}?limit=1000${query}`, { headers });
  const text = await response.text();
  assert.equal(response.status, 200, text);
  const { items }: Listed = JSON.parse(text);
  return items.map(({ id }) => id).sort();
}

const living = ({ guests }: House) => guests.filter(({ dead, scope }) => !dead && scope !== null);

/** Foreign ones of a collection, and such as are known by name alone. */
function hidden(
  { pools }: House,
  { seen }: Guest,
  collection: Collection,
): { foreign: Marked[]; named: Marked[] } {
  const all = pools.of(collection);
  return {
    foreign: all.filter((one) => !seen.has(one)).slice(0, 2),
    named: all.filter((one) => seen.get(one) === "name").slice(0, 1),
  };
}

/** Queries that would tell of what is not seen. */
function* prying(house: House, guest: Guest, collection: Collection): IterableIterator<string> {
  const { foreign, named } = hidden(house, guest, collection);
  for (const { number, id } of foreign) {
    for (const letter of "ndth") yield markOf(number, letter);
    yield id;
  }
  for (const { number } of named) for (const letter of "dthb") yield markOf(number, letter);
  // Figures of hosts and storage of which only the name is seen.
  if (named.length === 0 || guest.scope?.kind === "host") return;
  if (collection === "host") yield* ["memory_total:>0", "cpus:>0", "vms:>=0"];
  if (collection === "sr") yield* ["physical_size:>0", "vdis:>=0", "shared:true", "shared:false"];
  if (collection !== "vm") return;
  for (const one of hidden(house, guest, "host").foreign) yield `host:${markOf(one.number, "n")}`;
  for (const one of hidden(house, guest, "pool").foreign) yield `pool:${markOf(one.number, "n")}`;
}

Deno.test("sees: every list holds exactly what is granted, and no search finds more", async () => {
  await withHouse(async (house) => {
    let cells = 0;
    for (const guest of living(house)) {
      for (const collection of RECORDED) {
        cells++;
        const name = `${collection} for ${guest.name}`;
        assert.deepEqual(await listed(house, guest, collection), idsOf(guest, collection), name);
        if (guest.byToken) continue;
        for (const query of prying(house, guest, collection)) {
          cells++;
          const found = await listed(house, guest, collection, `&filter=${encodeURIComponent(query)}`);
          assert.deepEqual(found, [], `${query}: ${name}`);
        }
      }
    }
    console.log(`sees: ${cells} lists and searches`);
  });
});

Deno.test("sees: of loads and findings there are those of objects that are seen in full", async () => {
  await withHouse(async (house) => {
    for (const guest of living(house)) {
      const full = new Set([...guest.seen].flatMap(([{ id }, level]) => level === "all" ? id : []));
      for (const collection of ["load", "finding"] as const) {
        const response = await fetch(`${house.url}/api/v1/${PLURAL[collection]}?limit=1000`, {
          headers: guest.headers,
        });
        const { items }: { items: readonly { readonly object: ObjectName }[] } = await response.json();
        for (const { object } of items) assert.ok(full.has(object.id), `${guest.name}: ${object.name}`);
      }
    }
  });
});

const keysOf = (client: Client): string[] =>
  client.known().map(([key]) => key.slice(key.indexOf(" ") + 1)).sort();
const toldBy = ({ events }: Client): string => events.map(({ data, event }) => `${event} ${data}`).join("\n");

/** Opens a stream of next to nothing, asks for everything by a POST, and gives what is told. */
async function addedLater({ url }: House, guest: Guest): Promise<string> {
  const signal = AbortSignal.timeout(5000);
  const path = `${url}/api/v1/stream`;
  const client = new Client(await fetch(`${path}?collections=vbd:`, { headers: guest.headers, signal }));
  while (client.stream === "") assert.ok(await client.next());
  const response = await fetch(`${path}/${client.stream}`, {
    method: "POST",
    headers: { ...guest.headers, "content-type": "application/json" },
    body: JSON.stringify({ add: [{ collections: RECORDED.join(";") }] }),
  });
  const answer = await response.text();
  assert.equal(response.status, 200, answer);
  const { subscriptions: [number = ""] }: { subscriptions: string[] } = JSON.parse(answer);
  while (!client.copies.has(number)) assert.ok(await client.next());
  const ids = client.known(number).map(([key]) => key.slice(key.indexOf(" ") + 1)).sort();
  assert.deepEqual(ids, [...guest.seen.keys()].map(({ id }) => id).sort(), guest.name);
  await client.cancel();
  return toldBy(client);
}

Deno.test("sees: streams tell the same, whatever is asked for when they are opened or later", async () => {
  await withHouse(async (house) => {
    const traces = new Traces(house);
    let cells = 0;
    for (const guest of living(house)) {
      const wanted: { readonly text: string; readonly ids: readonly string[] | null }[] = [];
      for (const collection of RECORDED) {
        wanted.push({ text: collection, ids: idsOf(guest, collection) });
        wanted.push({ text: `${collection}:`, ids: idsOf(guest, collection) });
        const { foreign, named } = hidden(house, guest, collection);
        for (const { id } of foreign) wanted.push({ text: `${collection}/${id}+`, ids: [] });
        for (const { id } of named) wanted.push({ text: `${collection}/${id}+`, ids: null });
        const queries = [...prying(house, guest, collection)].filter((_, n) => n % 3 === 0);
        for (const query of queries) wanted.push({ text: `${collection}:?${query}`, ids: [] });
        const [own] = [...guest.seen].find(([one, level]) =>
          one.collection === collection && level === "all"
        ) ?? [];
        if (own !== undefined) wanted.push({ text: `${collection}/${own.id}+`, ids: null });
      }
      for (const { text, ids } of wanted) {
        cells++;
        const path = `/api/v1/stream?once=1&collections=${encodeURIComponent(text)}`;
        const client = new Client(await fetch(house.url + path, { headers: guest.headers }));
        assert.equal(client.response.status, 200, text);
        await client.rest();
        if (ids !== null) assert.deepEqual(keysOf(client), ids, `${text} for ${guest.name}`);
        assert.deepEqual([...traces.of(guest, toldBy(client))], [], `${text} for ${guest.name}`);
      }
      assert.deepEqual([...traces.of(guest, await addedLater(house, guest))], [], guest.name);
    }
    console.log(`sees: ${cells} subscriptions`);
  });
});

/** What a page shows as text: no markup, no data. */
function shown(html: string): string {
  return html.replaceAll(/<script[^]*?<\/script>/g, " ").replaceAll(/<[^>]+>/g, " ").replaceAll(/\s+/g, " ");
}

Deno.test("sees: the pages count and show exactly what the lists hold", async () => {
  await withHouse(async (house) => {
    const places: readonly (readonly [path: string, collection: Collection])[] = [
      ["/vms", "vm"],
      ["/hosts", "host"],
      ["/storage", "sr"],
      ["/networks", "network"],
      ["/pools", "pool"],
    ];
    for (const guest of living(house).filter(({ byToken }) => !byToken)) {
      const page = async (path: string) => {
        const headers = { ...guest.headers, accept: "text/html" };
        const response = await fetch(house.url + path, { headers });
        assert.equal(response.status, 200, `${path} for ${guest.name}`);
        return await response.text();
      };
      const home = await page("/");
      for (const [path, collection] of places) {
        const count = idsOf(guest, collection).length;
        const [, link = ""] = new RegExp(`<a href="${path}"[^>]*>(.*?)</a>`, "s").exec(home) ?? [];
        const name = `${path} for ${guest.name}`;
        assert.match(shown(link), new RegExp(`(^| )${count}( |$)`), `the navigation counts ${name}`);
        const text = shown(await page(path));
        for (const [one, level] of guest.seen) {
          if (one.collection !== collection || level !== "all" || guest.scope?.kind === "all") continue;
          assert.ok(text.includes(markOf(one.number, "n")), `${name} shows ${one.id}`);
        }
      }
      const own = [...guest.seen.keys()].find(({ id }) => id === house.vm.id);
      const foreign = house.pools.of("vm").find((one) => !guest.seen.has(one));
      assert.ok(own);
      const found = async (one: Marked) =>
        shown(await page(`/vms?q=${markOf(one.number, "n")}`)).replaceAll(/value="[^"]*"/g, "");
      assert.ok((await found(own)).includes(markOf(own.number, "n")));
      if (foreign !== undefined) {
        const text = await found(foreign);
        assert.ok(!text.includes(foreign.id) && !text.includes(markOf(foreign.number, "t")), guest.name);
      }
    }
  });
});
