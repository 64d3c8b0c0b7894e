// Methods as functions: what is sent, what comes back, and what the type checker refuses.
import { strict as assert } from "node:assert";
import { client } from "./client.ts";
import { ConnectionError, XapiError } from "./errors.ts";
import { CLASSES, type RefTo, type VMRecord } from "./schema.ts";
import { Session } from "./session.ts";
import { httpServer, idOf, json2 } from "./testdata/servers.ts";
import { openTransport } from "./transport.ts";
import type { Caller, CallOptions, Value } from "./types.ts";

/** A caller that answers from a table, noting what it was asked. */
function scripted(answers: Record<string, Value> = {}) {
  const asked: [method: string, params: readonly Value[], options: CallOptions | undefined][] = [];
  const caller: Caller = {
    call(method, params, options) {
      asked.push([method, params, options]);
      return Promise.resolve(answers[method] ?? null);
    },
  };
  return { pool: client(caller), asked };
}

Deno.test("a method is a function of its parameters; its session and types are nobody's concern", async () => {
  const requests: string[] = [];
  await using server = await httpServer((body, _request, response) => {
    requests.push(body);
    json2(response, body.includes("get_by_name_label") ? ["OpaqueRef:vm", "OpaqueRef:NULL"] : "", idOf(body));
  });
  const transport = openTransport(server.endpoint, { fingerprint: null });
  const pool = client(new Session(transport, "OpaqueRef:s"));
  const [vm = ""] = await pool.VM.get_by_name_label("web");
  assert.equal(await pool.VM.start(vm, false, true), null);
  transport.close();
  assert.deepEqual(requests.map((body) => JSON.parse(body)).map(({ method, params }) => [method, params]), [
    ["VM.get_by_name_label", ["OpaqueRef:s", "web"]],
    ["VM.start", ["OpaqueRef:s", "OpaqueRef:vm", false, true]],
  ]);
});

Deno.test("optional parameters may be left out, none in between", async () => {
  const { pool, asked } = scripted();
  await pool.host.evacuate("h");
  await pool.host.evacuate("h", undefined);
  await pool.host.evacuate("h", null, 3);
  assert.deepEqual(asked.map(([, params]) => params), [["h"], ["h"], ["h", null, 3]]);
  await assert.rejects(pool.host.evacuate("h", undefined, 3), /Parameter 2 of host.evacuate is missing/);
});

Deno.test("signal and timeout are said once, for calls and tasks", async () => {
  const { pool, asked } = scripted({ "Async.VM.start": "OpaqueRef:t" });
  const { signal } = new AbortController();
  const patient = pool.with({ timeout: 5_000 });
  await patient.VM.start("v", false, false);
  await patient.with({ signal }).Async.VM.start("v", false, false);
  await pool.VM.start("v", false, false);
  assert.deepEqual(asked.map(([method, , options]) => [method, options]), [
    ["VM.start", { timeout: 5_000 }],
    ["Async.VM.start", { timeout: 5_000, signal }],
    ["VM.start", {}],
  ]);
});

Deno.test("answers that are not what the types promise are bad answers", async () => {
  const { pool } = scripted({
    "VM.get_memory_target": "much",
    "VM.get_record": { uuid: 5 },
    "Async.VM.clone": 1,
  });
  for (
    const wrong of [
      pool.VM.get_memory_target("v"),
      pool.VM.get_record("v"),
      pool.VM.get_by_uuid("no such"),
      pool.Async.VM.clone("v", "copy"),
    ]
  ) {
    await assert.rejects(wrong, (error) => error instanceof ConnectionError && error.kind === "bad-answer");
  }
});

Deno.test("there is a function for each method of the model, and nothing else", async () => {
  const { pool } = scripted();
  for (const [className, { messages }] of Object.entries(CLASSES)) {
    const methods: unknown = Reflect.get(pool, className);
    assert(typeof methods === "object" && methods !== null);
    for (const name of Object.keys(messages)) assert.equal(typeof Reflect.get(methods, name), "function");
    for (const name of ["then", "toJSON", "constructor"]) assert.equal(Reflect.get(methods, name), undefined);
  }
  for (const name of ["then", "toString", "NoClass"]) assert.equal(Reflect.get(pool, name), undefined);
  assert.equal(pool.VM.start, pool.VM.start);
  assert.equal(await Promise.resolve(pool), pool, "it can be given by an async function");
});

Deno.test("what the pool refuses is thrown as it came", async () => {
  const refusal = new XapiError("VM_IS_TEMPLATE", ["OpaqueRef:v", "start"]);
  const pool = client({ call: () => Promise.reject(refusal) });
  await assert.rejects(pool.VM.start("v", false, false), refusal);
  await assert.rejects(pool.Async.VM.start("v", false, false), refusal);
});

/** Never called: that it passes the type checker is the test, `deno check` runs it. */
export async function typesHold(
  pool: ReturnType<typeof client>,
  vm: RefTo<"VM">,
  host: RefTo<"host">,
  text: string,
): Promise<void> {
  const nothing: null = await pool.VM.start(vm, false, false);
  const copy: RefTo<"VM"> = await pool.VM.clone(text, "copy");
  const record: VMRecord = await pool.VM.get_record(copy);
  const affinity: RefTo<"host"> | null = await pool.VM.get_affinity(vm);
  const memory: number = record.memory_target;
  const same: boolean = record.power_state === "Running";
  const task = await pool.Async.VM.clone(vm, "copy");
  const result: RefTo<"VM"> = await task.result();
  const hosts: RefTo<"host">[] = await pool.VM.get_possible_hosts(result);
  await pool.VM.set_affinity(vm, null);
  // @ts-expect-error a host is no VM
  await pool.VM.start(host, false, false);
  // @ts-expect-error a parameter is missing
  await pool.VM.start(vm, false);
  // @ts-expect-error there is one too many
  await pool.VM.start(vm, false, false, false);
  // @ts-expect-error text is no boolean
  await pool.VM.start(vm, "false", false);
  // @ts-expect-error no VM has no name
  await pool.VM.set_name_label(null, "x");
  // @ts-expect-error there is no such mode
  await pool.VBD.set_mode(text, "RX");
  // @ts-expect-error a VM is no host
  const wrong: RefTo<"host"> = await task.result();
  // @ts-expect-error there is no such state
  const other: boolean = record.power_state === "halted";
  // @ts-expect-error a pool may be older than the field
  const later: string = record.domain_type;
  // @ts-expect-error there is no such method
  await pool.VM.fly(vm);
  // @ts-expect-error reading a field is no task
  await pool.Async.VM.get_record(vm);
  assert.ok([nothing, affinity, memory, same, hosts, wrong, other, later]);
}
