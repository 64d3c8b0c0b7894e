// Second factors at a running server: without a script, as people use them, and over the API, as programs do.
import assert from "node:assert/strict";
import { Secret, TOTP } from "otpauth";
import { ApiClient } from "../client.ts";
import { startServer } from "../processes.ts";
import { CookieJar } from "./cookie_jar.ts";
import { PASSWORD, withData } from "./support.ts";

interface Challenged {
  readonly error: { readonly code: string };
  readonly challenge: { readonly ticket: string; readonly kinds: string[]; readonly passkey: unknown };
}

/** The code of a time step, this one unless told. */
function code(secret: string, steps = 0): string {
  return new TOTP({ secret: Secret.fromBase32(secret.replaceAll(" ", "")) }).generate({
    timestamp: Date.now() + steps * 30_000,
  });
}

const WRONG = "000000";

async function setUp(api: ApiClient): Promise<{ secret: string; used: string; codes: string[] }> {
  const begun = await api.post("/api/v1/factors/totp");
  const secret = String(begun.body.secret);
  const used = code(secret);
  const { status, body } = await api.post("/api/v1/factors/totp/confirm", { code: used });
  assert.equal(status, 200, JSON.stringify(body));
  return { secret, used, codes: body.recoveryCodes as string[] };
}

async function post(url: string, path: string, body: unknown): Promise<{ status: number; body: unknown }> {
  const response = await fetch(new URL(path, url), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}

async function challenge(url: string): Promise<Challenged["challenge"]> {
  const { status, body } = await post(url, "/api/v1/session", { username: "admin", password: PASSWORD });
  assert.equal(status, 401);
  const { error, challenge } = body as Challenged;
  assert.equal(error.code, "second-factor");
  return challenge;
}

Deno.test("over the API a password alone opens nothing once there is an app; its code does, each once", async () => {
  await withData(async (data) => {
    await using server = await startServer(data, PASSWORD);
    const api = await ApiClient.signIn(server.url, PASSWORD);
    const { secret, used, codes } = await setUp(api);
    const fresh = code(secret, 1);
    assert.equal(codes.length, 10);
    const second = (ticket: string, code: string) =>
      post(server.url, "/api/v1/session/second", { ticket, code });

    const first = await challenge(server.url);
    assert.deepEqual(first.kinds, ["totp", "recovery"]);
    assert.equal(first.passkey, null);
    // The code that confirmed the app was used: whoever saw it cannot use it again.
    assert.equal((await second(first.ticket, used)).status, 401);
    assert.equal((await second("made up", fresh)).status, 401);
    assert.equal((await second(first.ticket, fresh)).status, 200);
    // Neither ticket nor code opens twice.
    assert.equal((await second(first.ticket, codes[0] ?? "")).status, 401);
    const again = await challenge(server.url);
    assert.equal((await second(again.ticket, fresh)).status, 401);
    const [recovery = ""] = codes;
    assert.equal((await second(again.ticket, recovery.toUpperCase())).status, 200);
    assert.equal((await second((await challenge(server.url)).ticket, recovery)).status, 401);
    const factors = await api.get<{ recoveryCodes: number }>("/api/v1/factors");
    assert.equal(factors.recoveryCodes, 9);
  });
});

Deno.test("guesses at the second factor are slowed down, also when they come at once", async () => {
  await withData(async (data) => {
    await using server = await startServer(data, PASSWORD);
    const { codes } = await setUp(await ApiClient.signIn(server.url, PASSWORD));
    const { ticket } = await challenge(server.url);
    const guesses = await Promise.all(
      Array.from({ length: 30 }, () => post(server.url, "/api/v1/session/second", { ticket, code: WRONG })),
    );
    const count = (status: number) => guesses.filter((guess) => guess.status === status).length;
    assert.deepEqual([count(401), count(429)], [5, 25]);
    // Nor does a right one help the guesser now.
    assert.equal((await post(server.url, "/api/v1/session/second", { ticket, code: codes[0] })).status, 429);
  });
});

Deno.test("without a script: password, second step, and where one wanted to go", async () => {
  await withData(async (data) => {
    await using server = await startServer(data, PASSWORD);
    const { secret } = await setUp(await ApiClient.signIn(server.url, PASSWORD));
    const jar = new CookieJar();
    const at = (path: string) => new URL(path, server.url).href;
    const sent = await jar.post(at("/sign-in"), { username: "admin", password: PASSWORD, next: "/vms?q=a" });
    assert.equal(sent.status, 303);
    assert.equal(sent.location, "/sign-in/second?next=%2Fvms%3Fq%3Da");
    assert.equal(jar.cookie(server.url, "atoll"), undefined, "not signed in yet");
    const ticket = jar.cookie(server.url, "atoll-step") ?? "";
    const step = await jar.follow(sent);
    assert.match(step.text, /<title>Second step/);
    assert.ok(!step.text.includes(ticket), "the ticket is in no page");
    // The half that is done opens no page.
    assert.match((await jar.get(at("/vms"))).location ?? "", /^\/sign-in\?/);

    const wrong = await jar.post(at("/sign-in/second"), { code: WRONG, next: "/vms?q=a" });
    assert.equal(wrong.status, 401);
    assert.match(wrong.text, /This code is wrong, over, or was used already/);
    const empty = await jar.post(at("/sign-in/second"), { code: "", next: "//evil.example" });
    assert.equal(empty.status, 422);
    const right = await jar.post(at("/sign-in/second"), { code: code(secret, 1), next: "/vms?q=a" });
    assert.equal(right.location, "/vms?q=a");
    assert.equal(jar.cookie(server.url, "atoll-step"), undefined);
    assert.equal((await jar.get(at("/vms"))).status, 200);
    // Elsewhere than on this site nobody is led.
    const other = new CookieJar();
    await other.post(at("/sign-in"), { username: "admin", password: PASSWORD, next: "//evil.example" });
    const over = await other.post(at("/sign-in/second"), { code: code(secret, 1), next: "//evil.example" });
    assert.equal(over.status, 401);
    assert.ok(!over.text.includes("evil.example"));
  });
});

Deno.test("a second step of another browser, or of no sign-in, begins anew", async () => {
  await withData(async (data) => {
    await using server = await startServer(data, PASSWORD);
    await setUp(await ApiClient.signIn(server.url, PASSWORD));
    const at = (path: string) => new URL(path, server.url).href;
    const jar = new CookieJar();
    for (
      const page of [
        await jar.get(at("/sign-in/second")),
        await jar.post(at("/sign-in/second"), { code: "1" }),
      ]
    ) {
      assert.equal(page.location, "/sign-in");
    }
    assert.match((await jar.get(at("/sign-in"))).text, /The sign-in took too long: begin again/);
  });
});

Deno.test("an app is taken away with a code of it, and the password again counts as a proof", async () => {
  await withData(async (data) => {
    await using server = await startServer(data, PASSWORD);
    const api = await ApiClient.signIn(server.url, PASSWORD);
    const { codes } = await setUp(api);
    assert.equal((await api.post("/api/v1/factors/confirm", { password: "wrong" })).status, 401);
    assert.equal((await api.post("/api/v1/factors/confirm", { password: PASSWORD })).status, 204);
    assert.equal((await api.post("/api/v1/factors/totp")).status, 409);
    assert.equal((await api.post("/api/v1/factors/totp/remove", { code: WRONG })).status, 422);
    assert.equal((await api.post("/api/v1/factors/totp/remove", { code: codes[0] })).status, 204);
    assert.deepEqual(await api.get("/api/v1/factors"), { totp: false, recoveryCodes: 0, passkeys: [] });
    // Without a second factor the password is enough again.
    await ApiClient.signIn(server.url, PASSWORD);
  });
});
