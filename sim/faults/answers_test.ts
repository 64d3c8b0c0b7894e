// What each fault of an answer shows on the wire, to a client that looks at bytes.
import assert from "node:assert/strict";
import { type RunningSimulator, startSimulator } from "../mod.ts";
import { selfSigned } from "../wire/tls.ts";
import { RawClient } from "./raw_client.ts";
import type { Fault } from "./types.ts";

const METHOD = "system.listMethods";

/** Runs a test with a connection to a simulator with faults. */
async function withFaults(
  faults: readonly Fault[],
  test: (client: RawClient, simulator: RunningSimulator) => Promise<void>,
  tls = false,
): Promise<void> {
  const simulator = await startSimulator({ hosts: 1, vms: 2, faults, tls });
  const client = await RawClient.open(simulator.url);
  try {
    await test(client, simulator);
  } finally {
    await client.close();
    await simulator.close();
  }
}

const announced = (client: RawClient) => Number(/content-length: (\d+)/.exec(client.text)?.[1]);
const bodyOf = (client: RawClient) => client.text.slice(client.text.indexOf("\r\n\r\n") + 4);

for (const tls of [false, true]) {
  const over = tls ? "TLS" : "TCP";
  Deno.test(`${over}: an answer can be reset in its middle, and only once unless told`, async () => {
    await withFaults([{ kind: "cut", how: "reset" }], async (client, simulator) => {
      client.call(METHOD);
      // Deno's node:tls shows a reset as an end: the next test looks closer.
      assert.ok(await client.until(() => client.end === (tls ? "closed" : "reset")), client.end);
      assert.ok(client.bytes > 500 && bodyOf(client).length < announced(client));
      const again = await RawClient.open(simulator.url);
      again.call(METHOD);
      assert.match(await again.answer(), /login_with_password.*\}$/s);
      await again.close();
    }, tls);
  });

  Deno.test(`${over}: an answer can end too early, or stay away while the connection stands`, async () => {
    await withFaults([{ kind: "cut", how: "close" }], async (client) => {
      client.call(METHOD);
      assert.ok(await client.until(() => client.end === "closed"), client.end);
      assert.ok(bodyOf(client).length < announced(client));
    }, tls);
    await withFaults([{ kind: "cut", how: "hang", at: 0.1 }], async (client) => {
      client.call(METHOD);
      assert.equal(await client.until(() => client.whole !== undefined, 300), false);
      assert.equal(client.end, "open");
    }, tls);
  });
}

Deno.test("over TLS a reset is one, without a good-bye before it", async () => {
  const tls = await selfSigned();
  const simulator = await startSimulator({ hosts: 1, vms: 2, tls, faults: [{ kind: "cut", how: "reset" }] });
  const port = Number(new URL(simulator.url).port);
  const connection = await Deno.connectTls({ hostname: "127.0.0.1", port, caCerts: [tls.cert] });
  const body = JSON.stringify({ jsonrpc: "2.0", method: METHOD, params: [], id: 1 });
  const head = `POST /jsonrpc HTTP/1.1\r\nhost: x\r\ncontent-length: ${body.length}\r\n\r\n`;
  await connection.write(new TextEncoder().encode(head + body));
  const toEnd = async () => {
    const buffer = new Uint8Array(65_536);
    while (await connection.read(buffer) !== null);
  };
  await assert.rejects(toEnd(), Deno.errors.ConnectionReset);
  connection.close();
  await simulator.close();
});

Deno.test("an answer is cut at exactly the byte that was asked for", async () => {
  for (const byte of [0, 1, 17, 1000]) {
    await withFaults([{ kind: "cut", how: "close", byte }], async (client) => {
      client.call(METHOD);
      await client.until(() => client.end === "closed");
      assert.equal(bodyOf(client).length, byte);
    });
  }
});

Deno.test("a truncated answer is whole for HTTP but no JSON, a garbled one neither JSON nor UTF-8", async () => {
  for (const kind of ["truncated", "garbled"] as const) {
    await withFaults([{ kind }], async (client) => {
      client.call(METHOD);
      const body = await client.answer();
      assert.equal(body.length, announced(client));
      assert.throws(() => JSON.parse(body), SyntaxError);
      assert.equal(body.includes("\xff\xff"), kind === "garbled");
    });
  }
});

Deno.test("a page comes instead of the answer, also under JSON's name", async () => {
  for (const [status, type] of [[500, undefined], [502, undefined], [200, "application/json"]] as const) {
    const fault: Fault = { kind: "page", status, ...(type === undefined ? {} : { type }) };
    await withFaults([fault], async (client) => {
      client.call(METHOD);
      assert.match(await client.answer(), /^<!DOCTYPE html>/);
      assert.match(
        client.text,
        new RegExp(`^HTTP/1.1 ${status} .*content-type: ${type ?? "text/html"}`, "s"),
      );
    });
  }
});

Deno.test("a slow answer comes drop by drop, and whole at last", async () => {
  await withFaults([{ kind: "slow", part: "head", bytes: 40, ms: 10 }], async (client) => {
    client.call(METHOD);
    assert.match(await client.answer(), /\}$/);
    assert.ok(client.times.length >= 4, String(client.times.length));
    assert.ok((client.times.at(-1) ?? 0) - (client.times[0] ?? 0) >= 30);
  });
  await withFaults([{ kind: "slow", part: "body", bytes: 8000, ms: 5 }], async (client) => {
    client.call(METHOD);
    assert.match(await client.answer(), /\}$/);
    assert.ok(client.times.length >= 3, String(client.times.length));
  });
});

Deno.test("a content-length is wrong either way", async () => {
  for (const by of [7, -7]) {
    await withFaults([{ kind: "length", by }], async (client) => {
      client.call(METHOD);
      await client.until(() => client.text.endsWith('"id":1}'));
      assert.equal(announced(client), bodyOf(client).length + by);
    });
  }
});

Deno.test("an answer comes twice, or is the connection's last although it promises more", async () => {
  await withFaults([{ kind: "twice" }], async (client) => {
    client.call(METHOD);
    assert.ok(await client.until(() => client.text.split("HTTP/1.1 200").length === 3));
  });
  for (const [how, end] of [["close", "closed"], ["reset", "reset"]] as const) {
    await withFaults([{ kind: "hangup", how }], async (client) => {
      client.call(METHOD);
      assert.ok(await client.until(() => client.end === end), client.end);
      assert.match(client.whole ?? "", /\}$/);
      assert.match(client.text, /connection: keep-alive/);
    });
  }
});

Deno.test("faults meet the method, path and number of requests they name", async () => {
  const fault: Fault = { kind: "page", status: 502, on: "session.*", path: "/", count: 2 };
  await withFaults([fault], async (_, simulator) => {
    const answers = async (method: string, xml: boolean) => {
      const client = await RawClient.open(simulator.url);
      client.call(method, ["root", "atoll"], xml);
      const body = await client.answer();
      await client.close();
      return body.startsWith("<!DOCTYPE");
    };
    assert.equal(await answers(METHOD, true), false);
    assert.equal(await answers("session.login_with_password", false), false);
    assert.equal(await answers("session.login_with_password", true), true);
    assert.equal(await answers("session.login_with_password", true), true);
    assert.equal(await answers("session.login_with_password", true), false);
  });
});
