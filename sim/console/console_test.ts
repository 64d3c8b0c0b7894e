// Consoles over the wire: machines that can really be used.
import assert from "node:assert/strict";
import { flag, list, text } from "../values.ts";
import { selfSigned } from "../wire/tls.ts";
import { ENCODING } from "./rfb/encodings.ts";
import { TestViewer } from "./testing.ts";
import { assertEnds, headOf, isWindows, reached, withLab } from "./testing_lab.ts";
import { ConnectionLink } from "./testing_links.ts";

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

Deno.test("Over TLS, keys and pictures go both ways at once", async () => {
  const tls = await selfSigned();
  await withLab(async (lab) => {
    const connection = await Deno.connectTls({ hostname: "127.0.0.1", port: lab.port, caCerts: [tls.cert] });
    const request = `CONNECT /console?ref=${lab.vm()}&session_id=${lab.session} HTTP/1.1\r\n\r\n`;
    await connection.write(new TextEncoder().encode(request));
    assert.match(await headOf(connection), /^HTTP\/1\.1 200 OK\r\n/);
    const viewer = await TestViewer.open(new ConnectionLink(connection));
    await viewer.until(/ login:$/);
    await viewer.type("root\nx\nhelp\n");
    await viewer.until(/whoami .*\nroot@\S+:~#$/);
    connection.close();
  }, { tls });
});
