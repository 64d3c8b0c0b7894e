// The door, with a real store and real sign-ins.
import assert from "node:assert/strict";
import { App } from "fresh";
import { Auth } from "@/lib/auth/auth.ts";
import { cookieName } from "@/lib/auth/cookie.ts";
import { openStore } from "@/lib/store/store.ts";
import type { Services, State } from "@/fresh.config.ts";
import { around } from "./around.ts";
import { readTheme } from "./look_cookies.ts";
import { session } from "./session.ts";

interface Door {
  readonly auth: Auth;
  /** Asks for a path as a browser does. */
  page(path: string, init?: RequestInit): Promise<Response>;
  ask(path: string, init?: RequestInit): Promise<Response>;
}

async function withDoor(test: (door: Door) => Promise<void>): Promise<void> {
  const data = await Deno.makeTempDir();
  const store = await openStore(data);
  try {
    const auth = new Auth(store, { cost: 2 ** 10 });
    // Of the services the door needs the sign-in alone.
    const services = { auth } as unknown as Services;
    const handler = new App<State>()
      .use(around())
      .use(session(services))
      .all(
        "/*",
        ({ state }) => Response.json({ user: state.principal?.username ?? null, theme: state.theme }),
      )
      .handler();
    const ask = (path: string, init: RequestInit = {}) => handler(new Request(`http://atoll${path}`, init));
    const page = (path: string, init: RequestInit = {}) => {
      const headers = new Headers(init.headers);
      headers.set("accept", "text/html");
      return ask(path, { ...init, headers });
    };
    await test({ auth, ask, page });
  } finally {
    store.close();
    await Deno.remove(data, { recursive: true });
  }
}

const password = "correct horse battery staple";

Deno.test("without any user every page leads to the set-up", async () => {
  await withDoor(async ({ page }) => {
    const response = await page("/vms");
    assert.equal(response.status, 303);
    assert.equal(response.headers.get("location"), "/setup");
    assert.equal((await page("/setup?token=x")).status, 200);
  });
});

Deno.test("who is not signed in is led to the sign-in and back; a program gets 401", async () => {
  await withDoor(async ({ auth, page, ask }) => {
    await auth.ensureAdmin(password);
    const response = await page("/vms?filter=a b");
    assert.equal(response.status, 303);
    assert.equal(response.headers.get("location"), "/sign-in?next=%2Fvms%3Ffilter%3Da%2520b");
    assert.equal(response.headers.get("x-frame-options"), "DENY");
    assert.equal((await ask("/vms")).status, 401);
    assert.equal((await page("/sign-in")).status, 200);
    const posted = await page("/vms/1/start", {
      method: "POST",
      headers: { referer: "http://atoll/vms/1?tab=disks" },
    });
    assert.equal(posted.headers.get("location"), "/sign-in?next=%2Fvms%2F1%3Ftab%3Ddisks");
    const foreign = await page("/vms", { method: "POST", headers: { referer: "http://evil/x" } });
    assert.equal(foreign.headers.get("location"), "/sign-in?next=%2F");
  });
});

Deno.test("a session opens the door, until it is ended", async () => {
  await withDoor(async ({ auth, page }) => {
    await auth.ensureAdmin(password);
    const signedIn = await auth.signIn("admin", password, "127.0.0.1");
    const headers = { cookie: `theme=dark; ${cookieName(false)}=${signedIn.cookie}` };
    assert.deepEqual(await (await page("/vms", { headers })).json(), { user: "admin", theme: "dark" });
    await auth.signOut(signedIn.cookie);
    assert.equal((await page("/vms", { headers })).status, 303);
    assert.equal((await page("/vms", { headers: { cookie: `${cookieName(false)}=forged` } })).status, 303);
  });
});

Deno.test("the colour scheme is one of three", () => {
  assert.equal(readTheme(null), "system");
  assert.equal(readTheme("a=b; theme=light"), "light");
  assert.equal(readTheme("theme=<script>"), "system");
});
