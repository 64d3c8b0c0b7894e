// Whole machines with a clock that is moved by hand: boots, screens, mouse, freezing, and who is here.
import assert from "node:assert/strict";
import { TestViewer } from "../testing.ts";
import { linkPair } from "../testing_links.ts";
import { serveRfb } from "../rfb/session.ts";
import { Domain } from "./domain.ts";
import { Keyboard } from "./keys.ts";
import type { PowerAction } from "./machine.ts";
import type { Profile } from "./profile.ts";

const START = Date.UTC(2026, 10, 23, 6);

const LINUX: Profile = {
  hostname: "db-01",
  windows: false,
  control: false,
  system: "Rocky Linux release 9.5 (Blue Onyx)",
  kernel: "5.14.0",
  memory: 2 ** 31,
  vcpus: 1,
  interfaces: [{ name: "eth0", mac: "aa:bb:cc:00:00:01", address: undefined }],
  started: START,
};

/** A domain with one viewer, who is asked for what is on the screen. */
class Room {
  now = START;
  readonly powers: PowerAction[] = [];
  readonly domain: Domain;

  constructor(profile: Partial<Profile> = {}) {
    this.domain = new Domain({
      name: "room",
      profile: { ...LINUX, ...profile },
      scale: 1,
      now: () => this.now,
      power: (action) => this.powers.push(action),
    });
  }

  /** Moves the clock and lets what is due happen: a pointer at rest changes nothing else. */
  at(ms: number): void {
    this.now = START + ms;
    this.domain.pointer(500, 300, 0);
  }

  async with(run: (viewer: TestViewer) => Promise<void>): Promise<void> {
    const leave = this.domain.enter("picture");
    const [server, link] = linkPair();
    const served = serveRfb(server, this.domain);
    try {
      await run(await TestViewer.open(link));
    } finally {
      link.close();
      await served;
      leave();
    }
  }
}

async function look(viewer: TestViewer): Promise<string> {
  await viewer.ask(true);
  await viewer.take();
  return viewer.text();
}

Deno.test("A Linux guest boots in text mode, changes to a large screen, and asks for a login", async () => {
  const room = new Room();
  await room.with(async (viewer) => {
    room.at(900);
    assert.deepEqual([viewer.picture.width, viewer.picture.height], [720, 400]);
    assert.match(await look(viewer), /^Simulated BIOS.*Booting from Hard Disk\.\.\./s);
    room.at(2000);
    await viewer.ask();
    await viewer.take();
    assert.deepEqual(viewer.told.sizes, ["1024x768"]);
    assert.match(await look(viewer), /^\[ {4}0\.000000\] Linux version 5\.14\.0/);
    room.at(10_000);
    assert.match(await look(viewer), /\[ {2}OK {2}\] Reached target Multi-User System.*db-01 login:$/s);
  });
});

Deno.test("Who comes after the boot sees the login, as if somebody had watched", async () => {
  const room = new Room();
  room.now += 3_600_000;
  await room.with(async (viewer) => assert.match(await look(viewer), /db-01 login:$/));
});

Deno.test("Nothing runs and nothing is drawn while nobody is here", async () => {
  const room = new Room();
  await room.with(async (viewer) => void await look(viewer));
  // Deno's own check of leaked timers holds the rest of this promise.
  assert.equal(room.domain.watched, false);
  assert.equal(room.domain.canvas.watchers.size, 0);
});

Deno.test("The mouse marks text into the clipboard, and the middle button pastes", async () => {
  const room = new Room();
  room.now += 60_000;
  await room.with(async (viewer) => {
    const lines = (await look(viewer)).split("\n");
    const row = lines.findIndex((line) => line.startsWith("db-01 login:"));
    await viewer.point(2, row * 16 + 5, 1);
    await viewer.point(4 * 8 + 2, row * 16 + 5, 0);
    await viewer.take();
    assert.deepEqual(viewer.told.copied, ["db-01"]);
    await viewer.point(0, 0, 2);
    await viewer.until(/login: db-01$/);
    await viewer.paste("x\ny");
    await viewer.point(0, 0, 0);
    await viewer.point(0, 0, 2);
    await viewer.until(/login: db-01x\nPassword:$/);
  });
});

Deno.test("What was marked comes without the empty text after it", async () => {
  const room = new Room();
  room.now += 60_000;
  await room.with(async (viewer) => {
    await viewer.until(/login:$/);
    await viewer.type("root\nx\nfbset -g 640 400\n");
    await viewer.until(/^root@db-01:~#$/);
    await viewer.type("echo one\n");
    await viewer.until(/\none\nroot@db-01:~#$/);
    await viewer.point(0, 16 + 4, 1);
    await viewer.point(600, 16 + 4, 0);
    await viewer.ask();
    while (viewer.told.copied.length === 0) await viewer.take();
    assert.deepEqual([viewer.told.copied, viewer.told.sizes], [["one"], ["640x400"]]);
  });
});

Deno.test("The cursor blinks while somebody looks, without anything being done", async () => {
  const room = new Room();
  room.now += 60_000;
  await room.with(async (viewer) => {
    const lit = (await look(viewer), viewer.picture.values.slice());
    room.now += 1000;
    await viewer.ask();
    await viewer.take();
    assert.notDeepEqual(viewer.picture.values, lit);
    assert.match(viewer.text(), /login:$/);
  });
});

Deno.test("A frozen machine takes no keys and draws nothing until it goes on", async () => {
  const room = new Room();
  room.now += 60_000;
  await room.with(async (viewer) => {
    await viewer.until(/login:$/);
    room.domain.freeze(true);
    room.domain.key(0x61, true);
    assert.match(await look(viewer), /login:$/);
    room.domain.freeze(false);
    room.domain.key(0x62, true);
    await viewer.until(/login: b$/);
  });
});

Deno.test("Ctrl+Alt+Del reboots Linux once, whoever presses it; not a host", () => {
  for (const [control, expected] of [[false, ["reboot"]], [true, []]] as const) {
    const room = new Room({ control });
    for (const key of [0xffe4, 0xffea, 0xffff, 0xffff]) room.domain.key(key, true);
    assert.deepEqual(room.powers, expected);
  }
});

Deno.test("Windows: boot, clock, sign-in with dots, a refusal, the desktop, its menu", async () => {
  const room = new Room({ windows: true, system: "Microsoft Windows Server 2022 Standard" });
  const secure = () => {
    for (const key of [0xffe3, 0xffe9, 0xffff]) room.domain.key(key, true);
    for (const key of [0xffe3, 0xffe9, 0xffff]) room.domain.key(key, false);
  };
  const enter = () => room.domain.key(0xff0d, true);
  await room.with(async (viewer) => {
    assert.equal(viewer.picture.width, 720);
    room.at(6000);
    await viewer.ask();
    await viewer.take();
    assert.deepEqual(viewer.told.sizes, ["1024x768"]);
    const locked = await picture(viewer);
    room.at(60_000);
    assert.notEqual(await picture(viewer), locked);
    secure();
    const empty = await picture(viewer);
    room.domain.key(0x41, true);
    const one = await picture(viewer);
    room.domain.key(0xff08, true);
    assert.equal(await picture(viewer), empty);
    assert.notEqual(one, empty);
    enter();
    const refused = await picture(viewer);
    enter();
    assert.equal(await picture(viewer), empty);
    assert.notEqual(refused, empty);
    room.domain.key(0x41, true);
    room.domain.pointer(640, 410, 0);
    const lit = await picture(viewer);
    room.domain.pointer(100, 100, 0);
    assert.notEqual(await picture(viewer), lit);
    room.domain.pointer(640, 410, 1);
    room.at(63_000);
    const desktop = await picture(viewer);
    room.domain.pointer(30, 750, 1);
    room.domain.pointer(30, 750, 0);
    assert.notEqual(await picture(viewer), desktop);
    room.domain.pointer(500, 400, 1);
    room.domain.pointer(500, 300, 0);
    assert.equal(await picture(viewer), desktop);
    room.domain.pointer(30, 750, 1);
    room.domain.pointer(30, 676, 0);
    room.domain.pointer(30, 676, 1);
    assert.deepEqual(room.powers, ["reboot"]);
  });
});

async function picture(viewer: TestViewer): Promise<string> {
  await look(viewer);
  return viewer.picture.values.join();
}

Deno.test("Keys type what is on them: capitals, signs, the keypad, control characters, arrows", () => {
  const keyboard = new Keyboard();
  const typed = [0x41, 0xe9, 0xffb5, 0xffae, 0xff52, 0xffbe, 0x01002022].map((key) => keyboard.sequence(key));
  assert.deepEqual(typed, ["A", "é", "5", ".", "\x1b[A", "", "•"]);
  keyboard.press(0xffe3, true);
  assert.deepEqual([0x63, 0x43, 0x64, 0x35].map((key) => keyboard.sequence(key)), [
    "\x03",
    "\x03",
    "\x04",
    "5",
  ]);
  keyboard.press(0xffe3, false);
  assert.equal(keyboard.sequence(0x63), "c");
});
