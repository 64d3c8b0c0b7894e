import assert from "node:assert/strict";
import { App } from "fresh";
import { SecondFactorError } from "@/lib/auth/second_step.ts";
import type { SignedIn } from "@/lib/auth/types.ts";
import { AtollError } from "@/lib/errors.ts";
import type { State } from "@/fresh.config.ts";
import { goIn, leadTo, ticketOf, visitorOf } from "./sign_in.ts";

const SIGNED_IN: SignedIn = {
  principal: { userId: "u", username: "ada", sessionId: "s", token: null },
  cookie: "session",
  expires: new Date(Date.UTC(2030, 0, 1)),
  device: "mark",
};

/** What a handler answers at https://atoll.lab. */
async function answer(
  handler: Parameters<App<State>["get"]>[1],
  headers: Record<string, string> = {},
): Promise<Response> {
  const app = new App<State>().get("/", handler);
  return await app.handler()(new Request("https://atoll.lab/", { headers }));
}

const cookies = (response: Response) => response.headers.getSetCookie().map((cookie) => cookie.split(";")[0]);

Deno.test("who has proved everything goes where they wanted, with cookies, and without the step behind them", async () => {
  const response = await answer((ctx) => goIn(ctx, "/vms", Promise.resolve(SIGNED_IN), "step"));
  assert.deepEqual([response.status, response.headers.get("location")], [303, "/vms"]);
  assert.deepEqual(cookies(response), [
    "__Host-atoll-step=",
    "__Host-atoll=session",
    "__Host-atoll-device=mark",
  ]);
});

Deno.test("who owes a second factor goes there, with the ticket out of reach of scripts and addresses", async () => {
  const owed = () => Promise.reject(new SecondFactorError({ ticket: "sealed", kinds: ["totp"] }));
  const response = await answer((ctx) => goIn(ctx, "/vms?q=a", owed()));
  assert.equal(response.headers.get("location"), "/sign-in/second?next=%2Fvms%3Fq%3Da");
  const [cookie = ""] = response.headers.getSetCookie();
  assert.match(cookie, /^__Host-atoll-step=sealed; Path=\/; Max-Age=300; HttpOnly; SameSite=Lax; Secure$/);
  assert.equal((await answer((ctx) => goIn(ctx, "/", owed()))).headers.get("location"), "/sign-in/second");
});

Deno.test("other refusals are for the page", async () => {
  const wrong = new AtollError(401, "wrong-credentials", "Wrong user name or password");
  let caught: unknown;
  await answer((ctx) =>
    goIn(ctx, "/", Promise.reject(wrong)).catch((error) => {
      caught = error;
      return new Response();
    })
  );
  assert.equal(caught, wrong);
});

Deno.test("a ticket is kept for its step, and read back by it alone", async () => {
  const response = await answer((ctx) => leadTo(ctx, "https://login.lab/", "provider", "sealed"));
  assert.equal(response.headers.get("location"), "https://login.lab/");
  const [cookie = ""] = cookies(response);
  await answer((ctx) => {
    assert.equal(ticketOf(ctx, "provider"), "sealed");
    assert.equal(ticketOf(ctx, "step"), null);
    return new Response();
  }, { cookie });
});

Deno.test("a visitor is known by address, mark and the site that the browser shows", async () => {
  await answer((ctx) => {
    const { device, site } = visitorOf(ctx);
    assert.deepEqual([device, site], ["mark", "https://atoll.lab:8443"]);
    return new Response();
  }, { cookie: "__Host-atoll-device=mark", origin: "https://atoll.lab:8443" });
});
