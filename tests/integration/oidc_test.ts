// Sign-in by OpenID Connect at a running server, against a real provider.
import assert from "node:assert/strict";
import { ApiClient, type Item } from "../client.ts";
import { startServer } from "../processes.ts";
import { Authority } from "./authority.ts";
import { CookieJar } from "./cookie_jar.ts";
import { CLIENT, type RunningProvider, signInThere, startProvider } from "./provider.ts";
import { PASSWORD, withData } from "./support.ts";

interface Stand {
  readonly url: string;
  readonly api: ApiClient;
  readonly provider: RunningProvider;
  readonly ca: string | undefined;
  at(path: string): string;
  /** Signs somebody in by the provider: the page that came of it. */
  signIn(subject: string, jar?: CookieJar, next?: string): ReturnType<CookieJar["follow"]>;
}

/** The provider must know where it sends people back to before Atoll has a port: a port is taken for Atoll first. */
function freePort(): number {
  const listener = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  const { port } = listener.addr;
  listener.close();
  return port;
}

async function withProvider(
  options: { readonly tls?: boolean; readonly idTokenClaims?: boolean; readonly settings?: object },
  run: (stand: Stand) => Promise<void>,
): Promise<void> {
  await withData(async (data) => {
    const port = freePort();
    const authority = options.tls ? await Authority.make() : null;
    const certificate = await authority?.sign("localhost");
    using provider = await startProvider(`http://127.0.0.1:${port}/sign-in/oidc/callback`, {
      ...(certificate === undefined ? {} : { certificate }),
      idTokenClaims: options.idTokenClaims ?? false,
    });
    await using server = await startServer(data, PASSWORD, ["--listen", `127.0.0.1:${port}`]);
    const api = await ApiClient.signIn(server.url, PASSWORD);
    const settings = {
      enabled: true,
      label: "Lab login",
      issuer: provider.issuer,
      clientId: CLIENT.id,
      clientSecret: CLIENT.secret,
      scopes: ["profile", "groups"],
      usernameClaim: "preferred_username",
      groupClaim: "groups",
      createUsers: true,
      ca: authority?.pem ?? "",
      ...options.settings,
    };
    const written = await api.post("/api/v1/settings/oidc", settings);
    assert.equal(written.status, 204, JSON.stringify(written.body));
    const at = (path: string) => new URL(path, server.url).href;
    await run({
      url: server.url,
      api,
      provider,
      ca: authority?.pem,
      at,
      signIn: async (subject, jar = new CookieJar({}, authority?.pem), next = "/") => {
        const begun = await jar.get(at(`/sign-in/oidc?next=${encodeURIComponent(next)}`));
        assert.equal(begun.status, 303, begun.text);
        const back = await signInThere(jar, begun, subject, new URL(server.url));
        const page = await jar.get(back);
        jar.close();
        return page;
      },
    });
  });
}

const users = async (api: ApiClient) => (await api.get<{ items: Item[] }>("/api/v1/users")).items;

Deno.test("somebody signs in by a provider over HTTPS, is made a user in the groups it names, and goes where they wanted", async () => {
  await withProvider({ tls: true }, async ({ api, provider, signIn, at }) => {
    const group = await api.post("/api/v1/groups", { name: "Operators", external: "xen-operators" });
    assert.equal(group.status, 201, JSON.stringify(group.body));
    const byHand = await api.post("/api/v1/groups", { name: "By hand" });
    provider.accounts.set("sub-1", { preferred_username: "grace", groups: ["xen-operators", "others"] });
    const check = await api.post("/api/v1/settings/oidc/check", await settingsOf(api));
    assert.equal(check.body.ok, true, JSON.stringify(check.body));

    const jar = new CookieJar();
    assert.match((await jar.get(at("/sign-in"))).text, /Sign in with Lab login/);
    const page = await signIn("sub-1", undefined, "/vms?q=a");
    assert.equal(page.location, "/vms?q=a");
    const grace = (await users(api)).find(({ username }) => username === "grace");
    assert.deepEqual([grace?.source, grace?.groups], ["oidc", [group.body.id]]);

    // Groups follow the provider; those given by hand stay. The name need not be what it was.
    const given = await api.post(`/api/v1/users/${grace?.id}/groups`, {
      groups: [group.body.id, byHand.body.id],
    });
    assert.ok(given.status < 300, JSON.stringify(given));
    provider.accounts.set("sub-1", { preferred_username: "hopper", groups: [] });
    assert.equal((await signIn("sub-1")).location, "/");
    const after = (await users(api)).filter(({ source }) => source === "oidc");
    assert.deepEqual(after.map(({ username, groups }) => [username, groups]), [["grace", [byHand.body.id]]]);
  });
});

Deno.test("claims in the ID token do as well, over HTTP on one machine", async () => {
  await withProvider({ idTokenClaims: true }, async ({ api, provider, signIn }) => {
    provider.accounts.set("sub-1", { preferred_username: "ada", groups: [] });
    assert.equal((await signIn("sub-1")).location, "/");
    assert.deepEqual((await users(api)).map(({ username }) => username).sort(), ["ada", "admin"]);
  });
});

Deno.test("nobody takes over a user by being called like one", async () => {
  await withProvider({}, async ({ api, provider, signIn, at }) => {
    provider.accounts.set("sub-1", { preferred_username: "ADMIN", groups: [] });
    const jar = new CookieJar();
    const page = await signIn("sub-1", jar);
    assert.equal(page.location, "/sign-in?next=%2F");
    assert.equal(jar.cookie(page.url, "atoll"), undefined);
    assert.match((await jar.get(at("/sign-in"))).text, /Somebody else is called &quot;ADMIN&quot; in Atoll/);
    assert.equal((await users(api)).length, 1);
  });
});

Deno.test("where no users are made, and for disabled ones, the provider's word is not enough", async () => {
  await withProvider({}, async ({ api, provider, signIn, at }) => {
    provider.accounts.set("sub-1", { preferred_username: "ada", groups: [] });
    provider.accounts.set("sub-2", { preferred_username: "eve", groups: [] });
    assert.equal((await signIn("sub-1")).location, "/");
    const changed = await api.post("/api/v1/settings/oidc", { ...await settingsOf(api), createUsers: false });
    assert.equal(changed.status, 204, JSON.stringify(changed.body));
    assert.equal((await signIn("sub-1")).location, "/");
    const jar = new CookieJar();
    assert.equal((await signIn("sub-2", jar)).location, "/sign-in?next=%2F");
    assert.match((await jar.get(at("/sign-in"))).text, /You have no account here/);

    const ada = (await users(api)).find(({ username }) => username === "ada");
    const disabled = await api.post(`/api/v1/users/${ada?.id}/disable`);
    assert.ok(disabled.status < 300, JSON.stringify(disabled));
    assert.equal((await signIn("sub-1")).location, "/sign-in?next=%2F");
  });
});

Deno.test("an answer counts once, in the browser that asked, with its own state", async () => {
  await withProvider({}, async ({ provider, at, url }) => {
    provider.accounts.set("sub-1", { preferred_username: "ada", groups: [] });
    const jar = new CookieJar();
    const back = await signInThere(jar, await jar.get(at("/sign-in/oidc")), "sub-1", new URL(url));
    // In another browser, which asked for nothing (login CSRF), and in one that asked for something else.
    const other = new CookieJar();
    assert.equal((await other.get(back)).location, "/sign-in?next=%2F");
    await other.get(at("/sign-in/oidc"));
    assert.equal((await other.get(back)).location, "/sign-in?next=%2F");
    assert.equal(other.cookie(url, "atoll"), undefined);
    // A changed state ends the attempt even where it began.
    const changed = new URL(back);
    changed.searchParams.set("state", "changed");
    assert.equal((await jar.get(changed.href)).location, "/sign-in?next=%2F");
    assert.equal((await jar.get(back)).location, "/sign-in?next=%2F");
    assert.equal(jar.cookie(url, "atoll"), undefined);
  });
});

Deno.test("a page of another site begins no sign-in, and a provider that is away is told of", async () => {
  await withProvider({}, async ({ provider, at, url }) => {
    const foreign = new CookieJar({ "sec-fetch-site": "cross-site" });
    assert.equal((await foreign.get(at("/sign-in/oidc"))).location, "/sign-in");
    assert.equal(foreign.cookie(url, "atoll-provider"), undefined);
    provider[Symbol.dispose]();
    const jar = new CookieJar();
    assert.equal((await jar.get(at("/sign-in/oidc"))).location, "/sign-in?next=%2F");
    assert.match((await jar.get(at("/sign-in"))).text, /Cannot reach the provider at http:\/\/localhost/);
  });
});

Deno.test("the client secret is nowhere to be read, and stays with its provider", async () => {
  await withProvider({}, async ({ api }) => {
    const text = await (await api.fetch("/api/v1/settings/oidc")).text();
    assert.ok(text.includes('"hasSecret":true') && !text.includes(CLIENT.secret));
    const elsewhere = { ...await settingsOf(api), issuer: "https://evil.example" };
    for (const path of ["/api/v1/settings/oidc", "/api/v1/settings/oidc/check"]) {
      const { status, body } = await api.post(path, elsewhere);
      assert.equal(status, 422);
      assert.match(JSON.stringify(body), /"code":"secret-needed".*"field":"clientSecret"/);
    }
  });
});

/** The settings as a form sends them back: without the secret. */
async function settingsOf(api: ApiClient): Promise<Record<string, unknown>> {
  const { hasSecret: _hasSecret, ...settings } = await api.get<Record<string, unknown>>(
    "/api/v1/settings/oidc",
  );
  return settings;
}
