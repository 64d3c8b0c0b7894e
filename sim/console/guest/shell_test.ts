// Logging in on a guest's console and using its shell.
import assert from "node:assert/strict";
import fc from "fast-check";
import { Terminal } from "../screen/terminal.ts";
import type { PowerAction } from "./machine.ts";
import type { Profile } from "./profile.ts";
import { Shell } from "./shell.ts";

const START = Date.UTC(2026, 10, 23, 6);

const PROFILE: Profile = {
  hostname: "web-01",
  windows: false,
  control: false,
  system: "Debian GNU/Linux 12 (bookworm)",
  kernel: "6.1.0-37-amd64",
  memory: 4 * 2 ** 30,
  vcpus: 2,
  interfaces: [{ name: "eth0", mac: "aa:bb:cc:00:00:01", address: "10.99.0.7" }],
  started: START,
};

/** Somebody in front of a screen whose clock stands still until it is moved. */
class Seat {
  readonly terminal = new Terminal(100, 40);
  readonly powers: PowerAction[] = [];
  readonly sizes: string[] = [];
  now = START + 90 * 60_000;
  readonly shell: Shell;

  constructor(profile: Partial<Profile> = {}) {
    this.shell = new Shell({
      profile: { ...PROFILE, ...profile },
      now: () => this.now,
      power: (action) => this.powers.push(action),
      resize: (width, height) => this.sizes.push(`${width}x${height}`),
      write: (text) => this.terminal.write(text),
    });
    this.shell.begin();
  }

  type(text: string): this {
    this.shell.input(text.replaceAll("\n", "\r"));
    return this;
  }

  wait(ms: number): this {
    this.now += ms;
    this.shell.advance();
    return this;
  }

  /** What is on the screen. */
  get seen(): string {
    const lines = Array.from({ length: this.terminal.rows }, (_, row) => this.terminal.line(row));
    return lines.join("\n").trim();
  }

  /** What a command prints. */
  run(command: string): string {
    this.type(`clear\n${command}\n`);
    return this.seen.split("\n").slice(1, -1).join("\n");
  }
}

function loggedIn(profile: Partial<Profile> = {}): Seat {
  return new Seat(profile).type("root\nsecret\n");
}

Deno.test("One logs in with a name and any password but an empty one, which is not shown", () => {
  const seat = new Seat();
  assert.match(seat.seen, /^Debian GNU\/Linux 12 \(bookworm\) web-01 tty1\n\nweb-01 login:$/);
  seat.type("ada\n\n");
  assert.match(seat.seen, /login: ada\nPassword:\n\nLogin incorrect\nweb-01 login:$/);
  seat.type("\nada\nsecret\n");
  assert.match(seat.seen, /Welcome to web-01.*\nada@web-01:~#$/s);
  assert.doesNotMatch(seat.seen, /secret/);
});

Deno.test("Every command of help runs, and an unknown one says so", () => {
  const commands = [...loggedIn().run("help").matchAll(/^ {2}(\w+)/gm)].map(([, name = ""]) => name);
  assert.ok(commands.length > 20);
  for (const command of commands) {
    const seat = loggedIn().type(`clear\n${command}\n`).wait(10_000);
    assert.doesNotMatch(seat.seen, /command not found|undefined|NaN/, command);
  }
  assert.equal(loggedIn().run("frobnicate"), "-bash: frobnicate: command not found");
  assert.equal(loggedIn().run("constructor"), "-bash: constructor: command not found");
});

Deno.test("The machine tells what it is", () => {
  const seat = loggedIn();
  assert.equal(seat.run("uname -a"), "Linux web-01 6.1.0-37-amd64 #1 SMP x86_64 GNU/Linux");
  assert.equal(seat.run("hostname; uname"), "web-01\nLinux");
  assert.match(seat.run("uptime"), /^ ?07:30:00 up 1:30, {2}1 user/);
  assert.match(seat.run("ip addr"), /2: eth0: .*\n {4}link\/ether aa:bb:cc:00:00:01\n {4}inet 10\.99\.0\.7/);
  assert.match(seat.run("free -m"), /^ +total.*\nMem: +4096 /);
});

Deno.test("Files are listed, read, written and removed until the machine reboots", () => {
  const seat = loggedIn();
  assert.equal(seat.run("cat /etc/hostname"), "web-01");
  seat.run("cd /tmp");
  seat.run('echo "two  words" > note');
  seat.run("echo more >> note");
  assert.deepEqual([seat.run("ls"), seat.run("cat note ../etc/hostname")], [
    "note",
    "two  words\nmore\nweb-01",
  ]);
  seat.run("rm note");
  assert.equal(seat.run("cat note"), "cat: note: No such file or directory");
  assert.equal(seat.run("cat /etc"), "cat: /etc: Is a directory");
  assert.equal(seat.run("cd /nowhere"), "-bash: cd: /nowhere: No such file or directory");
});

Deno.test("A line is edited, recalled, completed and thrown away", () => {
  const seat = loggedIn();
  assert.equal(seat.run("ecko\b\bho x\x01\x1b[3~e\x05\x17yes"), "yes");
  seat.type("clear\nhostname\n\x1b[A\x1b[A\x1b[B\n");
  assert.equal(seat.seen.match(/^web-01$/gm)?.length, 2);
  assert.equal(seat.run("host\t"), "web-01");
  assert.match(seat.type("clear\nu\t").seen, /\nuname {2}uptime\n\S+# u$/);
  assert.match(seat.type("\x03").seen, /# u\^C\n\S+#$/);
  assert.match(seat.type("\x04").seen, /logout\nweb-01 login:$/);
});

Deno.test("top draws itself anew until q, ping counts until Ctrl-C", () => {
  const seat = loggedIn().type("top\n");
  const first = seat.seen;
  assert.match(first, /^top - 07:30:00.*PID USER/s);
  assert.notEqual(seat.wait(2000).seen, first);
  assert.match(seat.type("q").seen, /^root@web-01:~#$/);
  seat.type("ping mars\n").wait(1000).wait(1000).type("\x03");
  assert.match(seat.seen, /icmp_seq=3 .*\n\^C\n3 packets transmitted/s);
  assert.equal(seat.shell.due, undefined);
});

Deno.test("poweroff and reboot say goodbye and take no more keys; a host does neither", () => {
  for (
    const [command, action, last] of [
      ["poweroff", "poweroff", /reboot: Power down$/],
      ["reboot", "reboot", /reboot: Restarting system$/],
      ["shutdown -r now", "reboot", /Restarting system$/],
    ] as const
  ) {
    const seat = loggedIn().type(`${command}\n`);
    for (let at = 0; at < 10; at++) seat.wait(200);
    assert.deepEqual(seat.powers, [action]);
    assert.match(seat.type("x\x03\n").seen, last);
  }
  const host = loggedIn({ control: true });
  assert.match(host.run("poweroff"), /This is a host/);
  assert.deepEqual(host.powers, []);
});

Deno.test("A shutdown from outside is told, once", () => {
  const seat = new Seat();
  seat.shell.down("poweroff");
  seat.shell.down("poweroff");
  assert.equal(seat.seen.match(/The system will power off now!/g)?.length, 1);
});

Deno.test("Whatever is typed, the shell goes on and its screen stays whole", () => {
  const word = fc.constantFrom(
    ..."help uname ls cat cd echo rm top ping sleep date free ip fbset exit history > >> ; && / .. ~ - -a"
      .split(" "),
  );
  const typed = fc.oneof(
    word,
    fc.string({ maxLength: 8 }),
    fc.constantFrom(
      "\n",
      "\n",
      "\t",
      "\x03",
      "\x04",
      "\x7f",
      "\x1b[A",
      "\x1b[D",
      "\x1b[3~",
      "\x15",
      "\x1b",
      " ",
    ),
  );
  fc.assert(
    fc.property(fc.array(typed, { maxLength: 60 }), (texts) => {
      const seat = loggedIn();
      for (const each of texts) seat.type(each).wait(700);
      assert.ok(seat.terminal.row < seat.terminal.rows && seat.terminal.column < seat.terminal.columns);
      assert.deepEqual(seat.powers, []);
      seat.type("\x1b[\x03q\x03\x03\x15\n\x03");
      assert.match(seat.seen, /(login:|#|~)$/);
    }),
    { numRuns: 300 },
  );
});

Deno.test("fbset changes the screen's size within bounds", () => {
  const seat = loggedIn();
  seat.type("fbset -g 800 600\nfbset -g 1 1\nfbset\n");
  assert.deepEqual(seat.sizes, ["800x600"]);
});
