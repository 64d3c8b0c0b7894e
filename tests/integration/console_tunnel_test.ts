// The way to a host's console, against the simulator: CONNECT and WebSocket, plain and over TLS; and nothing reads ahead of whoever reads.
import assert from "node:assert/strict";
import { ownCertificate } from "@/lib/web/own_certificate.ts";
import { fingerprintOf, openTunnel, parseAddress, TunnelRefusal, type Wire } from "@/lib/xapi/mod.ts";
import { openWire } from "@/lib/xapi/wire.ts";
import { isLinux, type Lab, withLab } from "@/sim/console/testing_lab.ts";
import { startSimulator } from "@/sim/mod.ts";

/** The first bytes of a screen. */
async function greeting(wire: Wire): Promise<string> {
  let text = "";
  while (text.length < 12) {
    const bytes = await wire.read();
    assert.ok(bytes, `the console ended after "${text}"`);
    text += new TextDecoder().decode(bytes);
  }
  return text;
}

const at = ({ simulator }: Lab) => parseAddress(simulator.url);
const path = (lab: Lab) => `/console?ref=${lab.consoleOf(lab.vm(isLinux))}`;

Deno.test("a console comes by CONNECT with the session in a cookie; one that is refused says why", async () => {
  await withLab(async (lab) => {
    const open = { fingerprint: null, session: lab.session };
    const wire = await openTunnel(at(lab), path(lab), open);
    assert.equal(await greeting(wire), "RFB 003.008\n");
    await wire.write(new TextEncoder().encode("RFB 003.008\n"));
    assert.deepEqual([...await wire.read() ?? []], [1, 1], "one kind of security: none");
    wire.close();
    assert.equal(await wire.read(), null);
    await assert.rejects(
      openTunnel(at(lab), path(lab), { fingerprint: null, session: "OpaqueRef:nobody" }),
      (error) => error instanceof TunnelRefusal && error.status === 401,
    );
  });
});

Deno.test("where a host knows no CONNECT its console comes by a WebSocket", async () => {
  await withLab(async (lab) => {
    // In front of the simulator somebody who knows no CONNECT.
    const front = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    const serving = (async () => {
      for await (const near of front) {
        const head = new Uint8Array(4096);
        const count = await near.read(head) ?? 0;
        if (new TextDecoder().decode(head.subarray(0, 8)) === "CONNECT ") {
          await near.write(new TextEncoder().encode("HTTP/1.1 405 Method Not Allowed\r\n\r\n"));
          near.close();
          continue;
        }
        const far = await Deno.connect({ hostname: "127.0.0.1", port: lab.port });
        await far.write(head.subarray(0, count));
        void Promise.allSettled([near.readable.pipeTo(far.writable), far.readable.pipeTo(near.writable)]);
      }
    })();
    const endpoint = parseAddress(`http://127.0.0.1:${front.addr.port}`);
    const wire = await openTunnel(endpoint, path(lab), { fingerprint: null, session: lab.session });
    assert.equal(await greeting(wire), "RFB 003.008\n");
    await wire.write(new TextEncoder().encode("RFB 003.008\n"));
    assert.deepEqual([...await wire.read() ?? []], [1, 1]);
    wire.close();
    front.close();
    await serving;
  });
});

Deno.test("over TLS only the pinned certificate gets the session", async () => {
  const simulator = await startSimulator({ hosts: 1, vms: 20, speed: Infinity, tls: true });
  try {
    const endpoint = parseAddress(simulator.url);
    const wrong = Array.from({ length: 32 }, () => "AB").join(":");
    const opening = openTunnel(endpoint, "/console?ref=x", { fingerprint: wrong, session: "secret" });
    await assert.rejects(opening, /is not the one that was accepted/);
  } finally {
    await simulator.close();
  }
});

Deno.test("what nobody reads of a TLS connection stays with its sender", async () => {
  const data = await Deno.makeTempDir();
  const { cert, key } = await ownCertificate(data, "127.0.0.1");
  using listener = Deno.listenTls({ hostname: "127.0.0.1", port: 0, cert, key });
  const port = "port" in listener.addr ? listener.addr.port : 0;
  const ALL = 64 << 20;
  let sent = 0;
  const sending = (async () => {
    using connection = await listener.accept();
    const bytes = new Uint8Array(64 * 1024);
    while (sent < ALL) sent += await connection.write(bytes);
  })();
  try {
    const endpoint = parseAddress(`https://127.0.0.1:${port}`);
    const wire = await openWire(endpoint, fingerprintOf(cert), AbortSignal.timeout(5000));
    let got = (await wire.read())?.length ?? 0;
    // It goes on until everything on the way is full: then nothing moves for a while.
    for (let before = -1; before !== sent;) {
      before = sent;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    assert.ok(sent < 24 << 20, `${sent} bytes were taken from the sender while nobody read`);
    for (let bytes = await wire.read(); bytes !== null; bytes = await wire.read()) got += bytes.length;
    assert.equal(got, sent);
    await sending;
    wire.close();
  } finally {
    await Deno.remove(data, { recursive: true });
  }
});
