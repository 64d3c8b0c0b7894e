// Every operation of the API and every page × everybody × what is theirs and what is not, over real HTTP: the right status, and not
// a trace of what somebody does not see in answers, heads or what the server prints.
import assert from "node:assert/strict";
import { PLURAL } from "@/lib/api/shapes.ts";
import { patternOf } from "@/lib/fresh/fs_routes.ts";
import { listHref } from "@/lib/view/hrefs.ts";
import { type Collection, COLLECTIONS } from "@/lib/view/types.ts";
import { sourceFiles } from "../sources.ts";
import { passes, type Rule, ruleOfOperation, ruleOfPage } from "./door_rules.ts";
import { type Guest, type House, withHouse } from "./house.ts";
import type { Marked } from "./marked_pools.ts";
import { Traces } from "./traces.ts";

const UNKNOWN = "11111111-0000-4000-8000-000000000000";
/** Of an answer: the time, the number of the request, and how far the id was packed. */
const VARIES = /"date","[^"]*"|"[0-9a-f]{8}-[0-9a-f]{4}"|"content-length","\d+"/g;
/** What is about a pool's connection, and would do something if somebody may. */
const CONNECTION: { readonly [what: string]: object } = {
  reconnect: {},
  certificate: { fingerprint: "AA:BB" },
  credentials: { username: "root", password: "wrong" },
  authorities: { ca: null },
  settings: { label: "mine" },
};
/** At a time: neither the client nor the server waits for the other. */
const AT_ONCE = 8;

interface Door {
  readonly method: string;
  /** With the names of parameters: `/api/v1/vms/{id}`. */
  readonly pattern: string;
  readonly rule: Rule;
  readonly page: boolean;
}

interface Answer {
  readonly status: number;
  /** Its head too. */
  readonly text: string;
}

interface OpenApi {
  readonly paths: { readonly [path: string]: { readonly [method: string]: unknown } };
}

/** All doors that the server tells of, and all files of pages. A door without a rule in the table fails here. */
async function doorsOf({ url }: House): Promise<Door[]> {
  const doors: Door[] = [];
  const add = (page: boolean, method: string, pattern: string, rule: Rule | undefined) => {
    assert.ok(rule !== undefined, `tests/rights/door_rules.ts says not who may ${method} ${pattern}`);
    doors.push({ method, pattern, rule, page });
  };
  const api: OpenApi = await (await fetch(`${url}/api/v1/openapi.json`)).json();
  for (const [path, methods] of Object.entries(api.paths)) {
    for (const method of Object.keys(methods).map((one) => one.toUpperCase())) {
      add(false, method, path, ruleOfOperation(method, path));
    }
  }
  for (const file of await sourceFiles()) {
    if (!file.startsWith("routes/") || file.slice(file.lastIndexOf("/")).startsWith("/_")) continue;
    const pattern = patternOf(file.replace(/^routes/, "").replace(/\.tsx?$/, ""));
    for (const method of ["GET", "POST"]) add(true, method, pattern, ruleOfPage(method, pattern));
  }
  return doors;
}

function collectionOf(pattern: string): Collection | undefined {
  const [, name] = pattern.replace("/api/v1", "").split("/");
  return COLLECTIONS.find((one) => PLURAL[one] === name || listHref(one) === `/${name}`);
}

/** An object that somebody sees in full, one of which they see the name, and one that they do not see. */
function samples({ pools }: House, guest: Guest, collection: Collection): Marked[] {
  const all = pools.of(collection);
  const of = (level: "all" | "name" | undefined) => all.find((one) => guest.seen.get(one) === level);
  return [of("all"), of("name"), of(undefined)].filter((one) => one !== undefined);
}

class Visit {
  cells = 0;
  readonly wrong: string[] = [];
  readonly #traces: Traces;

  constructor(private readonly house: House) {
    this.#traces = new Traces(house);
  }

  /** Somebody tries a door. */
  async try(door: Door, guest: Guest): Promise<void> {
    const { method, pattern, rule, page } = door;
    const reading = method === "GET" || pattern.startsWith("/api/v1/stream");
    // They are to come again.
    if (!guest.dead && /sign-out$|\/session$/.test(pattern) && method !== "GET") return;
    const collection = collectionOf(pattern);
    if (rule === "object" && collection !== undefined) return await this.#tryObjects(door, guest, collection);
    const inside = passes(guest, rule, reading);
    const ids = !pattern.includes("{") && !pattern.includes(":")
      ? [""]
      : inside
      ? [UNKNOWN]
      : [UNKNOWN, this.house.guests[0]?.userId ?? UNKNOWN];
    for (const id of ids) {
      const { status } = await this.#ask(door, guest, id);
      // Why it will not do is told as such.
      if (rule === "asked" && status === 403) continue;
      const right = inside ? undefined : page ? [403, 405] : [403];
      this.#note(door, guest, id, status, this.#outside(door, guest) ?? right);
    }
  }

  async #tryObjects(door: Door, guest: Guest, collection: Collection): Promise<void> {
    // Who may not is told so whatever is sent, if it is a request at all.
    const unknown = await this.#ask(door, guest, UNKNOWN, CONNECTION[lastOf(door)]);
    const outside = this.#outside(door, guest);
    this.#note(door, guest, UNKNOWN, unknown.status, outside ?? [403, 404, 405, 422]);
    for (const one of samples(this.house, guest, collection)) {
      // Who may take a pool away, or connect it anew, would.
      const harms = door.method === "DELETE" || /reconnect$/.test(door.pattern);
      if (isConnection(door) && harms && this.#mayConnect(guest, one)) continue;
      const may = !isConnection(door) || this.#mayConnect(guest, one);
      const answer = await this.#ask(door, guest, one.id, may ? {} : CONNECTION[lastOf(door)]);
      this.#note(door, guest, one.id, answer.status, outside ?? this.#right(door, guest, collection, one));
      if (guest.seen.has(one)) continue;
      // What is not seen is told from what is not there by nothing.
      this.#same(door, guest, answer, unknown, one.id);
    }
  }

  /** The statuses for those who come not even to the door. */
  #outside({ page, rule, method, pattern }: Door, guest: Guest): number[] | undefined {
    // Tokens are for the API.
    if (page && (guest.dead || guest.byToken) && rule !== "open") return [303, 401];
    if (guest.dead && rule !== "open") return [401];
    const reading = method === "GET" || pattern.startsWith("/api/v1/stream");
    if (guest.readOnly && !reading && rule !== "open") return [403];
    return undefined;
  }

  /** The statuses for an object that is there. */
  #right(door: Door, guest: Guest, collection: Collection, one: Marked): number[] | undefined {
    const level = guest.seen.get(one);
    if (guest.scope === null) return [403];
    if (isConnection(door)) return this.#mayConnect(guest, one) ? undefined : [403];
    if (level === undefined) return [404];
    const action = lastOf(door);
    // A record is asked of the pool, and by those alone who see all of its object.
    if (action === "raw" && door.method === "GET") return level === "all" ? [200, 403, 503] : [403];
    if (door.method === "GET") return [200];
    if (door.page) return undefined;
    // It concerns nobody but who does it, and no pool.
    if (action === "acknowledge") return [200];
    // Pools are set to refuse changes: whoever may is told so, unless something else was wrong before that.
    return level === "all" && guest.may(`${collection}.${action}`) ? [409, 422] : [403];
  }

  #mayConnect(guest: Guest, one: Marked): boolean {
    return guest.may("pool.connection") && !guest.readOnly && guest.seen.get(one) === "all";
  }

  async #ask({ method, pattern, page }: Door, guest: Guest, id: string, sent: object = {}): Promise<Answer> {
    const { url } = this.house;
    const path = pattern.replace("/:tab?", "").replaceAll(/\{\w+\}|:\w+/g, id);
    const query = pattern === "/api/v1/stream" ? "?collections=vm:name&once=1" : "";
    const body = method === "GET" || method === "DELETE" ? null : page ? "form=none" : JSON.stringify(sent);
    const type = page ? "application/x-www-form-urlencoded" : "application/json";
    const response = await fetch(url + path + query, {
      method,
      redirect: "manual",
      headers: {
        ...guest.headers,
        ...(page ? { accept: "text/html", origin: url } : {}),
        ...(body === null ? {} : { "content-type": type }),
      },
      body,
    });
    const text = JSON.stringify([...response.headers]) + await response.text();
    for (const told of this.#traces.of(guest, text, [id])) {
      this.wrong.push(`${method} ${path} tells ${guest.name} ${told}`);
    }
    // Its lines say which path was asked for.
    for (const told of this.#traces.marks(guest, this.house.printed())) {
      this.wrong.push(`the log of ${method} ${path} as ${guest.name} tells ${told}`);
    }
    return { status: response.status, text };
  }

  /** @param expected none: let in, whatever comes of what was sent */
  #note({ method, pattern }: Door, guest: Guest, id: string, status: number, expected?: number[]): void {
    this.cells++;
    const right = expected?.includes(status) ?? (status < 500 && status !== 401 && status !== 403);
    if (right) return;
    this.wrong.push(`${method} ${pattern} ${id} as ${guest.name}: ${status}, not ${expected ?? "let in"}`);
  }

  #same({ method, pattern }: Door, guest: Guest, one: Answer, other: Answer, id: string): void {
    const plain = ({ text }: Answer) =>
      text.replaceAll(id, "ID").replaceAll(UNKNOWN, "ID").replaceAll(
        VARIES,
        "",
      );
    if (one.status === other.status && plain(one) === plain(other)) return;
    this.wrong.push(`${method} ${pattern} as ${guest.name}: one can tell that ${id} is there`);
  }
}

/** About how a pool is reached: it is no action of the object. */
function isConnection({ pattern, method, page }: Door): boolean {
  if (page) return pattern === "/pools/:id/connection";
  if (!pattern.startsWith("/api/v1/pools/{id}")) return false;
  return method === "DELETE" || Object.hasOwn(CONNECTION, lastOf({ pattern }));
}

const lastOf = ({ pattern }: Pick<Door, "pattern">): string => pattern.slice(pattern.lastIndexOf("/") + 1);

/** What is seen would not be missed if it were told: in the page, the answer and the log of who sees everything. */
async function findsAll(house: House): Promise<void> {
  const { headers } = house.guest("administrator on everything");
  const narrow = house.guest("viewer on a tag");
  const traces = new Traces(house);
  for (
    const [path, what] of [["/vms", /^the packed id of vm/], ["/api/v1/vbds", /^the id of vbd/], [
      "/",
      /^n of/,
    ]] as const
  ) {
    const text = await (await fetch(house.url + path, { headers })).text();
    assert.ok([...traces.of(narrow, text)].some((told) => what.test(told)), `${path}: ${what}`);
  }
}

Deno.test("doors: whoever comes gets through those that are theirs, and no trace of anything else", async () => {
  await withHouse(async (house) => {
    await findsAll(house);
    const doors = await doorsOf(house);
    const visit = new Visit(house);
    const waiting = house.guests.flatMap((guest) => doors.map((door) => ({ guest, door })))
      [Symbol.iterator]();
    const walk = async () => {
      for (const { guest, door } of waiting) await visit.try(door, guest);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, walk));
    assert.deepEqual(visit.wrong.toSorted(), []);
    assert.ok(visit.cells > 4000);
    console.log(`doors: ${visit.cells} cells (${doors.length} doors, ${house.guests.length} guests)`);
  });
});
