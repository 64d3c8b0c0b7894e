// The policy says nothing unsafe.
import assert from "node:assert/strict";
import { App, csp } from "fresh";
import { POLICY } from "./policy.ts";

Deno.test("pages run nothing inline, nothing foreign, and in nobody's frame", async () => {
  const handler = new App().use(csp({ csp: POLICY })).get("/", (ctx) => ctx.text("x")).handler();
  const header = (await handler(new Request("http://atoll/"))).headers.get("content-security-policy") ?? "";
  const policy = new Map(
    header.split("; ").map((directive) => {
      const [name = "", ...sources] = directive.split(" ");
      return [name, sources] as const;
    }),
  );
  assert.doesNotMatch(header, /unsafe|\*|https?:|data:|blob:|nonce/);
  const none = ["default-src", "object-src", "base-uri", "frame-ancestors", "font-src"];
  for (const name of none) assert.deepEqual(policy.get(name), ["'none'"], name);
  const own = [
    "script-src",
    "style-src",
    "img-src",
    "connect-src",
    "worker-src",
    "form-action",
    "manifest-src",
  ];
  for (const name of own) assert.deepEqual(policy.get(name), ["'self'"], name);
  assert.deepEqual(policy.get("require-trusted-types-for"), ["'script'"]);
});
