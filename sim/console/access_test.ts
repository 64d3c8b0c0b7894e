// Who gets to a console over the wire, and what the others are told.
import assert from "node:assert/strict";
import type { User } from "../access/mod.ts";
import { startCluster } from "../cluster.ts";
import { flag, type Ref, text } from "../values.ts";
import { VERSIONS } from "../version/mod.ts";
import { TestViewer } from "./testing.ts";
import { assertEnds, isWindows, Lab, withLab } from "./testing_lab.ts";
import { ConnectionLink } from "./testing_links.ts";

const USERS: readonly User[] = [
  { name: "rita", password: "r", role: "read-only" },
  { name: "otto", password: "o", role: "vm-operator" },
];

Deno.test("While somebody is connected a task shows it, as in xapi", () =>
  withLab(async (lab) => {
    const { db } = lab.simulator;
    const viewer = await lab.view(lab.vm());
    const shown = () =>
      [...db.table("task").values()].filter(({ name_label }) => name_label === "Connection to VM console");
    assert.deepEqual(shown().map(({ status }) => status), ["pending"]);
    const gone = new Promise<void>((resolve) => {
      const stop = db.onChange(({ cls, kind }) => {
        if (cls !== "task" || kind !== "del") return;
        stop();
        resolve();
      });
    });
    // Not RFB: the server closes.
    await viewer.link.write(Uint8Array.of(99));
    await gone;
    assert.deepEqual(shown(), []);
    await assertEnds(viewer);
  }));

Deno.test("A task that the client made ends with its connection", () =>
  withLab(async (lab) => {
    const { db } = lab.simulator;
    const task = String(await lab.simulator.call("task.create", ["mine", ""]));
    const query = `ref=${lab.vm()}&session_id=${lab.session}&task_id=${task}`;
    const viewer = await TestViewer.open((await lab.connect(query)).link);
    const names = [...db.table("task").values()].map(({ name_label }) => name_label);
    assert.ok(!names.includes("Connection to VM console"));
    assert.equal(db.get("task", task)?.["status"], "pending");
    await viewer.link.write(Uint8Array.of(99));
    await assertEnds(viewer);
    assert.equal(db.get("task", task)?.["status"], "success");
  }));

Deno.test("Without a session, a right or a console there is a refusal in xapi's words", () =>
  withLab(async (lab) => {
    const { db } = lab.simulator;
    const vm = lab.vm();
    const ref = lab.consoleOf(vm);
    const dom0 = [...db.table("VM")].find(([, record]) => flag(record, "is_control_domain"))?.[0] ?? "";
    const [rita, otto] = [await lab.login("rita", "r"), await lab.login("otto", "o")];
    const status = async (query: string, headers = "") =>
      (await lab.connect(query, headers)).head.split("\r\n")[0];
    assert.equal(await status(`ref=${ref}`), "HTTP/1.1 401 Unauthorised");
    assert.match((await lab.connect(`ref=${ref}`)).head, /WWW-Authenticate: Basic realm="connect_console"/);
    assert.equal(await status(`ref=${ref}&session_id=OpaqueRef:x`), "HTTP/1.1 401 Unauthorised");
    assert.equal(await status(`ref=${ref}`, `Cookie: session_id=${lab.session}\r\n`), "HTTP/1.1 200 OK");
    const basic = `Authorization: Basic ${btoa("root:atoll")}\r\n`;
    assert.equal(await status(`ref=${ref}`, basic), "HTTP/1.1 200 OK");
    assert.equal(await status(`ref=${ref}&session_id=${rita}`), "HTTP/1.1 403 Forbidden");
    assert.equal(await status(`ref=${ref}&session_id=${otto}`), "HTTP/1.1 200 OK");
    assert.equal(await status(`ref=${vm}&session_id=${otto}`), "HTTP/1.1 200 OK");
    const host = lab.consoleOf(dom0);
    assert.equal(await status(`ref=${host}&session_id=${otto}`), "HTTP/1.1 500 Internal Error");
    assert.equal(await status(`ref=${host}&session_id=${lab.session}`), "HTTP/1.1 200 OK");
    for (const wrong of ["", "uuid=none", "ref=OpaqueRef:none"]) {
      assert.equal(await status(`${wrong}&session_id=${lab.session}`), "HTTP/1.1 500 Internal Error");
    }
    await lab.simulator.call("VM.hard_shutdown", [vm]);
    assert.equal(await status(`ref=${vm}&session_id=${lab.session}`), "HTTP/1.1 500 Internal Error");
  }, { users: USERS }));

Deno.test("A VM of another host is not to be seen here", async () => {
  await withLab(async (lab) => {
    const { db } = lab.simulator;
    const here = [...db.table("host").keys()][0] ?? "";
    const away = lab.vm((record) => text(record, "resident_on") !== here);
    const { head } = await lab.connect(`ref=${away}&session_id=${lab.session}`);
    assert.match(head, /^HTTP\/1\.1 500 Internal Error\r\n/);
    await lab.view(lab.vm((record) => text(record, "resident_on") === here));
  }, { hosts: 2, host: 0 });
});

Deno.test("Each host of a cluster has the consoles that name its address", async () => {
  const cluster = await startCluster({ hosts: 2, vms: 10, speed: Infinity, loopback: true });
  try {
    const [first] = cluster.hosts;
    assert.ok(first !== undefined);
    const { db } = first;
    const session = String(await first.call("session.login_with_password", ["root", "atoll", "2.21", "t"]));
    const consoles = [...db.table("console").values()];
    assert.ok(consoles.length > 4);
    for (const record of consoles) {
      const { hostname, pathname, search } = new URL(text(record, "location"));
      const connection = await Deno.connect({ hostname, port: Number(new URL(first.url).port) });
      const request = `CONNECT ${pathname}${search}&session_id=${session} HTTP/1.0\r\n\r\n`;
      await connection.write(new TextEncoder().encode(request));
      const answer = new TextDecoder().decode(await new ConnectionLink(connection).read());
      assert.match(answer, /^HTTP\/1\.1 200 OK\r\n/, text(record, "location"));
      connection.close();
    }
  } finally {
    await cluster.close();
  }
});

Deno.test("A pool that limits console sessions lets one in over CONNECT, and no WebSocket", () =>
  withLab(async (lab) => {
    const { db } = lab.simulator;
    const [pool = ""] = db.table("pool").keys();
    db.set("pool", pool, "limit_console_sessions", true);
    const vm = lab.vm();
    await lab.view(vm);
    const { head, link } = await lab.connect(`ref=${vm}&session_id=${lab.session}`);
    assert.match(head, /^HTTP\/1\.1 503 Connection Limit Exceeded\r\n/);
    const page = new TextDecoder().decode(await link.read());
    assert.match(page, /User 'root' is currently connected to this console/);
    assert.match(await upgrade(lab, vm), /^HTTP\/1\.0 503 Service Unavailable\r\n/);
  }));

Deno.test("XenServer 5.6 has no WebSockets; 6.1 has its own kind", async () => {
  for (
    const [name, head] of [
      ["5.6", /^HTTP\/1\.1 403 Forbidden\r\n/],
      ["6.1", /^HTTP\/1\.0 101 Switching Protocols\r\n.*Sec-WebSocket-Protocol: chat\r\n/s],
    ] as const
  ) {
    const version = VERSIONS.get(name);
    assert.ok(version !== undefined);
    await withLab(async (lab) => {
      const vm = lab.vm((record) => !isWindows(record));
      assert.match(await upgrade(lab, vm), head);
      await (await lab.view(vm)).until(/ login:$/);
    }, { version });
  }
});

Deno.test("Without its proxy, or without a key, xapi does not do WebSockets", async () => {
  await withLab(async (lab) => {
    assert.match(await upgrade(lab, lab.vm(), ""), /^HTTP\/1\.0 501 Method Not Implemented\r\n/);
    assert.match(await upgrade(lab, lab.vm()), /^HTTP\/1\.1 101 Switching Protocols\r\n/);
  });
  await withLab(async (lab) => {
    assert.match(await upgrade(lab, lab.vm()), /^HTTP\/1\.0 501 Method Not Implemented\r\n/);
    await lab.view(lab.vm());
  }, { webSockets: false });
});

/** The head of the answer to a WebSocket's request. */
async function upgrade(
  lab: Lab,
  vm: Ref,
  key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n",
): Promise<string> {
  const connection = await Deno.connect({ hostname: "127.0.0.1", port: lab.port });
  const head =
    `GET /console?ref=${vm}&session_id=${lab.session} HTTP/1.1\r\nUpgrade: websocket\r\n${key}\r\n`;
  await connection.write(new TextEncoder().encode(head));
  const link = new ConnectionLink(connection);
  const answer = new TextDecoder().decode(await link.read());
  connection.close();
  return answer;
}
