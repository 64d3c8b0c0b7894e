import assert from "node:assert/strict";
import { AtollError } from "@/lib/errors.ts";
import { json, withWorld } from "@/tests/api/world.ts";
import { noteRefusal, refusalOf } from "./refusals.ts";

Deno.test("a refusal is that of its request alone", () => {
  const request = new Request("http://atoll/");
  assert.equal(refusalOf(request), undefined);
  noteRefusal(request, new AtollError(409, "in-the-way", "Something is in the way"));
  assert.deepEqual(refusalOf(request), { code: "in-the-way", message: "Something is in the way" });
  assert.equal(refusalOf(new Request("http://atoll/")), undefined);
});

Deno.test("the API keeps why it refused, and nothing of what it answered", async () => {
  await withWorld(async ({ api }, cookie) => {
    const codeOf = async (path: string, init: RequestInit = {}) => {
      const request = new Request(`http://atoll.lab${path}`, init);
      request.headers.set("cookie", `atoll=${cookie}`);
      const response = await api.fetch(request, { client: "127.0.0.1", secure: false });
      await response.body?.cancel();
      return refusalOf(request)?.code;
    };
    assert.equal(await codeOf("/api/v1/vms"), undefined);
    assert.equal(await codeOf("/api/v1/vms?fields=nmae"), "bad-parameter");
    assert.equal(await codeOf("/api/v1/vms/none"), "unknown-vm");
    assert.equal(await codeOf("/api/v1/vms", json({})), "method-not-allowed");
    assert.equal(await codeOf("/api/v1/nothing"), "unknown-path");
    assert.equal(await codeOf("/api/v1/pools", json({ address: "xen.lab" })), "bad-argument");
  });
});
