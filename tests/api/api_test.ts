// The HTTP surface, in process: status, shape and message of every kind of answer.
import assert from "node:assert/strict";
import { XapiError } from "@/lib/xapi/mod.ts";
import { COLLECTIONS } from "@/lib/view/types.ts";
import { actionsOf } from "@/lib/actions/registry.ts";
import { PLURAL } from "@/lib/api/shapes.ts";
import { grant } from "@/lib/rights/testing.ts";
import { parseSubscription } from "@/lib/stream/mod.ts";
import { admin, json, PASSWORD, POOL, TASK_ID, vmRecord, withWorld, type World } from "./world.ts";

type Body = Record<string, unknown>;

async function read(response: Response, status: number): Promise<Body> {
  const text = await response.text();
  assert.equal(response.status, status, text);
  return text === "" ? {} : JSON.parse(text);
}

/** The error of a failed answer; checks that it has the one form. */
async function failed(
  response: Response,
  status: number,
): Promise<{ code: string; message: string; field?: string }> {
  const body = await read(response, status);
  assert.deepEqual(Object.keys(body), ["error"]);
  const { code, message, field, ...rest } = body.error as Body;
  assert.deepEqual(rest, {});
  assert(typeof code === "string" && /^[a-z0-9-]+$/.test(code), String(code));
  assert(typeof message === "string" && /^[A-Z].*[^.]$/.test(message), String(message));
  return { code, message, ...(typeof field === "string" ? { field } : {}) };
}

/** Makes the signed-in administrator a reader. */
async function demote({ store }: World): Promise<void> {
  const admin = await store.users.byName("admin");
  assert(admin !== null);
  for (const { id, subject } of await store.grants.list()) {
    if (subject.id === admin.id) await store.grants.delete(id);
  }
  await store.grants.create(grant(admin.id, "viewer"));
}

Deno.test("sign in, who am I, sign out", async () => {
  await withWorld(async ({ fetch, hub }) => {
    const response = await fetch("/api/v1/session", json({ username: "admin", password: PASSWORD }));
    const [set = "", mark = "", ...more] = response.headers.getSetCookie();
    assert.match(mark, /^atoll-device=[\w-]{22}\.[\w-]{43}; /);
    assert.deepEqual(more, []);
    assert.match(set, /^atoll=[\w-]{43}; Path=\/; Expires=.*; HttpOnly; SameSite=Lax$/);
    const { session, ...who } = await read(response, 200);
    assert.deepEqual(who, { username: "admin" });
    const as = /^atoll=([^;]*)/.exec(set)?.[1] ?? "";
    assert.deepEqual(await read(await fetch("/api/v1/session", { as }), 200), { ...who, session });

    const stream = await fetch("/api/v1/stream?collections=vm:name", { as });
    assert.equal(stream.headers.get("content-type"), "text/event-stream");
    assert.equal(hub.size, 1);
    const out = await fetch("/api/v1/session", { as, method: "DELETE" });
    assert.match(out.headers.get("set-cookie") ?? "", /^atoll=; .*1970/);
    await read(out, 204);
    assert.equal(hub.size, 0, "signing out ends its streams");
    await stream.body?.cancel();
    assert.equal((await failed(await fetch("/api/v1/session", { as }), 401)).code, "not-signed-in");
    await read(await fetch("/api/v1/session", { as, method: "DELETE" }), 204);
  });
});

Deno.test("who may not manage pools is told nothing of how they are reached, in lists and one by one", async () => {
  await withWorld(async (world, cookie) => {
    const hidden = ["authorities", "offered_address", "offered_fingerprint", "tried"];
    const held = async (as: string) => {
      const { items } = await read(await world.fetch("/api/v1/pools", { as }), 200);
      assert(Array.isArray(items) && items.length > 0);
      const [first] = items as Body[];
      const one = await read(await world.fetch(`/api/v1/pools/${first?.id}`, { as }), 200);
      const asked = await read(await world.fetch("/api/v1/pools?fields=name,tried", { as }), 200);
      return [...items as Body[], one, ...asked.items as Body[]].map((pool) =>
        hidden.filter((field) => Object.hasOwn(pool, field))
      );
    };
    const all = await held(cookie);
    assert.deepEqual([all[0], all.at(-1)], [hidden, ["tried"]]);
    await demote(world);
    await world.auth.signOut(cookie);
    const reader = (await world.auth.signIn("admin", PASSWORD, "127.0.0.1")).cookie;
    assert.deepEqual(await held(reader), all.map(() => []));
  });
});

Deno.test("under TLS the cookie has the prefix, and one without it counts for nothing", async () => {
  await withWorld(async ({ fetch }, cookie) => {
    const response = await fetch("/api/v1/session", {
      ...json({ username: "admin", password: PASSWORD }),
      secure: true,
    });
    const set = response.headers.getSetCookie();
    assert.deepEqual(set.map((one) => one.split("=")[0]), ["__Host-atoll", "__Host-atoll-device"]);
    for (const one of set) assert.match(one, /; HttpOnly; .*; Secure$/);
    await read(response, 200);
    await read(await fetch("/api/v1/session", { as: cookie, secure: true }), 200);
    const planted = await fetch("/api/v1/session", { secure: true, headers: { cookie: `atoll=${cookie}` } });
    await failed(planted, 401);
  });
});

Deno.test("a wrong password is one sentence, and many of them are slowed down", async () => {
  await withWorld(async ({ fetch }) => {
    const attempt = () =>
      fetch("/api/v1/session", { ...json({ username: "admin", password: "wrong" }), client: "203.0.113.9" });
    const error = await failed(await attempt(), 401);
    assert.deepEqual(error, { code: "wrong-credentials", message: "Wrong user name or password" });
    for (let n = 1; n < 10; n++) await failed(await attempt(), 401);
    const slowed = await attempt();
    assert.equal(slowed.headers.get("retry-after"), "1");
    assert.equal((await failed(slowed, 429)).code, "too-many-tries");
  });
});

Deno.test("nothing but sign-in and the description is open to strangers", async () => {
  await withWorld(async ({ fetch }) => {
    const { paths } = await read(await fetch("/api/v1/openapi.json"), 200) as {
      paths: Record<string, Record<string, { security: unknown[] }>>;
    };
    let count = 0;
    for (const [path, methods] of Object.entries(paths)) {
      for (const [method, { security }] of Object.entries(methods)) {
        if (security.length === 0) continue;
        count++;
        const url = path.replaceAll(/\{\w+\}/g, "x");
        const init = method === "post" ? json({}) : { method: method.toUpperCase() };
        assert.equal((await failed(await fetch(url, init), 401)).code, "not-signed-in", `${method} ${path}`);
      }
    }
    assert(count > 60, `${count} closed routes`);
  });
});

Deno.test("the description names every collection and every action", async () => {
  await withWorld(async ({ fetch }) => {
    const { openapi, paths } = await read(await fetch("/api/v1/openapi.json"), 200) as {
      openapi: string;
      paths: Record<string, unknown>;
    };
    assert.equal(openapi, "3.1.0");
    for (const collection of COLLECTIONS) {
      const path = `/api/v1/${PLURAL[collection]}`;
      assert(path in paths && `${path}/{id}` in paths, path);
      for (const { name } of actionsOf(collection)) {
        assert(`${path}/{id}/${name}` in paths, `${path} ${name}`);
      }
    }
  });
});

Deno.test("lists: all, filtered, with fields, page by page", async () => {
  await withWorld(async ({ fetch, put }, as) => {
    const list = async (query: string) => await read(await fetch(`/api/v1/vms${query}`, { as }), 200);
    const all = await list("");
    assert.deepEqual((all.items as Body[]).map((vm) => vm.name), ["db", "web"]);
    assert.equal(all.next, null);
    assert.deepEqual(await list("?filter=power_state:Running&fields=name,power_state"), {
      items: [{ id: "vm-run", name: "web", power_state: "Running" }],
      next: null,
    });
    assert.deepEqual((await list("?filter=host:host-1&fields=id")).items, [{ id: "vm-run" }]);

    for (let n = 0; n < 25; n++) put("VM", vmRecord(`many-${n}`, { name_label: "same name" }));
    const seen: unknown[] = [];
    let cursor = "";
    do {
      const page = await list(`?limit=4&fields=id${cursor && `&cursor=${cursor}`}`);
      seen.push(...(page.items as Body[]).map((vm) => vm.id));
      cursor = typeof page.next === "string" ? page.next : "";
      // What comes and goes meanwhile, before and behind, neither repeats nor skips the others.
      put("VM", vmRecord(`early-${seen.length}`, { name_label: "aaa" }));
    } while (cursor !== "");
    assert.equal(new Set(seen).size, seen.length);
    assert.deepEqual(seen.filter((id) => !String(id).startsWith("early")).length, 27);
  });
});

Deno.test("one object by its id", async () => {
  await withWorld(async ({ fetch, cache }, as) => {
    assert.deepEqual(await read(await fetch("/api/v1/vms/vm-run", { as }), 200), {
      ...cache.get("vm", "vm-run"),
    });
    assert.deepEqual(await read(await fetch("/api/v1/hosts/host-1?fields=name", { as }), 200), {
      id: "host-1",
      name: "host-1",
    });
    const { items } = await read(await fetch("/api/v1/vms/vm-run/actions", { as }), 200);
    const start = (items as Body[]).find((action) => action.name === "start");
    assert.equal(start?.refused, "The VM is already running");
    const head = await fetch("/api/v1/vms/vm-run", { as, method: "HEAD" });
    assert.deepEqual([head.status, await head.text()], [200, ""]);
  });
});

Deno.test("an action answers 202 with the task, 200 when it is done at once, and is in the audit log", async () => {
  await withWorld(async ({ fetch, pools, store, put }, as) => {
    const start = await fetch("/api/v1/vms/vm-halt/start", { as, method: "POST" });
    assert.deepEqual(await read(start, 202), {
      task: TASK_ID,
      id: TASK_ID,
      name: "Start",
      status: "pending",
    });
    const rename = await fetch("/api/v1/vms/vm-halt/rename", { as, ...json({ name: " new " }) });
    assert.deepEqual(await read(rename, 200), { task: null });
    put("task", { uuid: TASK_ID, name_label: "Async.VM.clean_shutdown", status: "success" });
    const off = await fetch("/api/v1/vms/vm-run/clean_shutdown", { as, method: "POST" });
    assert.deepEqual(await read(off, 202), {
      task: TASK_ID,
      id: TASK_ID,
      name: "Async.VM.clean_shutdown",
      status: "success",
    });
    assert.deepEqual(pools.calls.filter(({ method }) => method !== "task.get_uuid"), [
      { method: "Async.VM.start", params: ["OpaqueRef:vm-halt", false, false] },
      { method: "VM.set_name_label", params: ["OpaqueRef:vm-halt", "new"] },
      { method: "Async.VM.clean_shutdown", params: ["OpaqueRef:vm-run"] },
    ]);
    const audit = (await store.audit.list({ limit: 3 })).map(({ what, result, object, who }) =>
      [who.username, what, object?.name, result].join(" ")
    );
    assert.deepEqual(audit, [
      "admin vm.shutdown web started",
      "admin vm.rename db done",
      "admin vm.start db started",
    ]);
  });
});

Deno.test("actions that cannot be done say why", async () => {
  await withWorld(async ({ fetch, pools }, as) => {
    const post = (path: string, body: unknown = {}) => fetch(`/api/v1/${path}`, { as, ...json(body) });
    assert.deepEqual(await failed(await post("vms/vm-run/start"), 409), {
      code: "not-possible",
      message: 'Cannot start "web": the VM is already running',
    });
    assert.equal(
      (await failed(await post("vms/nobody/start"), 404)).message,
      'There is no VM with the id "nobody"',
    );
    assert.equal((await failed(await post("vms/vm-run/explode"), 404)).code, "unknown-action");
    assert.deepEqual(await failed(await post("vms/vm-halt/snapshot"), 422), {
      code: "bad-argument",
      message: 'The argument "name" is missing',
      field: "name",
    });
    assert.equal(
      (await failed(await post("vms/vm-halt/rename", { name: "a", nmae: "b" }), 422)).field,
      "nmae",
    );
    assert.equal((await failed(await post("vms/vm-run/migrate", { host: "elsewhere" }), 422)).field, "host");
    pools.answers.set("Async.VM.start", new XapiError("NO_HOSTS_AVAILABLE", []));
    assert.equal((await failed(await post("vms/vm-halt/start"), 409)).code, "no-hosts-available");
  });
});

Deno.test("who may read only, reads", async () => {
  await withWorld(async (world, as) => {
    const { fetch, auth, store, pools } = world;
    await demote(world);
    // As after a restart: the role is read anew.
    await auth.signOut(as);
    const reader = (await auth.signIn("admin", PASSWORD, "127.0.0.1")).cookie;
    assert.equal(((await read(await fetch("/api/v1/vms", { as: reader }), 200)).items as Body[]).length, 2);
    const start = await fetch("/api/v1/vms/vm-halt/start", { as: reader, method: "POST" });
    assert.equal((await failed(start, 403)).message, 'You are not allowed to start "db"');
    assert.equal((await store.audit.list({ limit: 1 }))[0]?.result, "refused");
    await failed(await fetch(`/api/v1/pools/${POOL}`, { as: reader, method: "DELETE" }), 403);
    await failed(await fetch("/api/v1/pools", { as: reader, ...json({}) }), 403);
    assert.deepEqual((await read(await fetch("/api/v1/vms/vm-halt/actions", { as: reader }), 200)).items, []);
    assert.deepEqual([pools.calls, pools.managed], [[], []]);
  });
});

Deno.test("pools: probe, add, accept, credentials, reconnect, remove", async () => {
  await withWorld(async ({ fetch, pools, store }, as) => {
    const post = (path: string, body: unknown) => fetch(`/api/v1/pools${path}`, { as, ...json(body) });
    const probed = await read(await post("/probe", { address: "xen.lab" }), 200);
    assert.equal((probed.certificate as Body).fingerprint, "AA:BB");
    assert.equal((await failed(await post("/probe", { address: "xen lab" }), 422)).field, "address");

    const pool = { address: "xen.lab", username: "root", password: "canary-secret", fingerprint: "AA:BB" };
    assert.equal((await read(await post("", pool), 201)).id, POOL);
    assert.equal((await failed(await post("", { ...pool, password: undefined }), 422)).field, "password");
    assert.equal((await read(await post(`/${POOL}/reconnect`, {}), 200)).name, "lab");
    await read(await post(`/${POOL}/certificate`, { fingerprint: "CC:DD" }), 200);
    await read(await post(`/${POOL}/credentials`, { username: "root", password: "canary-2" }), 200);
    await read(await post(`/${POOL}/authorities`, { ca: "PEM" }), 200);
    await read(await post(`/${POOL}/authorities`, { ca: null }), 200);
    await read(await fetch(`/api/v1/pools/${POOL}`, { as, method: "DELETE" }), 204);
    assert.equal(
      (await failed(await fetch("/api/v1/pools/none", { as, method: "DELETE" }), 404)).code,
      "unknown-pool",
    );
    assert.deepEqual(pools.managed, [
      ["add", pool],
      ["reconnect", POOL],
      ["certificate", POOL, "CC:DD"],
      ["credentials", POOL, "root", "canary-2"],
      ["authorities", POOL, "PEM"],
      ["authorities", POOL, null],
      ["remove", POOL],
    ]);
    const audit = await store.audit.list({ limit: 7 });
    assert.deepEqual(audit.map((entry) => entry.what), [
      "pool.remove",
      "pool.set-authorities",
      "pool.set-authorities",
      "pool.set-credentials",
      "pool.accept-certificate",
      "pool.reconnect",
      "pool.add",
    ]);
    assert(!JSON.stringify(audit).includes("canary"));
  });
});

Deno.test("a pool's fingerprint that is null or empty is none", async () => {
  await withWorld(async ({ fetch, pools }, as) => {
    const pool = { address: "http://xen.lab", username: "root", password: "secret" };
    for (const fingerprint of [null, ""]) {
      await read(await fetch("/api/v1/pools", { as, ...json({ ...pool, fingerprint }) }), 201);
    }
    assert.deepEqual(pools.managed, [["add", pool], ["add", pool]]);
    const number = await fetch("/api/v1/pools", { as, ...json({ ...pool, fingerprint: 7 }) });
    assert.equal((await failed(number, 422)).field, "fingerprint");
  });
});

Deno.test("bad input: each a clear message and status", async () => {
  await withWorld(async ({ fetch }, as) => {
    const session = (init: RequestInit) => fetch("/api/v1/session", { method: "POST", ...init });
    const type = { "content-type": "application/json" };
    assert.equal((await failed(await session({ headers: type, body: "{" }), 400)).code, "malformed-json");
    assert.equal((await failed(await session({ headers: type, body: "[1]" }), 422)).code, "bad-argument");
    assert.equal((await failed(await session({ body: "username=admin" }), 415)).code, "not-json");
    assert.equal(
      (await failed(await session({ headers: type, body: '{"username":7}' }), 422)).field,
      "username",
    );
    assert.equal(
      (await failed(await session(json({ username: "a", password: "b", extra: 1 })), 422)).field,
      "extra",
    );
    const large = JSON.stringify({ username: "a".repeat(70_000), password: "b" });
    assert.equal((await failed(await session({ headers: type, body: large }), 413)).code, "too-large");
    const endless = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(8192).fill(32)),
    });
    assert.equal((await failed(await session({ headers: type, body: endless }), 413)).code, "too-large");

    const get = (path: string) => fetch(path, { as });
    assert.equal((await failed(await get("/api/v1/vms?limit=0"), 400)).field, "limit");
    assert.equal((await failed(await get("/api/v1/vms?limit=1e3"), 400)).field, "limit");
    assert.equal((await failed(await get("/api/v1/vms?cursor=%00"), 400)).field, "cursor");
    assert.equal((await failed(await get("/api/v1/vms?fields=name,secret"), 400)).field, "fields");
    assert.equal((await failed(await get("/api/v1/vms?filter=nonsense:1"), 400)).field, "filter");
    assert.equal((await failed(await get(`/api/v1/vms?filter=${"a".repeat(2000)}`), 400)).field, "filter");
    assert.equal((await failed(await get("/api/v1/stream"), 400)).field, "collections");
    assert.equal((await failed(await get("/api/v1/vms/nobody"), 404)).code, "unknown-vm");
    assert.equal((await failed(await get("/api/v1/vms/..%2F..%2Fetc%2Fpasswd"), 404)).code, "unknown-vm");
    assert.equal((await failed(await get("/api/v1/vms/%E0%A4%A"), 404)).code, "unknown-vm");
    assert.equal((await failed(await get("/api/v1/../../etc/passwd"), 404)).code, "unknown-path");
    assert.equal((await failed(await get("/api/v2/vms"), 404)).code, "unknown-path");
    const wrong = await fetch("/api/v1/vms", { as, ...json({}) });
    assert.equal(wrong.headers.get("allow"), "GET, HEAD");
    assert.equal((await failed(wrong, 405)).code, "method-not-allowed");
  });
});

Deno.test("no other site acts in a visitor's name", async () => {
  await withWorld(async ({ fetch, pools }, as) => {
    const start = (headers: Record<string, string>, secure = false) =>
      fetch("/api/v1/vms/vm-halt/start", { as, method: "POST", headers, secure });
    for (
      const headers of [
        { "sec-fetch-site": "cross-site" },
        { "sec-fetch-site": "same-site" },
        { origin: "http://evil.example" },
        { origin: "null" },
        { origin: "http://atoll.lab.evil.example" },
        { origin: "http://atoll.lab:81" },
        { "sec-fetch-site": "cross-site", origin: "http://atoll.lab" },
      ]
    ) assert.equal((await failed(await start(headers), 403)).code, "other-site", JSON.stringify(headers));
    await failed(await start({ origin: "http://atoll.lab" }, true), 403);
    assert.deepEqual(pools.calls, []);
    const login = json({ username: "admin", password: PASSWORD }, { origin: "http://evil.example" });
    await failed(await fetch("/api/v1/session", login), 403);
    for (const headers of [{ "sec-fetch-site": "same-origin" }, { origin: "http://atoll.lab" }, {}]) {
      await read(await start(headers), 202);
    }
    await read(await fetch("/api/v1/vms", { as, headers: { "sec-fetch-site": "cross-site" } }), 200);
  });
});

Deno.test("what nobody expected is a 500 without a word about the inside", async () => {
  await withWorld(async ({ fetch, pools }, as) => {
    pools.answers.set("Async.VM.start", new RangeError("inner detail"));
    const response = await fetch("/api/v1/vms/vm-halt/start", { as, method: "POST" });
    const { code, message } = await failed(response, 500);
    assert.equal(code, "unexpected");
    assert.match(message, /^Something unexpected went wrong: the log has it under [0-9a-f]{8}$/);
  });
});

Deno.test("the stream carries a change to a signed-in reader", async () => {
  await withWorld(async ({ fetch, put, hub }, as) => {
    const at = hub.position(parseSubscription("vm:name"), admin);
    const response = await fetch(`/api/v1/stream?collections=vm:name&since=${at}`, { as });
    put("VM", vmRecord("vm-halt", { name_label: "renamed" }));
    let text = "";
    for await (const chunk of (response.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream())) {
      text += chunk;
      if (text.includes("renamed")) break;
    }
    assert.match(text, /\["vm","vm-halt",\{"name":"renamed"\}\]/);
  });
});
