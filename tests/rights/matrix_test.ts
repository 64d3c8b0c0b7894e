// The matrix: every route of the API and every kind of subscription × everybody × what is theirs and what is not. Made from the
// table of routes, so that a route without a rule, or with one that lets too many in, fails here.
import assert from "node:assert/strict";
import { actionsOf } from "@/lib/actions/registry.ts";
import { rulesOf } from "@/lib/api/api.ts";
import type { RouteRule } from "@/lib/api/routes.ts";
import { PLURAL } from "@/lib/api/shapes.ts";
import { log } from "@/lib/log.ts";
import { BUILT_IN, isSystemAction } from "@/lib/rights/built_in.ts";
import { allows } from "@/lib/rights/patterns.ts";
import { type Collection, COLLECTIONS } from "@/lib/view/types.ts";
import { CANARY, type Identity, isSeen, type RightsWorld, SAMPLES, SHOWN, withEverybody } from "./world.ts";

type Whose = "own" | "foreign";

interface Cell {
  readonly who: Identity;
  readonly method: string;
  readonly path: string;
  /** Ids that the request itself names: an answer may say them back. */
  readonly named: readonly string[];
  /** Which statuses are right, and why. */
  readonly expected: (status: number) => boolean;
  readonly because: string;
}

/** What somebody's role lets do, if it is held on anything. */
function roleOf({ name, readOnly, sees }: Identity): ReadonlySet<string> {
  if (sees === "nothing") return new Set();
  const id = /^(\S+) on /.exec(name)?.[1] ?? "administrator";
  const actions = BUILT_IN.find((role) => role.id === id)?.actions ?? [];
  return readOnly ? new Set(COLLECTIONS.map((one) => `${one}.read`).concat("audit.read")) : new Set(actions);
}

/** Whether somebody comes through a door. */
function passes(who: Identity, { rule, method }: RouteRule, reading: boolean): boolean {
  if (who.readOnly && !reading && method !== "GET") return false;
  if (rule === "signed-in" || rule === "open") return true;
  return allows(roleOf(who), rule) && (!isSystemAction(rule) || who.sees === "all");
}

const exactly = (...statuses: number[]) => (status: number) => statuses.includes(status);
/** Nothing that says that somebody may not, or that something is broken. */
const served = (status: number) => status < 500 && ![401, 403].includes(status);

/** What somebody gets who came through the door of one object. */
function ofObject(
  who: Identity,
  collection: Collection,
  whose: Whose,
  action: string,
): Pick<Cell, "expected" | "because"> {
  if (!isSeen(who, collection, whose)) {
    return { expected: exactly(404), because: "what is not seen is not there" };
  }
  if (action === "read") return { expected: exactly(200), because: "it is seen" };
  const may = allows(roleOf(who), `${collection}.${action}`) &&
    (who.sees === "all" || !SHOWN.has(collection));
  return may
    ? { expected: (status) => served(status) && status !== 404, because: "the role lets do it" }
    : { expected: exactly(403), because: "the role does not let do it, or not to this" };
}

/** What somebody gets who asks for the record behind an object: it names whatever it likes. */
function ofRecord(who: Identity, collection: Collection, whose: Whose): Pick<Cell, "expected" | "because"> {
  const seen = ofObject(who, collection, whose, "read");
  if (who.sees !== "mine" || !isSeen(who, collection, whose)) return seen;
  return { expected: exactly(403), because: "records are for those who see the whole pool" };
}

const PLURALS = new Map(COLLECTIONS.map((collection) => [PLURAL[collection], collection]));
const UNKNOWN = "11111111-0000-4000-8000-000000000000";
/** These are about the pool's connection, not actions of the object: who may not is told so whatever the id is. */
const CONNECTION = /^\/api\/v1\/pools\/(\{id\}\/.+|\{id\}|probe|import.*)$/;

/** All requests of one route. */
function* cellsOf(route: RouteRule, who: Identity): IterableIterator<Cell> {
  const { method, path, rule } = route;
  // Signing out would end who is being tried; it is tried by others.
  if (path === "/api/v1/session" && method === "DELETE" && !who.dead) return;
  const base = { who, method, named: [] };
  const closed = rule === "open"
    ? null
    : who.dead
    ? { expected: exactly(401), because: "it is nobody" }
    : passes(who, route, path.startsWith("/api/v1/stream"))
    ? null
    : { expected: exactly(403), because: "the rule does not let in" };
  const collection = PLURALS.get(path.split("/")[3] ?? "");
  const isObject = collection !== undefined && path.includes("{id}") && rule === `${collection}.read`;
  if (isObject) {
    for (const whose of ["own", "foreign"] as const) {
      const id = SAMPLES[collection][whose];
      const names = path.endsWith("{action}") ? actionsOf(collection).map(({ name }) => name) : ["read"];
      for (const action of names) {
        yield {
          ...base,
          path: path.replace("{id}", id).replace("{action}", action),
          named: [id],
          ...(closed ??
            (path.endsWith("/raw")
              ? ofRecord(who, collection, whose)
              : ofObject(who, collection, whose, action))),
        };
      }
    }
    return;
  }
  const own = rule === "signed-in" || rule === "open" || CONNECTION.test(path);
  const inside = own
    ? { expected: (status: number) => status < 500, because: "the service behind decides" }
    : { expected: served, because: "the rule lets in" };
  for (
    const id of path.includes("{") ? [UNKNOWN, ...(method === "GET" ? [who.userId || UNKNOWN] : [])] : [""]
  ) {
    yield { ...base, path: path.replaceAll(/\{\w+\}/g, id), ...(closed ?? inside) };
  }
}

/** What has been logged since it was last asked for. */
function watchLog(): { lines(): string; end(): void } {
  const names = ["debug", "info", "warn", "error"] as const;
  const usual = names.map((name) => log[name]);
  let lines: string[] = [];
  for (const name of names) log[name] = (...args: unknown[]) => void lines.push(JSON.stringify(args, plain));
  return {
    lines: () => {
      const text = lines.join("\n");
      lines = [];
      return text;
    },
    end: () => names.forEach((name, n) => Object.assign(log, { [name]: usual[n] })),
  };
}
const plain = (_key: string, value: unknown) => value instanceof Error ? `${value.stack}` : value;

/** Fails where something tells of what is not seen, but for ids that were asked for. */
function keepsQuiet({ who, named }: Pick<Cell, "who" | "named">, text: string, where: string): void {
  if (who.sees === "all") return;
  const rest = named.reduce((left, id) => left.replaceAll(id, ""), text);
  const found = CANARY.exec(rest);
  assert.ok(
    found === null,
    `${where} tells ${who.name}: …${
      rest.slice(Math.max(0, (found?.index ?? 0) - 80), (found?.index ?? 0) + 80)
    }…`,
  );
}

async function ask({ fetch }: RightsWorld, { who, method, path }: Cell): Promise<Response> {
  const body = method === "POST" || method === "PUT" || method === "PATCH";
  const headers = { ...who.headers, ...(body ? { "content-type": "application/json" } : {}) };
  const query = path === "/api/v1/stream" ? "?collections=vm:name&once=1" : "";
  return await fetch(path + query, { method, headers, ...(body ? { body: "{}" } : {}) });
}

Deno.test("matrix: every route of the API lets in whom its rule names, and nobody is told of what they do not see", async () => {
  await withEverybody(async (world) => {
    const rules = rulesOf(world.api);
    const served = new Set(
      world.api.routes.filter(({ method }) => method !== "ALL").map(({ method, path }) =>
        `${method} ${path.replaceAll(/:(\w+)/g, "{$1}")}`
      ),
    );
    assert.deepEqual(
      new Set(rules.map(({ method, path }) => `${method} ${path}`)),
      served,
      "each has a rule",
    );
    const watched = watchLog();
    let cells = 0;
    const wrong: string[] = [];
    try {
      for (const who of world.identities) {
        for (const cell of rules.flatMap((rule) => [...cellsOf(rule, who)])) {
          cells++;
          const response = await ask(world, cell);
          const name = `${cell.method} ${cell.path} as ${who.name}`;
          if (!cell.expected(response.status)) {
            wrong.push(`${name}: ${response.status}, though ${cell.because}`);
          }
          const isStream = response.headers.get("content-type") === "text/event-stream";
          const text = isStream ? "" : await response.text();
          if (isStream) await response.body?.cancel();
          keepsQuiet(cell, JSON.stringify([...response.headers]) + text, name);
          keepsQuiet(cell, watched.lines(), `the log of ${name}`);
        }
      }
    } finally {
      watched.end();
    }
    assert.deepEqual(wrong, []);
    assert.ok(cells > 2000);
    console.log(
      `matrix: ${cells} cells of the API (${rules.length} routes, ${world.identities.length} identities)`,
    );
  });
});

/** Subscriptions of all kinds about a collection. */
function asked(collection: Collection): { readonly text: string; readonly named: readonly string[] }[] {
  const { own, foreign } = SAMPLES[collection];
  const at = (id: string) =>
    [`${collection}/${encodeURIComponent(id)}`, `${collection}/${encodeURIComponent(id)}+`].map((text) => ({
      text,
      named: [id],
    }));
  return [
    { text: collection, named: [] },
    { text: `${collection}:`, named: [] },
    { text: `${collection}?foreign`, named: [] },
    { text: `${collection}:?-nothing`, named: [] },
    ...at(own),
    ...at(foreign),
  ];
}

Deno.test("matrix: every subscription tells everybody what they see, and not a byte of anything else", async () => {
  await withEverybody(async (world) => {
    let cells = 0;
    for (const who of world.identities) {
      for (const collection of COLLECTIONS) {
        for (const { text, named } of asked(collection)) {
          cells++;
          const path = `/api/v1/stream?once=1&collections=${encodeURIComponent(text)}`;
          const response = await world.fetch(path, { headers: who.headers });
          const name = `${text} as ${who.name}`;
          assert.equal(response.status, who.dead ? 401 : 200, name);
          const told = await response.text();
          keepsQuiet({ who, named }, told, name);
          if (who.dead) continue;
          const { own, foreign } = SAMPLES[collection];
          const plain = text === collection;
          if (plain) assert.equal(told.includes(own), isSeen(who, collection, "own"), name);
          if (plain) assert.equal(told.includes(foreign), isSeen(who, collection, "foreign"), name);
        }
      }
    }
    console.log(`matrix: ${cells} cells of the stream`);
  });
});
