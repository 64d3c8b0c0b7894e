import assert from "node:assert/strict";
import { App } from "fresh";
import { TOTP } from "otpauth";
import type { State } from "@/fresh.config.ts";
import { PASSWORD, withWorld, type World } from "../../tests/api/world.ts";
import { accountDeeds, type Once } from "./account.ts";
import { perform } from "./form_page.ts";
import { readFlash } from "./forms.ts";

/** The account's forms of whoever has the session, over HTTP. */
async function account(world: World, cookie: string) {
  const principal = await world.auth.verify(cookie);
  assert.ok(principal !== null);
  const handler = new App<State>()
    .use((ctx) => {
      // What the forms use; the rest of the state is for other pages.
      Object.assign(ctx.state, {
        principal,
        services: { people: world.people, factors: world.auth.factors },
      });
      return ctx.next();
    })
    .post("/account", async (ctx) => {
      const shown = (once: Once) => Promise.resolve(Response.json(once));
      return await perform(ctx, accountDeeds(ctx, shown), (sent, status) => {
        return Promise.resolve(Response.json(sent, { status }));
      });
    }).handler();
  const send = async (fields: Record<string, string>, query = "") => {
    const body = new URLSearchParams(fields);
    const info = {
      remoteAddr: { transport: "tcp", hostname: "192.0.2.7", port: 1 },
      completed: Promise.resolve(),
    } as const;
    const response = await handler(
      new Request(`http://atoll/account${query}`, { method: "POST", body }),
      info,
    );
    const flash = readFlash(response.headers.get("set-cookie")?.split(";")[0] ?? null);
    const to = response.headers.get("location");
    return {
      status: response.status,
      to,
      flash: flash?.text,
      body: to === null ? await response.json() : null,
    };
  };
  return { principal, send };
}

Deno.test("a token is made by a form and told once", () =>
  withWorld(async (world, cookie) => {
    const { send, principal } = await account(world, cookie);
    const made = await send({ do: "token", name: "backup", scope: "read-only", expires: "30" });
    assert.equal(made.body.kind, "token");
    assert.match(made.body.secret, /^atoll_/);
    const [token] = await world.people.tokens(principal, principal.userId);
    assert.ok(token);
    assert.equal(token.scope, "read-only");
    const days = (Date.parse(token.expires ?? "") - Date.now()) / 86_400_000;
    assert.ok(days > 29.9 && days <= 30, `${days} days`);
    assert.equal((await send({ do: "revoke-token", token: token.id })).to, "/account");
    assert.deepEqual(await world.people.tokens(principal, principal.userId), []);
  }));

Deno.test("what a form of tokens sends is not believed", () =>
  withWorld(async (world, cookie) => {
    const { send } = await account(world, cookie);
    for (const expires of ["-1", "0.5", "1e9", "soon"]) {
      const { status, body } = await send({ do: "token", name: "x", scope: "user", expires });
      assert.deepEqual([status, body.field], [422, "expires"], expires);
    }
    const { status, body } = await send({ do: "token", name: "", scope: "administrator", expires: "" });
    assert.deepEqual([status, body.field], [422, "name"]);
  }));

Deno.test("an authenticator app is set up, gives recovery codes once, and goes by its code", () =>
  withWorld(async (world, cookie) => {
    const { send, principal } = await account(world, cookie);
    assert.equal((await send({ do: "totp-begin" })).to, "/account?ask=totp");
    const offer = world.auth.factors.totpPending(principal);
    assert.ok(offer);
    const wrong = await send({ do: "totp-confirm", code: "000000" });
    assert.deepEqual([wrong.status, wrong.body.field, wrong.body.values.code], [422, "code", undefined]);
    const totp = new TOTP({ secret: offer.secret.replaceAll(" ", "") });
    const { body } = await send({ do: "totp-confirm", code: totp.generate() });
    assert.equal(body.kind, "codes");
    assert.ok(body.codes.length >= 8);
    assert.equal((await send({ do: "totp-remove", code: body.codes[0] })).to, "/account");
    assert.equal((await world.auth.factors.mine(principal)).totp, false);
  }));

Deno.test("the password is changed with the one that was, and confirmed where one was", () =>
  withWorld(async (world, cookie) => {
    const { send } = await account(world, cookie);
    const change = {
      do: "password",
      password: "another good passphrase",
      repeated: "another good passphrase",
    };
    const wrong = await send({ ...change, current: "guess" });
    assert.deepEqual([wrong.body.field, wrong.body.values], ["current", { do: ["password"] }]);
    assert.equal((await send({ do: "confirm", password: PASSWORD }, "?ask=totp")).to, "/account?ask=totp");
    assert.match((await send({ ...change, current: PASSWORD })).flash ?? "", /is changed/);
  }));

Deno.test("preferences are kept, views forgotten one by one", () =>
  withWorld(async (world, cookie) => {
    const { send, principal } = await account(world, cookie);
    const views = ["up", "down"].map((name) => ({ list: "vm", name, query: "q=a" }));
    await world.people.setPreferences(principal, { views });
    await send({ do: "preferences", theme: "dark" });
    await send({ do: "forget-view", list: "vm", view: "up" });
    const kept = await world.people.preferences(principal);
    assert.deepEqual([kept.theme, kept.views.map(({ name }) => name)], ["dark", ["down"]]);
    await send({ do: "preferences", theme: "pink" });
    assert.equal((await world.people.preferences(principal)).theme, "system");
  }));
