// Sessions against a real server: login, decoded calls, tasks, events, refusals, limits; and a genuine day of events.
import { strict as assert } from "node:assert";
import { existsSync } from "node:fs";
import { ConnectionError, XapiError } from "./errors.ts";
import { decodeEventBatch } from "./event_batch.ts";
import { parseJson } from "./json_text.ts";
import { openJson } from "./envelope.ts";
import type { Ref } from "./schema.ts";
import { login, Session } from "./session.ts";
import { httpServer, idOf, raw } from "./testdata/servers.ts";
import { openTransport } from "./transport.ts";
import type { Transport, Value, XapiRecord } from "./types.ts";
import { decodeRecord } from "./values.ts";

/** A transport that answers from a table, noting what it was asked. */
function scripted(
  answer: (method: string, params: readonly Value[]) => Value,
): Transport & { asked: [string, readonly Value[]][] } {
  const asked: [string, readonly Value[]][] = [];
  return {
    asked,
    dialect: "json2",
    endpoint: { protocol: "http:", hostname: "pool", port: 80 },
    call(method, params) {
      asked.push([method, params]);
      return Promise.resolve().then(() => answer(method, params));
    },
    close() {},
  };
}

async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return await promise.then(() => assert.fail("it succeeded"), (error: unknown) => error);
}

Deno.test("login names the API version and who asks; a member tells its coordinator", async () => {
  const transport = scripted(() => "OpaqueRef:s");
  await login(transport, { username: "root", password: "x" });
  assert.deepEqual(transport.asked, [["session.login_with_password", ["root", "x", "2.21", "Atoll"]]]);
  const refusal = { code: 1, message: "HOST_IS_SLAVE", data: ["10.77.0.11"] };
  await using server = await httpServer((body, _request, response) =>
    raw(response, JSON.stringify({ jsonrpc: "2.0", error: refusal, id: idOf(body) }))
  );
  const member = openTransport(server.endpoint, { fingerprint: null });
  const error = await rejection(login(member, { username: "root", password: "secret" }));
  member.close();
  assert(error instanceof XapiError);
  assert.equal(error.code, "HOST_IS_SLAVE");
  assert.deepEqual(error.params, ["10.77.0.11"]);
  assert.match(error.message, /10\.77\.0\.11/);
});

Deno.test("results are decoded by the method's type; tasks are refs", async () => {
  const session = new Session(
    scripted((method) =>
      method === "VM.get_record"
        ? { memory_target: "5", suspend_VDI: "OpaqueRef:NULL" }
        : method === "VM.start"
        ? ""
        : "OpaqueRef:t"
    ),
    "OpaqueRef:s",
  );
  assert.deepEqual(await session.call("VM.get_record", ["OpaqueRef:1"]), {
    memory_target: 5,
    suspend_VDI: null,
  });
  assert.equal(await session.call("VM.start", ["OpaqueRef:1", false, false]), null);
  assert.equal(await session.call("Async.VM.start", ["OpaqueRef:1", false, false]), "OpaqueRef:t");
});

Deno.test("batches follow the token until the signal aborts", async () => {
  const control = new AbortController();
  const transport = scripted((_method, params) => ({
    events: [{
      class: "vm_metrics",
      operation: "mod",
      ref: "OpaqueRef:1",
      id: "1",
      timestamp: "0.0",
      snapshot: { memory_actual: "7" },
    }],
    valid_ref_counts: { vm_metrics: 1, brand_new: 2 },
    token: `${params[2]}+`,
  }));
  const tokens: string[] = [];
  for await (
    const batch of new Session(transport, "OpaqueRef:s").batches({ token: "", signal: control.signal })
  ) {
    tokens.push(batch.token);
    assert.deepEqual(batch.events, [{
      class: "VM_metrics",
      operation: "mod",
      ref: "OpaqueRef:1",
      record: { memory_actual: 7 },
    }]);
    assert.deepEqual(batch.validRefCounts, { VM_metrics: 1, brand_new: 2 });
    if (tokens.length === 3) control.abort();
  }
  assert.deepEqual(tokens, ["+", "++", "+++"]);
});

Deno.test("aborting ends a blocked loop quietly; a lost session is thrown", async () => {
  const arrived = Promise.withResolvers<void>();
  await using server = await httpServer(() => arrived.resolve());
  const transport = openTransport(server.endpoint, { fingerprint: null });
  const control = new AbortController();
  const next = new Session(transport, "OpaqueRef:s").batches({ token: "", signal: control.signal }).next();
  await arrived.promise;
  control.abort();
  assert.deepEqual(await next, { done: true, value: undefined });
  transport.close();
  const lost = new Session(
    scripted(() => {
      throw new XapiError("SESSION_INVALID", ["OpaqueRef:s"]);
    }),
    "OpaqueRef:s",
  );
  const error = await rejection(lost.batches({ token: "" }).next());
  assert(
    error instanceof XapiError && error.code === "SESSION_INVALID" && !error.message.includes("OpaqueRef"),
  );
  await lost.logout();
});

Deno.test("answers of another form are bad answers", async () => {
  for (
    const result of ["text", { events: 1 }, { events: [1], token: "" }, {
      events: [{ class: "vm" }],
      token: "",
    }]
  ) {
    const error = await rejection(new Session(scripted(() => result), "s").events({ token: "" }));
    assert(error instanceof ConnectionError && error.kind === "bad-answer", JSON.stringify(result));
  }
  const error = await rejection(new Session(scripted(() => ""), "s").getAllRecords("VM"));
  assert(error instanceof ConnectionError && error.kind === "bad-answer");
});

const history = new URL("../../../shared/xapi/histories/day-of-work/", import.meta.url);

async function gunzip(name: string): Promise<string> {
  const file = await Deno.open(new URL(name, history));
  return await new Response(file.readable.pipeThrough(new DecompressionStream("gzip"))).text();
}

const ignore = !existsSync(history);

Deno.test({
  name: `a genuine day of events, replayed, gives exactly the pool's end${
    ignore ? " (skipped: the history is not here)" : ""
  }`,
  ignore,
  async fn() {
    const classes = new Map<string, Map<Ref, XapiRecord>>();
    let events = 0;
    for (const line of (await gunzip("events.ndjson.gz")).trimEnd().split("\n")) {
      if (!line.startsWith('{"loop":"all"')) continue;
      const parsed = parseJson(line);
      assert(typeof parsed === "object" && parsed !== null && !Array.isArray(parsed));
      const batch = await decodeEventBatch(openJson(parsed.reply ?? null));
      for (const event of batch.events) {
        events++;
        const records = classes.get(event.class) ?? new Map<Ref, XapiRecord>();
        classes.set(event.class, records);
        if (event.record === undefined) records.delete(event.ref);
        else records.set(event.ref, event.record);
      }
    }
    assert(events > 5_815, `${events} events`);
    const end: Record<string, Record<Ref, XapiRecord>> = JSON.parse(await gunzip("end.json.gz"));
    for (const [className, records] of Object.entries(end)) {
      if (className === "secret") continue;
      for (const record of Object.values(records)) decodeRecord(className, record);
      assert.deepEqual(Object.fromEntries(classes.get(className) ?? []), records, className);
    }
  },
});
