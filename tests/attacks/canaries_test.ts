// Secrets that are known, taken through everything that touches secrets, and then looked for where none may be: in the log at its most
// talkative, in the files of the data directory, in every page and answer, and on the command line.
import assert from "node:assert/strict";
import { TOTP } from "otpauth";
import { permissions } from "../../permissions.ts";
import { startScript, startServer, startSim } from "../processes.ts";
import { form } from "./support.ts";

/** Recognised wherever it turns up, also within other texts. */
let made = 0;
const canary = (what: string) => `Canary-${what}-${++made}-q8Zr4Lw2`;

interface Secret {
  readonly what: string;
  readonly value: string;
}

/** How a secret may be written down. */
function spellings({ value }: Secret): string[] {
  const bytes = new TextEncoder().encode(value);
  const base64 = bytes.toBase64();
  // Base64 of a longer text holds it at one of three offsets; whole groups of four characters stand for themselves.
  const shifted = [1, 2].map((n) => new Uint8Array([...Array(n).fill(0), ...bytes]).toBase64().slice(4, -4));
  return [
    value,
    encodeURIComponent(value),
    bytes.toHex(),
    base64.slice(0, -4),
    ...shifted,
    value.replaceAll(" ", ""),
  ];
}

class Watch {
  readonly secrets: Secret[] = [];
  private readonly seen: { readonly where: string; readonly text: string }[] = [];

  secret(what: string, value: string): string {
    assert.ok(value.length >= 8, `${what} is too short to be looked for`);
    this.secrets.push({ what, value });
    return value;
  }

  saw(where: string, text: string): void {
    this.seen.push({ where, text });
  }

  /** Throws (assertion) naming what was found where. */
  check(): void {
    const found = this.secrets.flatMap((secret) =>
      this.seen.filter(({ text }) => spellings(secret).some((spelled) => text.includes(spelled)))
        .map(({ where }) => `${secret.what} in ${where}`)
    );
    assert.deepEqual(found, []);
  }
}

Deno.test("the search finds a secret however it is written down", () => {
  const secret = "Canary search q8Zr/Lw2+é";
  const bytes = new TextEncoder().encode(`before ${secret} after`);
  const written = [
    `before ${secret} after`,
    `?q=${encodeURIComponent(secret)}`,
    bytes.toHex(),
    ...[0, 1, 2].map((n) => bytes.slice(n).toBase64()),
  ];
  for (const text of written) {
    const watch = new Watch();
    watch.secret("secret", secret);
    watch.saw("here", text);
    assert.throws(() => watch.check(), /secret in here/, text);
  }
});

/** Everything below a directory, as Latin-1, so that bytes stay characters. */
async function filesOf(directory: string, watch: Watch): Promise<void> {
  for await (const { name, isDirectory } of Deno.readDir(directory)) {
    const path = `${directory}/${name}`;
    if (isDirectory) await filesOf(path, watch);
    else watch.saw(`file ${name}`, new TextDecoder("latin1").decode(await Deno.readFile(path)));
  }
}

Deno.test("no secret is found where none may be", async () => {
  const watch = new Watch();
  const data = await Deno.makeTempDir({ prefix: "atoll-canary-" });
  await using stack = new AsyncDisposableStack();
  stack.defer(() => Deno.remove(data, { recursive: true }));
  const poolPassword = watch.secret("pool password", canary("pool"));
  const sim = stack.use(await startSim(["--hosts", "1", "--vms", "3", "--password", poolPassword]));
  // Builds what is run below.
  await (await startServer(`${data}/other`, canary("other"))).stop();
  const server = stack.use(
    await startScript("_fresh/atoll.js", ["--listen", "127.0.0.1:0", "--data", `${data}/own`], {
      ready: /^Atoll ready at /,
      env: { ATOLL_LOG: "debug" },
      permissions: permissions({ data: [`${data}/own`] }),
    }),
  );
  const { url } = server;
  const setUpLine = await server.line(/setup\?token=/);
  const token = watch.secret("set-up token", /token=(\S+)/.exec(setUpLine)?.[1] ?? "");

  /** Sends, and keeps what comes back but for what is shown this once. */
  async function ask(path: string, init: RequestInit = {}, shows: readonly string[] = []): Promise<Response> {
    const answer = await fetch(url + path, { redirect: "manual", ...init });
    const text = await answer.clone().text();
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value.length >= 20 && !name.includes("flash")) watch.secret(`cookie ${name}`, value);
    }
    const where = `${init.method ?? "GET"} ${path} (${answer.status})`;
    watch.saw(where, shows.reduce((rest, shown) => rest.replaceAll(shown, ""), text));
    watch.saw(`location of ${where}`, answer.headers.get("location") ?? "");
    return answer;
  }
  const cookieOf = (answer: Response) =>
    answer.headers.getSetCookie().map((text) => text.split(";")[0]).join("; ");
  const post = (value: unknown, cookie = ""): RequestInit => ({
    method: "POST",
    headers: { "content-type": "application/json", cookie },
    body: JSON.stringify(value),
  });

  // The set-up, with a wrong token first; the page itself has to hand the token on.
  const password = watch.secret("administrator's password", canary("admin"));
  const wrongToken = watch.secret("wrong set-up token", canary("token"));
  await ask(`/setup?token=${token}`, {}, [token]);
  const repeated = password;
  await ask("/setup", form({ token: wrongToken, username: "admin", password, repeated }), [wrongToken]);
  const setUp = await ask("/setup", form({ token, username: "admin", password, repeated }));
  assert.equal(setUp.status, 303);
  const cookie = cookieOf(setUp);

  // Signing in by page and by API, rightly and wrongly, and with a password in the wrong field.
  const wrong = watch.secret("wrong password", canary("wrong"));
  const misplaced = watch.secret("password typed as a name", canary("misplaced"));
  for (const [username, secret] of [["admin", password], ["admin", wrong], [misplaced, wrong]] as const) {
    await ask("/sign-in", form({ username, password: secret, next: "/" }), [misplaced]);
    await ask("/api/v1/session", post({ username, password: secret }));
  }
  await ask("/api/v1/session", { ...post({}), body: `{"username":"admin","password":"${wrong}` });
  await ask("/api/v1/session", post({ username: "admin", password: { nested: wrong } }));

  // Pools: right, wrong, and written into the address.
  const wrongPool = watch.secret("wrong pool password", canary("wrong-pool"));
  const inAddress = watch.secret("password in an address", canary("address"));
  const { host } = new URL(sim.url);
  const pool = { username: "root", address: sim.url };
  await ask("/api/v1/pools", post({ ...pool, password: wrongPool }, cookie));
  await ask(
    "/api/v1/pools",
    post({ ...pool, address: `http://root:${inAddress}@${host}`, password: wrongPool }, cookie),
  );
  await ask("/api/v1/pools/probe", post({ address: `https://root:${inAddress}@${host}` }, cookie));
  const added = await ask("/api/v1/pools", post({ ...pool, password: poolPassword }, cookie));
  assert.equal(added.status, 201);
  const { id: poolId }: { id: string } = await added.json();
  await ask(`/api/v1/pools/${poolId}/credentials`, post({ username: "root", password: wrongPool }, cookie));

  // People, tokens, second factors, directories.
  const userPassword = watch.secret("user's password", canary("user"));
  const reset = watch.secret("reset password", canary("reset"));
  const created = await ask("/api/v1/users", post({ username: "ada", password: userPassword }, cookie));
  assert.equal(created.status, 201);
  const { id: ada }: { id: string } = await created.json();
  const user = cookieOf(await ask("/api/v1/session", post({ username: "ada", password: userPassword })));
  const changed = watch.secret("changed password", canary("changed"));
  await ask("/api/v1/password", post({ current: wrong, password: changed }, user));
  await ask("/api/v1/password", post({ current: userPassword, password: changed }, user));
  await ask(`/api/v1/users/${ada}/password`, post({ password: reset }, cookie));
  const confirmed = await ask("/api/v1/factors/confirm", post({ password }, cookie));
  assert.ok(confirmed.status < 300, String(confirmed.status));
  const secretOf = async (
    path: string,
    value: unknown,
    of: (answer: Record<string, unknown>) => readonly string[],
  ) => {
    const answer = await fetch(url + path, post(value, cookie));
    const text = await answer.text();
    assert.ok(answer.ok, `${path}: ${answer.status} ${text}`);
    return of(JSON.parse(text));
  };
  const [apiToken = ""] = await secretOf(
    "/api/v1/tokens",
    { name: "robot", scope: "user", expires: null },
    ({ secret }) => [String(secret)],
  );
  watch.secret("API token", apiToken);
  await ask("/api/v1/vms", { headers: { authorization: `Bearer ${apiToken}` } });
  await ask("/api/v1/vms", {
    headers: { authorization: `Bearer ${watch.secret("wrong token", "atoll_" + canary("bearer"))}` },
  });
  const [totp = ""] = await secretOf("/api/v1/factors/totp", {}, ({ secret }) => [String(secret)]);
  watch.secret("TOTP secret", totp.replaceAll(" ", ""));
  const code = new TOTP({ secret: totp.replaceAll(" ", "") }).generate();
  const codes = await secretOf(
    "/api/v1/factors/totp/confirm",
    { code },
    ({ recoveryCodes }) => Array.isArray(recoveryCodes) ? recoveryCodes.map(String) : [],
  );
  assert.ok(codes.length > 0);
  for (const one of codes) watch.secret("recovery code", one);
  await ask("/api/v1/session", post({ username: "admin", password }));
  const clientSecret = watch.secret("OIDC client secret", canary("oidc"));
  const bindPassword = watch.secret("LDAP password", canary("ldap"));
  for (
    const [path, secrets] of [
      ["oidc", { issuer: "https://127.0.0.1:9/", clientId: "atoll", clientSecret }],
      ["ldap", { url: "ldaps://127.0.0.1:9", bindPassword }],
    ] as const
  ) {
    const settings: unknown = await (await ask(`/api/v1/settings/${path}`, { headers: { cookie } })).json();
    assert.ok(typeof settings === "object" && settings !== null);
    for (const to of ["", "/check"]) {
      await ask(`/api/v1/settings/${path}${to}`, post({ ...settings, ...secrets }, cookie));
    }
  }

  // Every page and list, in the state that all of this has left.
  const description: { paths: Record<string, Record<string, unknown>> } =
    await (await ask("/api/v1/openapi.json", {
      headers: { cookie },
    })).json();
  for (const [path, methods] of Object.entries(description.paths)) {
    if ("get" in methods && !path.includes("{") && path !== "/api/v1/stream") {
      await ask(path, { headers: { cookie } });
    }
  }
  const pages = [
    "/",
    "/vms",
    "/hosts",
    "/pools",
    "/tasks",
    "/audit",
    "/users",
    `/users/${ada}`,
    "/groups",
    "/roles",
    "/account",
    "/settings",
    "/settings/oidc",
    "/settings/ldap",
    "/sign-in",
    "/nothing",
  ];
  for (const page of pages) await ask(page, { headers: { cookie, accept: "text/html" } });
  await ask("/sign-out", form({}, { cookie }));

  const command = await Deno.readTextFile(`/proc/${server.pid}/cmdline`);
  watch.saw("the command line", command);
  await server.stop();
  watch.saw("the log", server.lines.filter((line) => line !== setUpLine).join("\n"));
  await filesOf(`${data}/own`, watch);
  assert.ok(watch.secrets.length > 20, `${watch.secrets.length} secrets`);
  watch.check();

  // A crash tells no more than a log does: the same data, with a key that is another's.
  await Deno.writeTextFile(`${data}/own/secret.key`, new Uint8Array(32).toBase64() + "\n");
  await assert.rejects(startServer(`${data}/own`, password), (error: Error) => {
    watch.saw("the refusal to start", error.message);
    return true;
  });
  watch.check();
});
