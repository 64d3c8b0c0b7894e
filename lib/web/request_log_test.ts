// What of a URL gets into the log.
import assert from "node:assert/strict";
import { App } from "fresh";
import type { State } from "@/fresh.config.ts";
import { noteRefusal } from "@/lib/api/refusals.ts";
import { AtollError } from "@/lib/errors.ts";
import { log, type LogFields } from "@/lib/log.ts";
import { around } from "./around.ts";
import { pathOf } from "./request_log.ts";

Deno.test("the query, where set-up tokens travel, stays out of the log", () => {
  assert.equal(pathOf("http://atoll:8000/setup?token=abc"), "/setup");
  assert.equal(pathOf("http://atoll:8000"), "/");
  assert.equal(pathOf("http://[::1]:8000/vms/1?x#y"), "/vms/1");
});

Deno.test("a path of any length makes a short line", () => {
  assert.equal(pathOf("http://atoll/" + "a".repeat(10_000)).length, 201);
});

Deno.test("the line of a refused request says why, whether a page threw it or the API answered it", async () => {
  const lines: LogFields[] = [];
  const { info } = log;
  log.info = (_message, fields = {}) => lines.push(fields);
  try {
    const handler = new App<State>()
      .use(around())
      .get("/fine", () => new Response("page"))
      .get("/thrown", () => {
        throw new AtollError(409, "in-the-way", "Something is in the way");
      })
      .get("/answered", ({ req }) => {
        noteRefusal(req, { code: "bad-address", message: "x".repeat(5000) });
        return new Response(null, { status: 422 });
      })
      .handler();
    for (const path of ["/fine", "/thrown", "/answered"]) {
      await (await handler(new Request(`http://atoll${path}`))).body?.cancel();
    }
  } finally {
    log.info = info;
  }
  assert.deepEqual(lines.map(({ status, code, reason }) => [status, code, reason]), [
    [200, undefined, undefined],
    [409, "in-the-way", "Something is in the way"],
    [422, "bad-address", "x".repeat(400)],
  ]);
});
