// Requests that no honest client writes: redirects to elsewhere, headers in values, paths that climb, keys of JavaScript's own,
// texts that cost more to read than to write, bodies and heads that never end.
import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { form, json, memoryOf, openTarget, PASSWORD, sendRaw, statusOf, timed, unharmed } from "./support.ts";

const MB = 1024 * 1024;

Deno.test("hostile requests", async (t) => {
  await using target = await openTarget();
  const { url, api, host, server } = target;
  const cookie = { cookie: api.cookie };
  const credentials = { username: "admin", password: PASSWORD };

  await t.step("a sign-in leads nowhere but into this site (open redirect)", async () => {
    const elsewhere = [
      "//evil.example",
      "/\\evil.example",
      "\\\\evil.example",
      "https://evil.example/",
      "https:evil.example",
      "javascript:alert(1)",
      "/.//evil.example",
      "/%2e%2e//evil.example",
      "\t//evil.example",
      "/\t/evil.example",
      "/\n/evil.example",
      "@evil.example",
      `//${host}@evil.example`,
      "/\u2028/evil.example",
      "/vms/..//evil.example",
    ];
    for (const [n, next] of elsewhere.entries()) {
      // Signing in takes its time: a few will do.
      for (const how of n % 5 === 0 ? ["form", "address"] : ["address"]) {
        const answer = how === "form"
          ? await fetch(`${url}/sign-in`, form({ ...credentials, next }))
          : await fetch(`${url}/sign-in?next=${encodeURIComponent(next)}`, {
            headers: cookie,
            redirect: "manual",
          });
        await answer.body?.cancel();
        assert.equal(answer.status, 303, `${how} ${JSON.stringify(next)}`);
        const location = new URL(answer.headers.get("location") ?? "", url);
        assert.equal(location.origin, url, `${how} ${JSON.stringify(next)}`);
        assert.doesNotMatch(location.pathname, /^\/\//);
      }
    }
    // Whatever host the request names.
    const answer = await sendRaw(
      host,
      `GET /vms HTTP/1.1\r\nhost: evil.example\r\naccept: text/html\r\nconnection: close\r\n\r\n`,
    );
    assert.doesNotMatch(/^location:.*$/im.exec(answer)?.[0] ?? "", /evil\.example/);
  });

  await t.step("no value becomes a header (header injection, response splitting)", async () => {
    const split = "x\r\nset-cookie: planted=1\r\n\r\n<script>alert(1)</script>";
    const asked = [
      `${url}/sign-in?next=${encodeURIComponent("/" + split)}`,
      `${url}/vms/${encodeURIComponent(split)}`,
      `${url}/api/v1/vms?cursor=${encodeURIComponent(split)}&filter=${encodeURIComponent(split)}`,
      `${url}/${encodeURIComponent(split)}`,
    ];
    for (const address of asked) {
      for (const headers of [cookie, {}]) {
        const answer = await fetch(address, {
          headers: { ...headers, accept: "text/html" },
          redirect: "manual",
        });
        await answer.body?.cancel();
        assert.ok(answer.status < 500, address);
        assert.doesNotMatch(answer.headers.getSetCookie().join(), /planted/, address);
      }
    }
    const answer = await fetch(`${url}/theme`, form({ theme: split, next: "/" + split }, cookie));
    await answer.body?.cancel();
    assert.doesNotMatch(answer.headers.getSetCookie().join(), /planted=1;|planted=1$/);
    // Two requests in one, where the lengths contradict each other (request smuggling).
    const smuggled = await sendRaw(
      host,
      `POST /theme HTTP/1.1\r\nhost: ${host}\r\ncontent-length: 4\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n` +
        `0\r\n\r\nGET /healthz HTTP/1.1\r\nhost: ${host}\r\n\r\n`,
      2000,
    );
    assert.ok((smuggled.match(/^HTTP\/1\.1 200/gm) ?? []).length === 0, smuggled);
  });

  await t.step("no path leads out of what is served (path traversal)", async () => {
    const paths = [
      "/../../../../etc/passwd",
      "/..%2f..%2f..%2fetc%2fpasswd",
      "/%2e%2e/%2e%2e/deno.json",
      "/..%5c..%5cdeno.json",
      "/....//....//deno.json",
      "/static/../../deno.json",
      "/.%00./deno.json",
      "/atoll.css/../../deno.json",
      "//etc/passwd",
      "/proc/self/environ",
      "/atoll.kv",
      "/secret.key",
      "/_fresh/atoll.js",
      "/api/v1/../../../deno.json",
      "/api/v1/vms/..%2f..%2fusers",
    ];
    for (const path of paths) {
      const answer = await sendRaw(
        host,
        `GET ${path} HTTP/1.1\r\nhost: ${host}\r\ncookie: ${api.cookie}\r\nconnection: close\r\n\r\n`,
      );
      assert.match(answer, /^HTTP\/1\.1 4\d\d/, path);
      assert.doesNotMatch(answer, /root:x|"tasks"|ATOLL_ADMIN|sqlite/i, path);
    }
  });

  await t.step("keys of JavaScript's own are names like others (prototype pollution)", async () => {
    const keys = [
      "__proto__",
      "constructor",
      "prototype",
      "toString",
      "hasOwnProperty",
      "valueOf",
      "__defineGetter__",
    ];
    for (const key of keys) {
      const body = `{"username":"admin","password":"x","${key}":{"polluted":true,"username":"x"}}`;
      assert.ok([401, 422].includes(await statusOf(`${url}/api/v1/session`, json(body))), key);
      const nested = `{"theme":"dark","columns":{"${key}":["name"]},"views":[]}`;
      assert.ok(
        await statusOf(`${url}/api/v1/preferences`, { ...json(nested, cookie), method: "PATCH" }) < 500,
        key,
      );
      for (const query of [`filter=${key}:x`, `fields=${key}`, `${key}=1`, `collections=${key}`]) {
        assert.ok(await statusOf(`${url}/api/v1/vms?${query}`, { headers: cookie }) < 500, query);
        assert.ok(await statusOf(`${url}/api/v1/stream?once=1&${query}x`, { headers: cookie }) < 500, query);
      }
      for (
        const path of [
          `/api/v1/${key}`,
          `/api/v1/vms/${key}`,
          `/api/v1/vms/${key}/${key}`,
          `/${key}`,
          `/vms/${key}`,
        ]
      ) {
        assert.ok([404, 405].includes(await statusOf(url + path, { headers: cookie })), path);
      }
    }
    const session = await api.get<Record<string, unknown>>("/api/v1/session");
    assert.equal(session["polluted"], undefined);
  });

  await t.step(
    "no query costs more to answer than to write (regular expressions, query language)",
    async () => {
      const texts = [
        "(".repeat(5000),
        '"'.repeat(5001),
        "-".repeat(8000) + "a",
        "a:".repeat(4000),
        "name:" + "a,".repeat(4000),
        "a ".repeat(4000),
        "(a+)+$".repeat(500),
        "memory:>" + "9".repeat(5000) + "GiB",
        "created:>" + "2026-".repeat(1500),
        "1..".repeat(2500),
        "\\".repeat(8000),
        "\u0130".repeat(2500),
        "ﷺ".repeat(2000),
        "%".repeat(2000),
      ];
      for (const text of texts) {
        for (
          const path of [
            "/api/v1/vms?filter=",
            "/vms?q=",
            "/audit?q=",
            "/api/v1/stream?once=1&collections=vm:name?",
          ]
        ) {
          const aborter = new AbortController();
          const took = await timed(async () => {
            const answer = await fetch(url + path + encodeURIComponent(text), {
              headers: { ...cookie, accept: "text/html" },
              signal: aborter.signal,
            });
            assert.ok(answer.status < 500, `${answer.status} ${path}${text.slice(0, 20)}`);
            aborter.abort();
            await answer.body?.cancel().catch((error) => assert.equal(error.name, "AbortError"));
          });
          assert.ok(took < 1000, `${Math.round(took)} ms for ${path}${text.slice(0, 20)}`);
        }
      }
    },
  );

  await t.step("bombs do not go off (depth, width, compression, numbers)", async () => {
    const before = await memoryOf(server);
    const deep = (open: string, close: string, n: number) => open.repeat(n) + close.repeat(n);
    const bodies = [
      deep("[", "]", 30_000),
      deep('{"a":', "1}", 10_000).replace(/1}/, "1}"),
      `{"username":${deep("[", "]", 30_000)}}`,
      `{${Array.from({ length: 6000 }, (_, i) => `"k${i}":1`).join(",")}}`,
      `{"username":"a","password":${"9".repeat(60_000)}}`,
      `{"username":"a","password":1e999999}`,
      `{"username":"${"\\u0000".repeat(10_000)}","password":"x"}`,
      `{"username":"\ud800","password":"\udfff"}`,
      `{"username":"a","username":"b","password":"x"}`,
    ];
    for (const body of bodies) {
      const took = await timed(async () => {
        const status = await statusOf(`${url}/api/v1/session`, json(body));
        assert.ok(status >= 400 && status < 500, `${status} ${body.slice(0, 40)}`);
      });
      assert.ok(took < 2000, `${Math.round(took)} ms ${body.slice(0, 40)}`);
    }
    // 100 MB of zeros in 100 KB: nothing here unpacks what comes in.
    const bomb = new Uint8Array(gzipSync(new Uint8Array(100 * MB)));
    for (const path of ["/api/v1/session", "/sign-in", "/api/v1/pools"]) {
      const type = path.startsWith("/api") ? "application/json" : "application/x-www-form-urlencoded";
      const answer = await statusOf(url + path, {
        method: "POST",
        headers: { ...cookie, "content-type": type, "content-encoding": "gzip" },
        body: bomb,
      });
      assert.ok(answer >= 400 && answer < 500, `${answer} ${path}`);
    }
    const parts = "--b\r\ncontent-disposition: form-data; name=a\r\n\r\nx\r\n".repeat(4000) + "--b--\r\n";
    const many = await statusOf(`${url}/sign-in`, {
      method: "POST",
      headers: { "content-type": "multipart/form-data; boundary=b" },
      body: parts,
    });
    assert.ok(many < 500, String(many));
    const fields = await statusOf(`${url}/sign-in`, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: "a=1&".repeat(60_000),
    });
    assert.ok(fields < 500, String(fields));
    const grown = await memoryOf(server) - before;
    assert.ok(grown < 150 * MB, `${Math.round(grown / MB)} MB more`);
  });

  await t.step("heads and addresses have an end", async () => {
    const head = (more: string) =>
      `GET /healthz HTTP/1.1\r\nhost: ${host}\r\n${more}connection: close\r\n\r\n`;
    assert.match(await sendRaw(host, head(`a: ${"x".repeat(40_000)}\r\n`)), /^HTTP\/1\.1 431/);
    assert.match(await sendRaw(host, head("a: b\r\n".repeat(150))), /^HTTP\/1\.1 4\d\d/);
    assert.match(
      await sendRaw(
        host,
        `GET /${"x".repeat(40_000)} HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`,
      ),
      /^HTTP\/1\.1 414/,
    );
    for (
      const odd of [
        "GET / HTTP/9.9\r\n\r\n",
        "\u0000\u0001\u0002\r\n\r\n",
        "BREW / HTTP/1.1\r\nhost: x\r\n\r\n",
        "GET http://evil.example/ HTTP/1.1\r\nhost: evil.example\r\nconnection: close\r\n\r\n",
      ]
    ) {
      assert.doesNotMatch(
        await sendRaw(host, odd, 1000),
        /^HTTP\/1\.1 (2|5)\d\d/,
        JSON.stringify(odd.slice(0, 20)),
      );
    }
  });

  await t.step("no host name is too odd to be refused", async () => {
    const hosts = [
      "[",
      "",
      "a b",
      "evil.example:99999",
      "::1",
      "%00",
      "http://x",
      "1.2.3.4.5",
      "a:b:c",
      "xn--",
      "\u00e9",
    ];
    for (const named of [...hosts, "x".repeat(300)]) {
      for (const path of ["/", "/api/v1/session", "/sign-in/oidc", "/atoll.css"]) {
        const text = `GET ${path} HTTP/1.1\r\nhost: ${named}\r\nconnection: close\r\n\r\n`;
        const answer = await sendRaw(host, text, 2000);
        assert.match(answer, /^HTTP\/1\.1 [234]\d\d/, `${JSON.stringify(named)} ${path}`);
      }
    }
  });

  await unharmed(target);
});
