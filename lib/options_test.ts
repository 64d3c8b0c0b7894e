// Flags and environment: which wins, and what is said of a wrong one.
import assert from "node:assert/strict";
import { OptionError, type Options, parseListen, parseOptions, urlOf } from "./options.ts";

function options(args: string[], env: Record<string, string> = {}): Options {
  const parsed = parseOptions(args, (name) => env[name]);
  assert.notEqual(parsed, "help");
  return parsed as Exclude<typeof parsed, "help">;
}

Deno.test("without anything, Atoll serves this machine alone", () => {
  assert.deepEqual(options([]), {
    listen: { hostname: "127.0.0.1", port: 8000 },
    data: "data",
    key: { file: null, secret: null, credentials: null },
    tls: null,
    trustedProxies: [],
    adminPassword: null,
  });
});

Deno.test("flags win over the environment", () => {
  const env = {
    ATOLL_LISTEN: "0.0.0.0:80",
    ATOLL_DATA: "/a",
    ATOLL_ADMIN_PASSWORD: "x",
    ATOLL_TRUST_PROXY: "10.0.0.1, fd00::/8",
  };
  assert.deepEqual(options([], env), {
    listen: { hostname: "0.0.0.0", port: 80 },
    data: "/a",
    key: { file: null, secret: null, credentials: null },
    tls: null,
    trustedProxies: ["10.0.0.1", "fd00::/8"],
    adminPassword: "x",
  });
  const flags = options(["--listen", "[::1]:0", "--data=/b", "--tls-cert", "c", "--tls-key", "k"], env);
  assert.deepEqual(flags.listen, { hostname: "::1", port: 0 });
  assert.equal(flags.data, "/b");
  assert.deepEqual(flags.tls, { cert: "c", key: "k" });
});

Deno.test("what other machines can reach is served over TLS unless somebody says otherwise", () => {
  const tls = (...args: string[]) => options(args).tls;
  for (const here of ["127.0.0.1:80", "127.1.2.3:80", "[::1]:80", "localhost:80"]) {
    assert.equal(tls("--listen", here), null, here);
    assert.equal(tls("--listen", here, "--tls", "self-signed"), "self-signed");
  }
  for (const there of [":80", "[::]:80", "192.0.2.1:80", "atoll.lan:80", "localhost.lan:80"]) {
    assert.equal(tls("--listen", there), "self-signed", there);
    assert.equal(tls("--listen", there, "--insecure-http"), null, there);
    assert.equal(tls("--listen", there, "--trust-proxy", "192.0.2.7"), null, there);
    assert.equal(tls("--listen", there, "--trust-proxy", "192.0.2.7", "--tls", "self-signed"), "self-signed");
    assert.deepEqual(tls("--listen", there, "--tls-cert", "c", "--tls-key", "k"), { cert: "c", key: "k" });
  }
});

Deno.test("the key is named by a flag, or by variables that no process list shows", () => {
  const key = { file: null, secret: null, credentials: null };
  assert.deepEqual(options(["--key-file", "/k"], { ATOLL_KEY_FILE: "/e" }).key, { ...key, file: "/k" });
  assert.deepEqual(options([], { ATOLL_KEY_FILE: "/e" }).key, { ...key, file: "/e" });
  assert.deepEqual(options([], { ATOLL_KEY: "x", CREDENTIALS_DIRECTORY: "/run/c" }).key, {
    file: null,
    secret: "x",
    credentials: "/run/c",
  });
  assert.throws(() => options([], { ATOLL_KEY: "" }), /ATOLL_KEY is empty/);
  assert.throws(() => options(["--key-file="]), /--key-file is empty/);
  assert.throws(() => options(["--key", "x"]), /--key/, "a key among the arguments would show");
});

Deno.test("help is asked for in two ways", () => {
  for (const arg of ["--help", "-h"]) assert.equal(parseOptions([arg], () => undefined), "help");
});

Deno.test("a wrong option is refused by name", () => {
  const wrong: [string[], Record<string, string>, RegExp][] = [
    [["--listen", "8000"], {}, /--listen "8000" is no HOST:PORT/],
    [["--listen", "a:99999"], {}, /--listen/],
    [[], { ATOLL_LISTEN: "http://x:1" }, /ATOLL_LISTEN/],
    [["--tls-cert", "c"], {}, /both --tls-cert and --tls-key/],
    [["--frobnicate"], {}, /--frobnicate/],
    [["extra"], {}, /"extra"/],
    [["--data", ""], {}, /--data is empty/],
    [[], { ATOLL_ADMIN_PASSWORD: "" }, /ATOLL_ADMIN_PASSWORD is empty/],
    [[], { ATOLL_TRUST_PROXY: "1" }, /ATOLL_TRUST_PROXY names "1"/],
    [["--trust-proxy", "10.0.0.0/33"], {}, /--trust-proxy names "10\.0\.0\.0\/33"/],
    [["--trust-proxy", "proxy.lan"], {}, /--trust-proxy names "proxy\.lan"/],
    [["--tls", "on"], {}, /--tls is "on"/],
    [["--tls", "off", "--tls-cert", "c", "--tls-key", "k"], {}, /exclude each other/],
    [["--tls", "off", "--listen", ":80"], {}, /--trust-proxy, or insist with --insecure-http/],
    [[], { ATOLL_INSECURE_HTTP: "yes" }, /ATOLL_INSECURE_HTTP is "yes"/],
  ];
  for (const [args, env, message] of wrong) {
    assert.throws(
      () => options(args, env),
      (error) => error instanceof OptionError && message.test(error.message),
      `${args} ${JSON.stringify(env)}`,
    );
  }
});

Deno.test("the URL shown can be opened on this machine", () => {
  assert.equal(urlOf(parseListen(":8000", "--listen"), "http"), "http://127.0.0.1:8000");
  assert.equal(urlOf(parseListen("[::]:443", "--listen"), "https"), "https://[::1]");
  assert.equal(urlOf(parseListen("atoll.lan:80", "--listen"), "http"), "http://atoll.lan");
});
