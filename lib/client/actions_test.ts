import assert from "node:assert/strict";
import { act } from "./actions.ts";

/** Answers every fetch of `run` with `respond`. */
async function answering<T>(
  respond: (request: Request) => Response | Promise<Response>,
  run: () => Promise<T>,
): Promise<T> {
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, respond);
  const { fetch } = globalThis;
  globalThis.fetch = (input, init) =>
    fetch(new URL(String(input), `http://127.0.0.1:${server.addr.port}`), init);
  try {
    return await run();
  } finally {
    globalThis.fetch = fetch;
    await server.shutdown();
  }
}

Deno.test("an action is a POST with its arguments, and gives the task", async () => {
  const asked: string[] = [];
  const outcome = await answering(async (request) => {
    asked.push(`${request.method} ${new URL(request.url).pathname} ${await request.text()}`);
    return Response.json({ task: "t1" }, { status: 202 });
  }, () => act("vms", "a/b", "snapshot", { name: "s" }));
  assert.deepEqual(asked, ['POST /api/v1/vms/a%2Fb/snapshot {"name":"s"}']);
  assert.deepEqual(outcome, { ok: true, task: "t1" });
});

Deno.test("a refusal is the server's sentence; an answer without one names its status", async () => {
  const refusal = { error: { code: "not-possible", message: "The VM is halted" } };
  assert.deepEqual(
    await answering(() => Response.json(refusal, { status: 409 }), () => act("vms", "1", "shutdown")),
    { ok: false, status: 409, message: "The VM is halted" },
  );
  assert.deepEqual(
    await answering(() => new Response("oops", { status: 502 }), () => act("vms", "1", "start")),
    { ok: false, status: 502, message: "Atoll answered with status 502" },
  );
});

Deno.test("no answer at all is a failure as well, not an exception", async () => {
  const { fetch } = globalThis;
  globalThis.fetch = () => Promise.reject(new TypeError("network"));
  try {
    assert.deepEqual(await act("vms", "1", "start"), {
      ok: false,
      status: 0,
      message: "Atoll does not answer",
    });
  } finally {
    globalThis.fetch = fetch;
  }
});
