// People over real HTTP: an administrator makes a user, who signs in, makes tokens, opens streams, and is shown the door.
import assert from "node:assert/strict";
import { ApiClient, type Item } from "../client.ts";
import { PASSWORD, StreamReader, withServer } from "./support.ts";

const NEW = "a fine long password";
const OTHER = "another fine password";

interface Answer {
  readonly status: number;
  readonly code: string;
  readonly field: string | undefined;
}

Deno.test("people are managed over the API, and what they may is in force at once", async (t) => {
  await withServer(async (admin, { url }) => {
    const call = async (
      as: ApiClient | string,
      method: string,
      path: string,
      body?: unknown,
    ): Promise<Answer & { body: Item }> => {
      const headers: Record<string, string> = body === undefined
        ? {}
        : { "content-type": "application/json" };
      const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
      if (typeof as === "string") headers.authorization = `Bearer ${as}`;
      const response = await (typeof as === "string" ? fetch(url + path, init) : as.fetch(path, init));
      const text = await response.text();
      const json = text === "" ? {} : JSON.parse(text);
      return { status: response.status, code: json.error?.code ?? "", field: json.error?.field, body: json };
    };
    const says = async (wanted: string, ...request: Parameters<typeof call>) => {
      const { status, code, field, body } = await call(...request);
      assert.equal([status, code, field ?? ""].join(" ").trim(), wanted, JSON.stringify(body));
      return body;
    };

    let ada: Item;
    await t.step("a user and a group are made", async () => {
      const group = await says("201", admin, "POST", "/api/v1/groups", { name: "Staff" });
      await says("409 name-taken name", admin, "POST", "/api/v1/groups", { name: "STAFF" });
      await says("204", admin, "POST", `/api/v1/groups/${group.id}`, { description: "us" });
      const user = { username: "ada", password: NEW, groups: [group.id] };
      await says("422 weak-password password", admin, "POST", "/api/v1/users", {
        ...user,
        password: "Password123",
      });
      await says("422 unknown-argument admin", admin, "POST", "/api/v1/users", { ...user, admin: true });
      ada = await says("201", admin, "POST", "/api/v1/users", user);
      await says("409 name-taken username", admin, "POST", "/api/v1/users", { ...user, username: "Ada" });
      const { items } = await admin.get<{ items: Item[] }>("/api/v1/users");
      assert.deepEqual(items.map(({ username }) => username), ["ada", "admin"]);
      assert(!JSON.stringify(items).includes("scrypt"), "no hash is told");
    });

    const own = await ApiClient.signIn(url, NEW, "ada");
    await t.step("who has no rights manages nobody, and finds oneself", async () => {
      await says("200", own, "GET", `/api/v1/users/${ada.id}`);
      for (
        const [method, path] of [
          ["GET", "/api/v1/users"],
          ["GET", "/api/v1/groups"],
          ["GET", "/api/v1/sessions?user=all"],
          ["GET", `/api/v1/users/${crypto.randomUUID()}`],
          ["POST", `/api/v1/users/${ada.id}/enable`],
          ["DELETE", `/api/v1/users/${ada.id}`],
        ] as const
      ) await says("403 forbidden", own, method, path);
    });

    await t.step("a session is listed with where it comes from, by ids that open nothing", async () => {
      const { items } = await own.get<{ items: Item[] }>("/api/v1/sessions");
      assert.deepEqual(items.map(({ client, current }) => [client, current]), [["127.0.0.1", true]]);
      assert(!JSON.stringify(items).includes(own.cookie.split("=")[1] ?? "?"));
    });

    await t.step("a token works by the header alone, and within its scope", async () => {
      const made = await says("201", own, "POST", "/api/v1/tokens", { name: "ci", scope: "read-only" });
      const secret = String(made.secret);
      await says("200", secret, "GET", "/api/v1/session");
      await says("403 forbidden", secret, "POST", "/api/v1/preferences", { theme: "dark" });
      const asCookie = await fetch(`${url}/api/v1/session`, { headers: { cookie: `atoll=${secret}` } });
      assert.equal((await asCookie.json()).error.code, "not-signed-in");
      assert.equal(asCookie.status, 401);
      const page = await fetch(`${url}/vms`, { headers: { authorization: `Bearer ${secret}` } });
      await page.body?.cancel();
      assert.equal(page.status, 401, "pages are for sessions");
      await says("401 not-signed-in", secret.slice(0, -1), "GET", "/api/v1/session");
      // A wrong token is not made up for by a cookie.
      const both = await own.fetch("/api/v1/session", { headers: { authorization: `Bearer ${secret}x` } });
      await both.body?.cancel();
      assert.equal(both.status, 401);

      const all = String(
        (await says("201", own, "POST", "/api/v1/tokens", { name: "all", scope: "user" })).secret,
      );
      await says("200", all, "POST", "/api/v1/preferences", { theme: "dark" });
      await says("403 session-needed", all, "POST", "/api/v1/tokens", { name: "more", scope: "user" });
      await says("403 session-needed", all, "POST", "/api/v1/password", { current: NEW, password: OTHER });
      await says("204", own, "DELETE", `/api/v1/tokens/${made.id}`);
      await says("401 not-signed-in", secret, "GET", "/api/v1/session");
      assert.equal((await own.get<{ theme: string }>("/api/v1/preferences")).theme, "dark");
    });

    await t.step("a changed password keeps the session that changed it", async () => {
      await says("422 wrong-password current", own, "POST", "/api/v1/password", {
        current: OTHER,
        password: OTHER,
      });
      const other = await ApiClient.signIn(url, NEW, "ada");
      await says("204", own, "POST", "/api/v1/password", { current: NEW, password: OTHER });
      await says("401 not-signed-in", other, "GET", "/api/v1/session");
      await says("200", own, "GET", "/api/v1/session");
    });

    await t.step("streams end at once with what they were opened by", async () => {
      const viewer = { subject: { kind: "user", id: ada.id }, role: "viewer", scope: { kind: "all" } };
      await says("201", admin, "POST", "/api/v1/grants", viewer);
      const ends = async (as: ApiClient, how: () => Promise<unknown>) => {
        const stream = await StreamReader.open(as, "vm");
        await stream.next();
        const ended = assert.rejects(stream.next(), /the stream has ended|error reading|connection/i);
        await how();
        const answered = performance.now();
        await ended;
        assert(performance.now() - answered < 1000, "within a second");
      };
      const signIn = () => ApiClient.signIn(url, OTHER, "ada");
      const idOf = async (as: ApiClient) => {
        const { items } = await as.get<{ items: Item[] }>("/api/v1/sessions");
        return items.find(({ current }) => current)?.id;
      };
      const one = await signIn();
      const id = await idOf(one);
      await ends(one, () => says("204", own, "DELETE", `/api/v1/sessions/${id}`));
      await ends(await signIn(), () => says("204", own, "DELETE", "/api/v1/sessions"));
      await ends(await signIn(), () => says("200", admin, "POST", `/api/v1/users/${ada.id}/disable`));
      await says("401 not-signed-in", own, "GET", "/api/v1/session");
      await says("200", admin, "POST", `/api/v1/users/${ada.id}/enable`);
      await ends(
        await signIn(),
        () => says("200", admin, "POST", `/api/v1/users/${ada.id}/password`, { password: NEW }),
      );
      const last = await ApiClient.signIn(url, NEW, "ada");
      await ends(last, () => says("204", admin, "DELETE", `/api/v1/users/${ada.id}`));
      await says("404 unknown-user", admin, "GET", `/api/v1/users/${ada.id}`);
    });

    await t.step("the last administrator stays", async () => {
      const { items } = await admin.get<{ items: Item[] }>("/api/v1/users");
      const id = items.find(({ username }) => username === "admin")?.id;
      await says("409 yourself", admin, "POST", `/api/v1/users/${id}/disable`);
      await says("409 yourself", admin, "DELETE", `/api/v1/users/${id}`);
      assert.notEqual(await ApiClient.signIn(url, PASSWORD), null);
    });
  });
});
