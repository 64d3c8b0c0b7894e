// The whole simulator over the wire: starting, TLS, sessions, limits, coming back as the same pool.
import assert from "node:assert/strict";
import { type Simulator, startSimulator } from "./mod.ts";
import { presented } from "./testing.ts";
import { selfSigned } from "./wire/tls.ts";

const QUICK = { hosts: 1, vms: 3, speed: 10_000 } as const;

async function rpc(url: string, method: string, ...params: readonly unknown[]): Promise<unknown> {
  const response = await fetch(`${url}/jsonrpc`, {
    method: "POST",
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
  });
  const answer = await response.json();
  return answer.error ?? answer.result;
}

async function running(
  options: Parameters<typeof startSimulator>[0],
  work: (sim: Simulator) => Promise<void>,
): Promise<void> {
  const simulator = await startSimulator(options);
  try {
    await work(simulator);
  } finally {
    await simulator.close();
  }
}

Deno.test("A client logs in, reads, writes, logs out and is then refused", () =>
  running(QUICK, async ({ url }) => {
    const session = await rpc(url, "session.login_with_password", "root", "atoll", "2.21", "test");
    assert.match(String(session), /^OpaqueRef:/);
    const vms = await rpc(url, "VM.get_all", session);
    const vm = Array.isArray(vms) ? vms[0] : undefined;
    assert.equal(await rpc(url, "VM.set_name_label", session, vm, "renamed"), "");
    assert.equal(await rpc(url, "VM.get_name_label", session, vm), "renamed");
    assert.deepEqual(await rpc(url, "VM.get_by_name_label", session, "renamed"), [vm]);
    const where = await rpc(url, "VM.get_all_records_where", session, 'field "name_label" = "renamed"');
    assert.deepEqual(Object.keys(Object(where)), [vm]);
    assert.equal(await rpc(url, "session.logout", session), "");
    assert.deepEqual(await rpc(url, "VM.get_all", session), {
      code: 1,
      message: "SESSION_INVALID",
      data: [session],
    });
  }));

Deno.test("A wrong password is refused after a while", () =>
  running({ ...QUICK, speed: 100 }, async ({ url }) => {
    const start = performance.now();
    const answer = await rpc(url, "session.login_with_password", "root", "wrong", "2.21", "test");
    assert.deepEqual(answer, {
      code: 1,
      message: "SESSION_AUTHENTICATION_FAILED",
      data: ["root", "Authentication failure"],
    });
    assert.ok(performance.now() - start >= 49);
  }));

Deno.test("Numbers that JSON does not have are written bare, as xapi does", () =>
  running(QUICK, async ({ url, db }) => {
    const session = await rpc(url, "session.login_with_password", "root", "atoll");
    const task = db.create("task", { progress: NaN });
    const body = JSON.stringify({
      jsonrpc: "2.0",
      id: 1,
      method: "task.get_record",
      params: [session, task],
    });
    const json = await (await fetch(`${url}/jsonrpc`, { method: "POST", body })).text();
    assert.match(json, /"progress":NaN,/);
    const call =
      `<methodCall><methodName>task.get_record</methodName><params><param><value>${session}</value></param>` +
      `<param><value>${task}</value></param></params></methodCall>`;
    const xml = await (await fetch(url, { method: "POST", body: call })).text();
    assert.match(xml, /<name>progress<\/name><value><double>-nan<\/double>/);
  }));

Deno.test("The same seed gives the same pool after a restart on the same port", async () => {
  const first = await startSimulator({ ...QUICK, seed: 7 });
  const [objects, port] = [refs(first), Number(new URL(first.url).port)];
  await first.close();
  await assert.rejects(fetch(first.url));
  await running({ ...QUICK, seed: 7, port }, (second) => {
    assert.equal(second.url, first.url);
    assert.deepEqual(refs(second), objects);
    return Promise.resolve();
  });
});

Deno.test("Every start with TLS shows another certificate unless one is given", async () => {
  const seen: string[] = [];
  const pem = await selfSigned("given");
  for (const tls of [true, true, pem, pem]) {
    await running({ ...QUICK, vms: 0, tls }, async ({ url }) => void seen.push(await presented(url)));
  }
  assert.equal(new Set(seen).size, 3);
  assert.equal(seen[2], seen[3]);
});

Deno.test("A body over 300 KiB gets a page, one over 400 KiB no answer at all", () =>
  running(QUICK, async ({ url }) => {
    const post = (size: number) => fetch(`${url}/jsonrpc`, { method: "POST", body: "x".repeat(size * 1024) });
    const page = await post(310);
    assert.equal(page.status, 500);
    assert.match(await page.text(), /Http_svr\.Client_requested_size_over_limit/);
    await assert.rejects(post(500));
  }));

Deno.test("Text that is no UTF-8 gets the third shape of errors", () =>
  running(QUICK, async ({ url }) => {
    const text = new TextEncoder().encode('{"jsonrpc":"2.0","id":1,"method":"VM.get_all","params":["~"]}');
    const body = text.map((byte) => byte === 0x7e ? 0xff : byte);
    const answer = await (await fetch(`${url}/jsonrpc`, { method: "POST", body })).json();
    assert.deepEqual(answer, {
      jsonrpc: "2.0",
      error: ["INVALID_VALUE", "Invalid UTF-8 string in parameter", "S(\ufffd)"],
      id: 0,
    });
  }));

Deno.test("Cutting ends a blocked call without an answer but leaves the server listening; closing ends both", async () => {
  const simulator = await startSimulator(QUICK);
  const session = await rpc(simulator.url, "session.login_with_password", "root", "atoll");
  const answers: unknown[] = [];
  for (const end of [() => simulator.server.cut(), () => simulator.close()]) {
    // By hand: fetch would send the call again by itself.
    const connection = await Deno.connect({ hostname: "127.0.0.1", port: simulator.server.port });
    const body = JSON.stringify({
      jsonrpc: "2.0",
      id: 1,
      method: "event.from",
      params: [session, ["nothing"], "", 30],
    });
    await connection.write(
      new TextEncoder().encode(`POST /jsonrpc HTTP/1.1\r\nContent-Length: ${body.length}\r\n\r\n${body}`),
    );
    setTimeout(end, 30);
    assert.equal(await new Response(connection.readable).text(), "");
    answers.push(await rpc(simulator.url, "VM.get_all", session).then(Array.isArray, () => "no answer"));
  }
  assert.deepEqual(answers, [true, "no answer"]);
});

Deno.test("Latency is added to each answer", () =>
  running({ ...QUICK, latency: 60 }, async ({ url }) => {
    const start = performance.now();
    await rpc(url, "session.login_with_password", "root", "atoll");
    assert.ok(performance.now() - start >= 59);
  }));

Deno.test("Async messages answer with a task whose result is XML-RPC text; unknown ones are refused at once", () =>
  running(QUICK, async ({ url, db }) => {
    const session = await rpc(url, "session.login_with_password", "root", "atoll");
    const vm = [...db.table("VM")].find(([, record]) =>
      record["power_state"] === "Halted" && !record["is_a_snapshot"]
    );
    const task = String(await rpc(url, "Async.VM.clone", session, vm?.[0], "copy"));
    for (let tries = 0; db.get("task", task)?.["status"] === "pending" && tries < 200; tries++) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    assert.equal(db.get("task", task)?.["name_label"], "Async.VM.clone");
    assert.match(String(db.get("task", task)?.["result"]), /^<value>OpaqueRef:[0-9a-f-]{36}<\/value>$/);
    const unknown = await rpc(url, "Async.VM.no_such", session, "x");
    assert.deepEqual(unknown, { code: 1, message: "MESSAGE_METHOD_UNKNOWN", data: ["VM.no_such"] });
  }));

function refs({ db }: Simulator): string[] {
  return ["pool", "host", "VM", "SR", "VDI"].flatMap((cls) =>
    [...db.table(cls)].map(([ref, record]) => `${cls} ${ref} ${record["uuid"]}`)
  );
}

Deno.test("A member of a pool names its coordinator, until it becomes one", async () => {
  const member = await startSimulator({ ...QUICK, memberOf: "10.0.0.1" });
  try {
    const refused = await rpc(member.url, "session.login_with_password", "root", "atoll");
    assert.deepEqual(refused, { code: 1, message: "HOST_IS_SLAVE", data: ["10.0.0.1"] });
    const local = await rpc(member.url, "session.slave_local_login_with_password", "root", "atoll");
    assert.match(String(local), /^OpaqueRef:/);
    member.designate(undefined);
    assert.match(
      String(await rpc(member.url, "session.login_with_password", "root", "atoll")),
      /^OpaqueRef:/,
    );
  } finally {
    await member.close();
  }
});
