// Guessing passwords by the thousand, from one address and from many: it leads nowhere, and everybody else signs in meanwhile.
import assert from "node:assert/strict";
import { json, openTarget, PASSWORD, timed, unharmed } from "./support.ts";

/** Guesses at once, and altogether: 10,000 a minute for as long as the test lasts. */
const PER_SECOND = 167;
const SECONDS = 4;

Deno.test("10,000 wrong passwords a minute", async (t) => {
  // Behind a proxy, so that guesses can come from any address.
  await using target = await openTarget(["--trust-proxy", "127.0.0.1"]);
  const { url } = target;
  const forwarded = (client: string) => ({ "x-forwarded-for": client, "x-forwarded-proto": "https" });
  const signIn = (username: string, password: string, client: string, headers: Record<string, string> = {}) =>
    fetch(`${url}/api/v1/session`, json({ username, password }, { ...forwarded(client), ...headers }));

  async function guess(n: number, client: string): Promise<number> {
    const username = n % 3 === 0 ? "admin" : `nobody-${n}`;
    const answer = await signIn(username, `wrong ${n}`, client);
    await answer.body?.cancel();
    return answer.status;
  }

  /** Signs the administrator in from a browser that has been here before; gives the ms it took. */
  let device = "";
  const honest = () =>
    timed(async () => {
      const answer = await signIn("admin", PASSWORD, "192.0.2.200", { cookie: device });
      await answer.body?.cancel();
      assert.equal(answer.status, 200);
      const mark = answer.headers.getSetCookie().find((text) => text.includes("-device="));
      device = mark?.split(";")[0] ?? device;
    });

  async function storm(client: (n: number) => string): Promise<{ statuses: number[]; slowest: number }> {
    const guesses: Promise<number>[] = [];
    const people: Promise<number>[] = [];
    const started = performance.now();
    for (let n = 0; n < PER_SECOND * SECONDS; n++) {
      guesses.push(guess(n, client(n)));
      if (n % PER_SECOND === PER_SECOND - 1) people.push(honest());
      const due = started + n * 1000 / PER_SECOND - performance.now();
      if (due > 0) await new Promise((resolve) => setTimeout(resolve, due));
    }
    const [statuses, took] = await Promise.all([Promise.all(guesses), Promise.all(people)]);
    return { statuses, slowest: Math.max(...took) };
  }

  await honest();
  assert.match(device, /-device=/);
  const alone = await honest();

  for (
    const [from, client] of [
      ["one address", () => "203.0.113.7"],
      ["a thousand addresses", (n: number) => `198.51.${n % 100}.${n % 250 + 1}`],
    ] as const
  ) {
    await t.step(`from ${from}: none is right, and people sign in within a second or so`, async () => {
      const { statuses, slowest } = await storm(client);
      const count = (status: number) => statuses.filter((one) => one === status).length;
      assert.ok(statuses.every((status) => [401, 429, 503].includes(status)), statuses.join());
      assert.ok(count(401) < statuses.length / 4, `${count(401)} of ${statuses.length} were tried`);
      // At most one hash is waited for before one's own.
      const most = 1000 + 3 * alone;
      assert.ok(slowest < most, `a sign-in took ${Math.round(slowest)} ms, alone ${Math.round(alone)} ms`);
    });
  }
  await unharmed(target);
});
