// Attacks of other sites on a visitor who is signed in, and on the sign-in itself: requests as browsers send them, and a real browser.
import assert from "node:assert/strict";
import { checkUpgrade } from "@/lib/api/guard.ts";
import { AtollError } from "@/lib/errors.ts";
import { openBrowser } from "../browser/stage.ts";
import { form, json, openTarget, PASSWORD, statusOf, unharmed } from "./support.ts";

const EVIL = "http://evil.example";

Deno.test("other sites", async (t) => {
  await using target = await openTarget();
  const { url, api, host } = target;
  const cookie = { cookie: api.cookie };
  const credentials = { username: "admin", password: PASSWORD };

  await t.step(
    "a session that was there before a sign-in is none afterwards (session fixation)",
    async () => {
      const planted = "atoll=" + "A".repeat(43);
      const old = await fetch(`${url}/api/v1/session`, json(credentials, { cookie: planted }));
      await old.body?.cancel();
      const given = old.headers.getSetCookie().find((text) => text.startsWith("atoll="))?.split(";")[0];
      assert.ok(given && given !== planted);
      assert.equal(await statusOf(`${url}/api/v1/session`, { headers: { cookie: planted } }), 401);
      // Of two cookies of one name, as a neighbouring host may plant one, none opens another's session.
      const both = await statusOf(`${url}/api/v1/session`, { headers: { cookie: `${planted}; ${given}` } });
      assert.equal(both, 401);
      // Signing in again ends nothing of others, and gives another session; signing out ends it on the server.
      const again = await fetch(`${url}/api/v1/session`, json(credentials, { cookie: given }));
      await again.body?.cancel();
      assert.notEqual(again.headers.getSetCookie()[0]?.split(";")[0], given);
      assert.equal(
        await statusOf(`${url}/api/v1/session`, { method: "DELETE", headers: { cookie: given } }),
        204,
      );
      assert.equal(await statusOf(`${url}/api/v1/session`, { headers: { cookie: given } }), 401);
    },
  );

  await t.step("a session cookie is out of reach of scripts and of other sites' requests", async () => {
    const answer = await fetch(`${url}/api/v1/session`, json(credentials));
    await answer.body?.cancel();
    for (const text of answer.headers.getSetCookie()) {
      assert.match(text, /; HttpOnly/i);
      assert.match(text, /; SameSite=(Lax|Strict)/i);
      assert.match(text, /; Path=\//i);
      assert.doesNotMatch(text, /; Domain=/i);
    }
  });

  const foreign: readonly Record<string, string>[] = [
    { origin: EVIL },
    { origin: "null" },
    { origin: EVIL, "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    { origin: `http://${host}.evil.example` },
    { origin: `https://evil.example/http://${host}` },
  ];

  await t.step("no form, JSON or sign-in of another site is taken (CSRF)", async () => {
    const simple = { "content-type": "text/plain" };
    for (const headers of foreign) {
      const says = JSON.stringify(headers);
      assert.equal(
        await statusOf(`${url}/theme`, form({ theme: "dark" }, { ...cookie, ...headers })),
        403,
        says,
      );
      assert.equal(await statusOf(`${url}/sign-out`, form({}, { ...cookie, ...headers })), 403, says);
      assert.equal(await statusOf(`${url}/sign-in`, form(credentials, headers)), 403, `login ${says}`);
      assert.equal(await statusOf(`${url}/api/v1/session`, json(credentials, headers)), 403, `login ${says}`);
      const address = { address: "http://127.0.0.1:9" };
      for (const type of [{}, simple]) {
        const probe = json(address, { ...cookie, ...headers, ...type });
        assert.equal(await statusOf(`${url}/api/v1/pools/probe`, probe), 403, says);
      }
      const away = { method: "DELETE", headers: { ...cookie, ...headers } };
      assert.equal(await statusOf(`${url}/api/v1/session`, away), 403, says);
    }
    await api.get("/api/v1/session"); // still signed in
    // A form posts JSON as text/plain: even without a word on where it comes from, that is no JSON.
    assert.equal(
      await statusOf(`${url}/api/v1/pools/probe`, json({ address: "x" }, { ...cookie, ...simple })),
      415,
    );
    assert.equal(await statusOf(`${url}/theme`, json({ theme: "dark" }, cookie)), 415);
  });

  await t.step("the method cannot be smuggled into a harmless one", async () => {
    const headers = { ...cookie, "x-http-method-override": "DELETE", "x-method-override": "DELETE" };
    for (const path of ["/api/v1/session?_method=DELETE", "/sign-out", "/theme?theme=dark"]) {
      await statusOf(`${url}${path}`, { headers });
    }
    await api.get("/api/v1/session");
  });

  await t.step("nothing is lent to another site's scripts (CORS)", async () => {
    for (const path of ["/api/v1/session", "/", "/api/v1/stream?collections=vm&once=1", "/healthz"]) {
      for (const method of ["GET", "OPTIONS"]) {
        const aborter = new AbortController();
        const answer = await fetch(url + path, {
          method,
          signal: aborter.signal,
          headers: { ...cookie, origin: EVIL, "access-control-request-method": "POST" },
        });
        for (const name of answer.headers.keys()) {
          assert.doesNotMatch(name, /^access-control-/, `${method} ${path}`);
        }
        assert.equal(answer.headers.get("cross-origin-resource-policy"), "same-origin", `${method} ${path}`);
        aborter.abort();
        await answer.body?.cancel().catch((error) => assert.equal(error.name, "AbortError"));
      }
    }
  });

  await t.step("a browser keeps them out, too", async () => {
    // Another site of the same machine: another port, so cookies go along, but no trust.
    const pages: Record<string, string> = {
      "/frame": `<iframe src="${url}/vms" id="f"></iframe>`,
      "/post": `<form id=f method=post action="${url}/sign-out"><button>go</button></form>`,
      "/read": `<p>read`,
    };
    const evil = Deno.serve(
      { hostname: "localhost", port: 0, onListen: () => {} },
      (request) =>
        new Response(pages[new URL(request.url).pathname] ?? "", {
          headers: { "content-type": "text/html" },
        }),
    );
    const at = `http://localhost:${evil.addr.port}`;
    const { browser, [Symbol.asyncDispose]: dispose } = await openBrowser();
    try {
      const context = await browser.newContext();
      const [name = "", value = ""] = api.cookie.split("=");
      await context.addCookies([{ name, value, url, sameSite: "Lax" }]);
      const page = await context.newPage();
      const refused: string[] = [];
      page.on("console", (message) => refused.push(message.text()));

      await page.goto(`${at}/frame`);
      const frame = page.frames()[1];
      assert.ok(frame);
      assert.doesNotMatch(
        await frame.content(),
        /Virtual machines|<nav/,
        "clickjacking: the frame stays empty",
      );
      assert.ok(refused.some((text) => /frame-ancestors|X-Frame-Options/i.test(text)), refused.join("\n"));

      await page.goto(`${at}/post`);
      const [answer] = await Promise.all([
        page.waitForResponse(`${url}/sign-out`),
        page.getByRole("button").click(),
      ]);
      // The browser kept the cookie back, so nobody is there to be signed out; or the server refused.
      const led = answer.headers()["location"] ?? "";
      assert.ok(answer.status() === 403 || led.startsWith("/sign-in"), `${answer.status()} ${led}`);
      await api.get("/api/v1/session"); // the form was refused

      await page.goto(`${at}/read`);
      const read = await page.evaluate(async (address) => {
        try {
          return await (await fetch(address, { credentials: "include" })).text();
        } catch (error) {
          return String(error);
        }
      }, `${url}/api/v1/session`);
      assert.match(read, /TypeError/);

      await context.close();
    } finally {
      await dispose();
      await evil.shutdown();
    }
  });

  await t.step("no page of another site opens a WebSocket", async () => {
    // The guard of the consoles, in front of a server of its own.
    const guarded = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, (request) => {
      if (new URL(request.url).pathname === "/page") {
        return new Response("<p>page", { headers: { "content-type": "text/html" } });
      }
      try {
        checkUpgrade(request, false);
      } catch (error) {
        if (!(error instanceof AtollError)) throw error;
        return new Response(error.message, { status: error.status });
      }
      const { socket, response } = Deno.upgradeWebSocket(request);
      socket.onopen = () => socket.send("secret");
      return response;
    });
    const { port } = guarded.addr;
    const { browser, [Symbol.asyncDispose]: dispose } = await openBrowser();
    try {
      const page = await browser.newPage();
      const said = (from: string) =>
        page.goto(`http://${from}:${port}/page`).then(() =>
          page.evaluate((address) =>
            new Promise<string>((resolve) => {
              const socket = new WebSocket(address);
              socket.onmessage = ({ data }) => {
                resolve(String(data));
                socket.close();
              };
              socket.onerror = () => resolve("refused");
            }), `ws://127.0.0.1:${port}/console`)
        );
      assert.equal(await said("127.0.0.1"), "secret");
      assert.equal(await said("localhost"), "refused");
    } finally {
      await dispose();
      await guarded.shutdown();
    }
  });

  await unharmed(target);
});
