// Consoles over the wire: who gets in, what is refused and how, and machines that can really be used.
import assert from "node:assert/strict";
import type { User } from "../access/mod.ts";
import { startCluster } from "../cluster.ts";
import { startSimulator } from "../mod.ts";
import type { RunningSimulator, SimulatorOptions } from "../simulator.ts";
import { flag, list, type Rec, type Ref, text } from "../values.ts";
import { VERSIONS } from "../version/mod.ts";
import { Ended } from "./rfb/bytes.ts";
import { ENCODING } from "./rfb/encodings.ts";
import { BrowserLink, ConnectionLink, TestViewer } from "./testing.ts";

const USERS: readonly User[] = [
  { name: "rita", password: "r", role: "read-only" },
  { name: "otto", password: "o", role: "vm-operator" },
];

class Lab {
  readonly #open: Deno.Conn[] = [];
  readonly #sockets: BrowserLink[] = [];

  constructor(readonly simulator: RunningSimulator, public session: string) {}

  get port(): number {
    return Number(new URL(this.simulator.url).port);
  }

  /** A running VM with a guest of this kind. */
  vm(which: (record: Rec) => boolean = isLinux): Ref {
    for (const [ref, record] of this.simulator.db.table("VM")) {
      const plain = !flag(record, "is_a_template") && !flag(record, "is_control_domain");
      if (plain && text(record, "power_state") === "Running" && which(record)) return ref;
    }
    throw new Error("No such VM");
  }

  consoleOf(vm: Ref, protocol = "rfb"): Ref {
    const { db } = this.simulator;
    const consoles = list(db.get("VM", vm), "consoles");
    return consoles.find((ref) => text(db.get("console", ref), "protocol") === protocol) ?? "";
  }

  /** The head of the answer to a CONNECT, and the connection. */
  async connect(query: string, headers = ""): Promise<{ head: string; link: ConnectionLink }> {
    const connection = await Deno.connect({ hostname: "127.0.0.1", port: this.port });
    this.#open.push(connection);
    const request = `CONNECT /console?${query} HTTP/1.1\r\n${headers}\r\n`;
    await connection.write(new TextEncoder().encode(request));
    // Byte by byte: what comes after the head is not HTTP any more.
    const byte = new Uint8Array(1);
    let head = "";
    while (!head.endsWith("\r\n\r\n") && await connection.read(byte) !== null) {
      head += String.fromCharCode(byte[0] ?? 0);
    }
    return { head, link: new ConnectionLink(connection) };
  }

  async view(vm: Ref, encodings?: readonly number[]): Promise<TestViewer> {
    const { head, link } = await this.connect(`ref=${this.consoleOf(vm)}&session_id=${this.session}`);
    assert.match(head, /^HTTP\/1\.1 200 OK\r\n/);
    return await TestViewer.open(link, encodings === undefined ? {} : { encodings });
  }

  browser(query: string, protocols = ["binary"]): BrowserLink {
    const url = `ws://127.0.0.1:${this.port}/console?${query}`;
    const link = new BrowserLink(new WebSocket(url, protocols));
    this.#sockets.push(link);
    return link;
  }

  async login(name: string, password: string): Promise<string> {
    const answer = await this.simulator.call("session.login_with_password", [name, password, "2.21", "t"]);
    return String(answer);
  }

  async close(): Promise<void> {
    for (const connection of this.#open) {
      try {
        connection.close();
      } catch (error) {
        if (!(error instanceof Deno.errors.BadResource)) throw error;
      }
    }
    for (const socket of this.#sockets) await socket.close();
    await this.simulator.close();
  }
}

function isLinux(record: Rec): boolean {
  return text(record, "reference_label") === "debian-12";
}

function isWindows(record: Rec): boolean {
  return text(record, "reference_label").startsWith("windows");
}

async function withLab(run: (lab: Lab) => Promise<void>, options: SimulatorOptions = {}): Promise<void> {
  const simulator = await startSimulator({ hosts: 1, vms: 20, speed: Infinity, ...options });
  const lab = new Lab(simulator, "");
  lab.session = await lab.login("root", "atoll");
  try {
    await run(lab);
  } finally {
    await lab.close();
  }
}

/** Resolves when a VM is in a power state. */
function reached({ simulator: { db } }: Lab, vm: Ref, holds: (record: Rec) => boolean): Promise<void> {
  const there = () => holds(db.get("VM", vm) ?? {});
  return new Promise((resolve) => {
    const stop = db.onChange(() => {
      if (!there()) return;
      stop();
      resolve();
    });
    if (there()) {
      stop();
      resolve();
    }
  });
}

/** Takes until the connection ends. */
async function assertEnds(viewer: TestViewer): Promise<void> {
  await assert.rejects(async () => {
    for (;;) {
      await viewer.ask();
      await viewer.take();
    }
  }, (error) =>
    error instanceof Ended || error instanceof Deno.errors.BrokenPipe ||
    error instanceof Deno.errors.ConnectionReset);
}

Deno.test("Over CONNECT one logs in, runs uname and reads what the kernel says", () =>
  withLab(async (lab) => {
    const vm = lab.vm();
    const viewer = await lab.view(vm);
    assert.equal(viewer.name, text(lab.simulator.db.get("VM", vm), "name_label"));
    assert.deepEqual([viewer.picture.width, viewer.picture.height], [1024, 768]);
    await viewer.until(/ login:$/);
    await viewer.type("root\n");
    await viewer.until(/Password:$/);
    await viewer.type("secret\n");
    const before = await viewer.until(/root@\S+:~#$/);
    assert.ok(!before.includes("secret"));
    await viewer.type("uname -a\n");
    assert.match(
      await viewer.until(/Linux \S+ .* GNU\/Linux/),
      /# uname -a\nLinux \S+ 6\.1\.0-37-amd64 #1 SMP/,
    );
  }));

Deno.test("A browser's WebSocket carries the same", () =>
  withLab(async (lab) => {
    const vm = lab.vm();
    const uuid = text(lab.simulator.db.get("VM", vm), "uuid");
    const link = lab.browser(`uuid=${uuid}&session_id=${lab.session}`);
    const viewer = await TestViewer.open(link, { encodings: [ENCODING.hextile] });
    assert.equal(link.socket.protocol, "binary");
    await viewer.until(/ login:$/);
    await viewer.type("admin\nx\n");
    await viewer.until(/admin@\S+:~#$/);
    await viewer.type("echo ping pong\n");
    await viewer.until(/\nping pong\n/);
  }));

Deno.test("Two viewers see the same machine, and who comes later finds it as it was left", () =>
  withLab(async (lab) => {
    const vm = lab.vm();
    const [one, two] = [await lab.view(vm), await lab.view(vm, [ENCODING.raw])];
    await one.until(/ login:$/);
    await one.type("ada\n");
    await two.until(/login: ada\nPassword:$/);
    await two.type("x\n");
    await one.until(/ada@\S+:~#$/);
    const three = await lab.view(vm);
    await three.until(/ada@\S+:~#$/);
  }));

Deno.test("poweroff inside halts the VM without a task or a message, and ends the connection", () =>
  withLab(async (lab) => {
    const { db } = lab.simulator;
    const vm = lab.vm();
    const messages = db.table("message").size;
    const viewer = await lab.view(vm);
    await viewer.until(/ login:$/);
    await viewer.type("root\nx\n");
    await viewer.until(/~#$/);
    const halted = reached(lab, vm, (record) => text(record, "power_state") === "Halted");
    await viewer.type("poweroff\n");
    await halted;
    await assertEnds(viewer);
    const record = db.get("VM", vm);
    assert.deepEqual([record?.["domid"], record?.["consoles"]], [-1, []]);
    assert.equal(db.table("message").size, messages);
    assert.ok(list(record, "allowed_operations").includes("start"));
  }));

Deno.test("reboot inside starts another domain with a fresh screen and a new console", () =>
  withLab(async (lab) => {
    const { db } = lab.simulator;
    const vm = lab.vm();
    const domid = db.get("VM", vm)?.["domid"];
    const viewer = await lab.view(vm);
    await viewer.until(/ login:$/);
    await viewer.type("root\nx\nreboot\n");
    await reached(
      lab,
      vm,
      (record) => record["domid"] !== domid && text(record, "power_state") === "Running",
    );
    await assertEnds(viewer);
    const again = await lab.view(vm);
    assert.doesNotMatch(await again.until(/ login:$/), /reboot/);
  }));

Deno.test("Ctrl+Alt+Del reboots Linux; Windows asks for a password and shuts down from its menu", () =>
  withLab(async (lab) => {
    const { db } = lab.simulator;
    const linux = lab.vm();
    const domid = db.get("VM", linux)?.["domid"];
    const viewer = await lab.view(linux);
    await viewer.press(0xffe3, 0xffe9, 0xffff);
    await reached(lab, linux, (record) => record["domid"] !== domid);
    const windows = lab.vm(isWindows);
    const other = await lab.view(windows, [ENCODING.zrle, ENCODING.cursor]);
    await other.press(0xffe3, 0xffe9, 0xffff);
    await other.type("secret\n");
    await other.ask(true);
    await other.take();
    assert.deepEqual(other.told.cursor, { width: 12, height: 18 });
    const halted = reached(lab, windows, (record) => text(record, "power_state") === "Halted");
    for (const [x, y] of [[30, 750], [40, 712]] as const) {
      await other.point(x, y);
      await other.point(x, y, 1);
      await other.point(x, y);
    }
    await halted;
  }));

Deno.test("A paused VM keeps its viewers but shows nothing new, and takes no new ones", () =>
  withLab(async (lab) => {
    const vm = lab.vm();
    const viewer = await lab.view(vm);
    await viewer.until(/ login:$/);
    await lab.simulator.call("VM.pause", [vm]);
    const { head } = await lab.connect(`ref=${lab.consoleOf(vm)}&session_id=${lab.session}`);
    assert.match(head, /^HTTP\/1\.1 500 Internal Error\r\n/);
    await viewer.type("lost");
    await viewer.ask(true);
    await viewer.take();
    assert.match(viewer.text(), / login:$/);
    await lab.simulator.call("VM.unpause", [vm]);
    await viewer.type("kept");
    await viewer.until(/ login: kept$/);
  }));

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

Deno.test("A host's text console is plain text: one types a line and reads the answer", () =>
  withLab(async (lab) => {
    const dom0 = [...lab.simulator.db.table("VM")].find(([, record]) => flag(record, "is_control_domain"))
      ?.[0];
    const { head, link } = await lab.connect(
      `ref=${lab.consoleOf(dom0 ?? "", "vt100")}&session_id=${lab.session}`,
    );
    assert.match(head, /^HTTP\/1\.1 200 OK\r\n/);
    let seen = "";
    const until = async (wanted: RegExp) => {
      while (!wanted.test(seen)) seen += new TextDecoder().decode(await link.read());
    };
    await until(/ login: $/);
    await link.write(new TextEncoder().encode("root\rx\rhostname\r"));
    await until(/hostname\r\n\S+\r\n/);
    await link.write(new TextEncoder().encode("poweroff\r"));
    await until(/This is a host/);
  }));
