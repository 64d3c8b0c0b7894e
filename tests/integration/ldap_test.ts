// Sign-in by LDAP at a running server, against a real directory.
import assert from "node:assert/strict";
import { ApiClient, type Item } from "../client.ts";
import { startServer } from "../processes.ts";
import { Authority } from "./authority.ts";
import { BASE, PASSWORD_OF_ADA, type RunningDirectory, SERVICE, startDirectory } from "./ldap_server.ts";
import { PASSWORD, withData } from "./support.ts";

interface Stand {
  readonly url: string;
  readonly api: ApiClient;
  readonly directory: RunningDirectory;
  readonly settings: Readonly<Record<string, unknown>>;
}

async function withDirectory(run: (stand: Stand) => Promise<void>): Promise<void> {
  await withData(async (data) => {
    const authority = await Authority.make();
    using directory = await startDirectory(await authority.sign("localhost"));
    await using server = await startServer(data, PASSWORD);
    const api = await ApiClient.signIn(server.url, PASSWORD);
    const settings = {
      enabled: true,
      url: directory.secureUrl,
      tls: "starttls",
      ca: authority.pem,
      bindDn: SERVICE.dn,
      bindPassword: SERVICE.password,
      userBase: `ou=people,${BASE}`,
      userFilter: "(uid={username})",
      usernameAttribute: "uid",
      idAttribute: "entryUUID",
      groupBase: `ou=groups,${BASE}`,
      groupFilter: "(member={dn})",
      groupAttribute: "cn",
      createUsers: true,
    };
    const written = await api.post("/api/v1/settings/ldap", settings);
    assert.equal(written.status, 204, JSON.stringify(written.body));
    await run({ url: server.url, api, directory, settings });
  });
}

async function signIn(
  url: string,
  username: string,
  password: string,
): Promise<{ status: number; message: string }> {
  const response = await fetch(new URL("/api/v1/session", url), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ username, password }),
  });
  const body = await response.json();
  return { status: response.status, message: body.error?.message ?? "" };
}

const users = async (api: ApiClient) => (await api.get<{ items: Item[] }>("/api/v1/users")).items;

Deno.test("somebody of the directory signs in over LDAPS and StartTLS, in the groups it has them in", async () => {
  await withDirectory(async ({ url, api, directory, settings }) => {
    const group = await api.post("/api/v1/groups", { name: "Operators", external: "xen operators" });
    assert.equal(group.status, 201, JSON.stringify(group.body));
    assert.equal((await signIn(url, "ada", PASSWORD_OF_ADA)).status, 200);
    const starting = await api.post("/api/v1/settings/ldap", { ...settings, url: directory.startTlsUrl });
    assert.equal(starting.status, 204, JSON.stringify(starting.body));
    assert.equal((await signIn(url, "ada", PASSWORD_OF_ADA)).status, 200);
    const found = (await users(api)).filter(({ source }) => source === "ldap");
    assert.deepEqual(found.map(({ username, groups }) => [username, groups]), [["ada", [group.body.id]]]);
    // Somebody else who is given the name later is somebody else.
    directory.entries.set(`uid=ada,ou=people,${BASE}`, {
      objectClass: "person",
      uid: "ada",
      entryUUID: "33333333-0000",
      userPassword: "another ada",
    });
    const other = await signIn(url, "ada", "another ada");
    assert.equal(other.status, 403);
    assert.match(other.message, /Somebody else is called "ada"/);
  });
});

Deno.test("wrong names and passwords get one answer, whoever they are of, and none sooner than the others", async () => {
  await withDirectory(async ({ url, directory }) => {
    const tries = [["ada", "wrong"], ["nobody", "wrong"], ["admin", "wrong"], ["ada", "bob's own"]] as const;
    const answers = await Promise.all(tries.map(async ([name, password]) => {
      const asked = performance.now();
      const answer = await signIn(url, name, password);
      assert.ok(performance.now() - asked >= 990, `${name} is refused at its time`);
      return answer;
    }));
    assert.deepEqual(
      new Set(answers.map(({ status, message }) => `${status} ${message}`)),
      new Set([
        "401 Wrong user name or password",
      ]),
    );
    // The password of Atoll's own administrator goes nowhere.
    assert.ok(!directory.searches.some((filter) => filter.includes("admin")));
    assert.ok(!directory.binds.some(({ dn, ok }) => ok && dn !== SERVICE.dn));
  });
});

Deno.test("a directory that is away keeps nobody of Atoll's own out, and says so to everybody alike", async () => {
  await withDirectory(async ({ url, directory }) => {
    directory[Symbol.dispose]();
    const away = "Wrong user name or password; the directory does not answer just now";
    assert.deepEqual(await signIn(url, "ada", PASSWORD_OF_ADA), { status: 401, message: away });
    assert.deepEqual(await signIn(url, "admin", "wrong"), { status: 401, message: away });
    assert.equal((await signIn(url, "admin", PASSWORD)).status, 200);
  });
});

Deno.test("the password of who searches is nowhere to be read, and stays with its directory", async () => {
  await withDirectory(async ({ api, settings }) => {
    const { bindPassword: _secret, ...kept } = settings;
    const { status, body } = await api.post("/api/v1/settings/ldap", {
      ...kept,
      url: "ldaps://evil.example",
    });
    assert.equal(status, 422);
    assert.match(JSON.stringify(body), /"code":"secret-needed".*"field":"bindPassword"/);
    const tried = await api.post("/api/v1/settings/ldap/check", { ...kept, username: "ada" });
    assert.equal(tried.body.ok, true, JSON.stringify(tried.body));
    const read = await (await api.fetch("/api/v1/settings/ldap")).text();
    assert.ok(read.includes('"hasPassword":true') && !read.includes(SERVICE.password));
  });
});
