import { equal, match, notEqual } from "node:assert/strict";
import { h } from "preact";
import { App, csp } from "./mod.ts";

const HEADER = "content-security-policy";

function ask(app: App): Promise<Response> {
  return app.handler()(new Request("http://atoll.test/"));
}

Deno.test("given directives replace the defaults of their name", async () => {
  const app = new App().use(csp({ csp: ["img-src 'self' data: blob:"] })).get("/", (ctx) => ctx.text("x"));
  const policy = (await ask(app)).headers.get(HEADER) ?? "";
  match(policy, /default-src 'self'; script-src 'self';/);
  equal(policy.match(/img-src/g)?.length, 1);
  match(policy, /img-src 'self' data: blob:/);
});

Deno.test("every response has its own nonce, which its scripts and styles carry, kept vnodes too", async () => {
  const kept = h("script", { src: "/x.js" });
  const app = new App().use(csp({ useNonce: true })).route("/", {
    component: () => h("div", null, kept, h("style", null, "p{}"), h("script", { nonce: "own" })),
  });
  const nonces = [];
  for (let i = 0; i < 2; i++) {
    const response = await ask(app);
    const nonce = /script-src 'self' 'nonce-([0-9a-f]{32})'/.exec(response.headers.get(HEADER) ?? "")?.[1];
    equal(
      await response.text(),
      `<!DOCTYPE html><div><script src="/x.js" nonce="${nonce}"></script>` +
        `<style nonce="${nonce}">p{}</style><script nonce="own"></script></div>`,
    );
    nonces.push(nonce);
  }
  notEqual(nonces[0], nonces[1]);
});

Deno.test("a policy that the handler set is kept, immutable headers are replaced, reports are only reported", async () => {
  const own = new App().use(csp()).get("/", (ctx) => ctx.text("x", { headers: { [HEADER]: "sandbox" } }));
  equal((await ask(own)).headers.get(HEADER), "sandbox");
  const immutable = new App().use(csp()).get("/", () => Response.redirect("http://atoll.test/y"));
  const response = await ask(immutable);
  equal(response.status, 302);
  match(response.headers.get(HEADER) ?? "", /default-src/);
  const reporting = new App().use(csp({ reportOnly: true })).get("/", (ctx) => ctx.text("x"));
  match((await ask(reporting)).headers.get(`${HEADER}-report-only`) ?? "", /default-src/);
});
