// Nonsense for every operation of the API, made from its own description: no failure of the server, no wait, no growth, nothing half
// written, and a refusal of an argument names it. `task test fuzz` sends 10,000 requests and as many forms, `task test` 250.
import assert from "node:assert/strict";
import { parseArgs } from "node:util";
import fc from "fast-check";
import { ApiClient } from "../client.ts";
import { startSim } from "../processes.ts";
import { memoryOf, openTarget, PASSWORD, type Target } from "../attacks/support.ts";
import { anything, near, type Schema, text } from "./nonsense.ts";

const { values } = parseArgs({
  args: Deno.args,
  options: { cases: { type: "string", default: "500" }, seed: { type: "string" } },
  strict: false,
});
const CASES = Number(values.cases);
const SEED = values.seed === undefined ? {} : { seed: Number(values.seed) };
const MB = 1024 * 1024;
/** ms that any answer may take; signing in hashes, and waits for its turn. */
const PATIENCE = 10_000;

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly query: readonly string[];
  readonly body: Schema | null;
  /** Media type of the body. */
  readonly media: string;
}

interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> };
}

interface Described {
  readonly parameters?: readonly { readonly in: string; readonly name: string }[];
  readonly requestBody?: { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> };
}

interface Sent {
  readonly path: string;
  readonly init: RequestInit;
}

function operationsOf({ paths }: Description): Operation[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters = [], requestBody }]) => ({
      method: method.toUpperCase(),
      path,
      query: parameters.filter((one) => one.in === "query").map(({ name }) => name),
      body: Object.values(requestBody?.content ?? {})[0]?.schema ?? null,
      media: Object.keys(requestBody?.content ?? {})[0] ?? "application/json",
    }))
  );
}

/** A request to an operation: its path, query and body nearly right, or not. */
function request(
  { method, path, query, body, media }: Operation,
  schemas: Readonly<Record<string, Schema>>,
  ids: readonly string[],
): fc.Arbitrary<Sent> {
  // What is there is not taken away: the rest would be sent to nothing.
  const id = method === "DELETE" ? text : fc.oneof(fc.constantFrom(...ids), text);
  const names = [...path.matchAll(/\{\w+\}/g)].length;
  const search = fc.record(Object.fromEntries(query.map((name) => [name, text])), { requiredKeys: [] });
  const content = fc.oneof(
    {
      weight: 8,
      arbitrary: near(body ?? {}, schemas).map((value) => [
        media,
        typeof value === "string" && !media.endsWith("json") ? value : JSON.stringify(value),
      ]),
    },
    { weight: 1, arbitrary: anything.map((value) => ["application/json", JSON.stringify(value) ?? ""]) },
    { weight: 1, arbitrary: text.map((value) => ["application/json", value]) },
    {
      weight: 1,
      arbitrary: fc.tuple(
        fc.constantFrom(
          "text/plain",
          "text/csv",
          "",
          "application/x-www-form-urlencoded",
          "multipart/form-data",
        ),
        text,
      ),
    },
  );
  return fc.record({ ids: fc.array(id, { minLength: names, maxLength: names }), search, content }).map(
    ({ ids, search, content: [type = "", sent = ""] }) => {
      let n = 0;
      const filled = path.replace(/\{\w+\}/g, () => encode(ids[n++] ?? ""));
      const params = Object.entries(search).map(([name, value]) => `${name}=${encode(value ?? "")}`).join(
        "&",
      );
      const carries = method !== "GET" && method !== "HEAD";
      return {
        path: params === "" ? filled : `${filled}?${params}`,
        init: { method, ...(carries ? { headers: { "content-type": type }, body: sent } : {}) },
      };
    },
  );
}

/** As a query or a path holds it; a lone surrogate cannot be in either. */
const encode = (value: string) => encodeURIComponent(value.toWellFormed());

/** What writes leave behind. */
async function stateOf(api: ApiClient, lists: readonly string[]): Promise<string> {
  const all = await Promise.all(lists.map((path) => api.fetch(path).then((answer) => answer.text())));
  // When somebody was last seen is no write of theirs.
  return all.join("\n").replace(/"(used|seen|since|retry_at|reason)":("[^"]*"|null)/g, "");
}

class Fuzz {
  sent = 0;
  readonly statuses = new Map<number, number>();

  constructor(private readonly target: Target, public api: ApiClient) {}

  /** Sends and judges. Gives whether something may have been written. */
  async try({ path, init }: Sent): Promise<boolean> {
    this.sent++;
    const aborter = new AbortController();
    const timer = setTimeout(() => aborter.abort(new Error(`no answer in ${PATIENCE} ms`)), PATIENCE);
    try {
      const answer = await this.api.fetch(path, { ...init, signal: aborter.signal });
      this.statuses.set(answer.status, (this.statuses.get(answer.status) ?? 0) + 1);
      if (answer.headers.get("content-type")?.startsWith("text/event-stream")) {
        await answer.body?.cancel();
        return false;
      }
      const body = await answer.text();
      this.judge(answer.status, body);
      return init.method !== "GET" && answer.status < 400;
    } finally {
      clearTimeout(timer);
    }
  }

  private judge(status: number, body: string): void {
    const shown = `${status}: ${body.slice(0, 300)}`;
    if (status < 400) return;
    const { error }: { error?: { code?: string; message?: string; field?: string } } = JSON.parse(body);
    assert.ok(error?.code && error.message, shown);
    assert.match(error.code, /^[a-z]+(-[a-z0-9]+)*$/);
    // Too many sign-ins at once, and what a pool says or does not, are no failures of the server.
    // Nonsense may well be taken for the credentials of a pool, which is not live then.
    const others = ["busy", "pool-away", "pool-not-live", "pool-error", "bad-answer"];
    assert.ok(status < 500 || others.includes(error.code), shown);
    assert.notEqual(error.code, "unexpected", shown);
    // Of a body that is no JSON at all, there is nothing to name.
    const names = status === 422 || (status === 400 && error.code !== "malformed-json");
    if (names) assert.ok(error.field !== undefined, `no field: ${shown}`);
    assert.ok(body.length < 2000, `a refusal of ${body.length} bytes`);
  }

  /** Nobody is signed out by nonsense: a session that ends is a finding. */
  async stillIn(): Promise<void> {
    assert.equal(
      await this.api.fetch("/api/v1/session").then(async (answer) => {
        await answer.body?.cancel();
        return answer.status;
      }),
      200,
      "the session ended",
    );
    assert.ok(this.target.server.lines.every((line) => !line.includes("Uncaught")));
  }
}

Deno.test(`${CASES} requests of nonsense to the API`, async () => {
  await using sim = await startSim(["--hosts", "2", "--vms", "8", "--seed", "11", "--speed", "100"]);
  await using target = await openTarget([], { ATOLL_LOG: "warn" });
  const { api, server } = target;
  await api.addPool(sim.url);
  const description = await api.get<Description>("/api/v1/openapi.json");
  const schemas = description.components?.schemas ?? {};
  // Signing out, and a new sign-in each time, are for other tests.
  const operations = operationsOf(description).filter(({ method, path }) =>
    !(path.startsWith("/api/v1/session") && method !== "GET") || /second|passkey/.test(path)
  );
  assert.ok(operations.length > 30, `${operations.length} operations`);
  const ids: string[] = [];
  for (const list of ["vms", "hosts", "pools", "srs", "networks", "snapshots", "vdis", "templates"]) {
    ids.push(...(await api.all(list)).slice(0, 3).map(({ id }) => id));
  }
  const lists = operations.filter(({ method, path }) =>
    method === "GET" && !path.includes("{") &&
    /(users|groups|roles|grants|tokens|preferences|pools|providers|settings)$/.test(path)
  ).map(({ path }) =>
    path.endsWith("/pools") ? `${path}?fields=address,fingerprint,authorities,read_only` : path
  );
  const fuzz = new Fuzz(target, api);
  const requests = fc.constantFrom(...operations).chain((operation) => request(operation, schemas, ids));

  let state = await stateOf(fuzz.api, lists);
  let wrote = false;
  let early = 0;
  await fc.assert(
    fc.asyncProperty(requests, async (sent) => {
      wrote = await fuzz.try(sent) || wrote;
      if (fuzz.sent % 25 !== 0) return;
      const now = await stateOf(fuzz.api, lists);
      if (!wrote) assert.equal(now, state, "something was written by what was refused");
      [state, wrote] = [now, false];
      await fuzz.stillIn();
      if (fuzz.sent === 25 * Math.ceil(CASES / 100)) early = await memoryOf(server);
    }),
    { numRuns: CASES, ...SEED },
  );
  const grown = await memoryOf(server) - early;
  assert.ok(grown < 150 * MB, `${Math.round(grown / MB)} MB more`);
  assert.deepEqual(server.lines.filter((line) => line.includes('"level":"error"')), []);
  await ApiClient.signIn(target.url, PASSWORD);
  console.log(
    `${fuzz.sent} requests to ${operations.length} operations: ${
      [...fuzz.statuses].sort(([a], [b]) => a - b).map(([status, n]) => `${n} × ${status}`).join(", ")
    }`,
  );
});
