// Guessing passwords by the thousand, from one address and from many: it leads nowhere, and everybody else signs in meanwhile.
import assert from "node:assert/strict";
import { json, openTarget, PASSWORD, timed, unharmed } from "./support.ts";

/** Guesses at once, and altogether: 10,000 a minute for as long as the test lasts. */
const PER_SECOND = 167;
const SECONDS = 4;
/** Stands for the status of a guess that still waits at the end. */
const WAITING = 0;

Deno.test("10,000 wrong passwords a minute", async (t) => {
  // Behind a proxy, so that guesses can come from any address.
  await using target = await openTarget(["--trust-proxy", "127.0.0.1"]);
  const { url } = target;
  const forwarded = (client: string) => ({ "x-forwarded-for": client, "x-forwarded-proto": "https" });
  const signIn = (
    username: string,
    password: string,
    client: string,
    headers: Record<string, string> = {},
    signal: AbortSignal | null = null,
  ) =>
    fetch(`${url}/api/v1/session`, {
      ...json({ username, password }, { ...forwarded(client), ...headers }),
      signal,
    });

  async function guess(n: number, client: string, signal: AbortSignal): Promise<number> {
    const username = n % 3 === 0 ? "admin" : `nobody-${n}`;
    try {
      const answer = await signIn(username, `wrong ${n}`, client, {}, signal);
      await answer.body?.cancel();
      return answer.status;
    } catch (error) {
      if (signal.aborted) return WAITING;
      throw error;
    }
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

  /** Guesses, and beside that somebody who signs in again and again. */
  async function storm(client: (n: number) => string): Promise<{ statuses: number[]; slowest: number }> {
    const aborter = new AbortController();
    const guesses: Promise<number>[] = [];
    const person = (async () => {
      let slowest = 0;
      while (!aborter.signal.aborted) slowest = Math.max(slowest, await honest());
      return slowest;
    })();
    const started = performance.now();
    for (let n = 0; n < PER_SECOND * SECONDS; n++) {
      guesses.push(guess(n, client(n), aborter.signal));
      const due = started + n * 1000 / PER_SECOND - performance.now();
      if (due > 0) await new Promise((resolve) => setTimeout(resolve, due));
    }
    aborter.abort();
    return { statuses: await Promise.all(guesses), slowest: await person };
  }

  await honest();
  assert.match(device, /-device=/);
  let alone = await honest();

  for (
    const [from, client] of [
      ["one address", () => "203.0.113.7"],
      ["a thousand addresses", (n: number) => `198.51.${n % 100}.${n % 250 + 1}`],
    ] as const
  ) {
    await t.step(`from ${from}: none is right, and people sign in within a second or so`, async () => {
      const { statuses, slowest } = await storm(client);
      const count = (status: number) => statuses.filter((one) => one === status).length;
      assert.ok(statuses.every((status) => [401, 429, 503, WAITING].includes(status)), statuses.join());
      assert.ok(count(401) < statuses.length / 4, `${count(401)} of ${statuses.length} were tried`);
      // One hash is waited for, then one's own is made beside another. A busy machine is as slow alone.
      alone = Math.max(alone, await honest());
      const most = 1000 + 3 * alone;
      assert.ok(slowest < most, `a sign-in took ${Math.round(slowest)} ms, alone ${Math.round(alone)} ms`);
    });
  }
  await unharmed(target);
});
