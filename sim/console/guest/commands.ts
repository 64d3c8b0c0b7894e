// The commands of a guest's shell.
import { type Files, resolve } from "./files.ts";
import type { PowerAction } from "./machine.ts";
import type { Profile } from "./profile.ts";
import { ping, type Program, shutdown, sleep, top } from "./programs.ts";
import { uptime } from "./uptime.ts";

/** What a command can see and do. */
export interface Scene {
  readonly profile: Profile;
  readonly files: Files;
  readonly history: readonly string[];
  readonly user: string;
  directory: string;
  now(): number;
  /** Changes the screen's size, in pixels. */
  resize(width: number, height: number): void;
  power(action: PowerAction): void;
  logOut(): void;
}

/** Prints text (lines end with \n), or runs for a while. */
type Command = (scene: Scene, args: readonly string[]) => string | Program;

interface Entry {
  readonly help: string;
  readonly run: Command;
}

const COMMANDS: Readonly<Record<string, Entry>> = {
  cat: { help: "print files", run: cat },
  cd: { help: "change the directory", run: cd },
  clear: { help: "clear the screen", run: () => "\x1b[2J\x1b[H" },
  date: { help: "print the time", run: (scene) => `${new Date(scene.now()).toUTCString()}\n` },
  df: { help: "print the file systems' use", run: df },
  echo: { help: "print words; > FILE writes them", run: (_, args) => `${args.join(" ")}\n` },
  exit: { help: "log out", run: logOut },
  fbset: { help: "-g WIDTH HEIGHT sets the screen's size", run: fbset },
  free: { help: "print the memory's use", run: free },
  help: { help: "print this", run: help },
  history: {
    help: "print what was typed",
    run: ({ history }) => history.map((line, at) => `${String(at + 1).padStart(5)}  ${line}\n`).join(""),
  },
  hostname: { help: "print the machine's name", run: ({ profile }) => `${profile.hostname}\n` },
  id: { help: "print who one is", run: ({ user }) => `uid=0(${user}) gid=0(${user}) groups=0(${user})\n` },
  ip: { help: "addr prints the addresses", run: ip },
  logout: { help: "log out", run: logOut },
  ls: { help: "list a directory", run: ls },
  ping: { help: "ask a host for a sign of life", run: (scene, [host]) => ping(scene.now(), host) },
  poweroff: { help: "shut the machine down", run: (scene) => powered(scene, "poweroff") },
  ps: { help: "list the processes", run: ps },
  pwd: { help: "print the directory", run: ({ directory }) => `${directory}\n` },
  reboot: { help: "start the machine anew", run: (scene) => powered(scene, "reboot") },
  rm: { help: "remove files", run: rm },
  shutdown: {
    help: "shut the machine down; -r reboots it",
    run: (scene, args) => powered(scene, args.includes("-r") ? "reboot" : "poweroff"),
  },
  sleep: { help: "wait so many seconds", run: (scene, [seconds]) => sleep(scene.now(), Number(seconds)) },
  top: { help: "watch the processes; q ends it", run: (scene) => top(scene) },
  uname: { help: "print the system; -a all of it", run: uname },
  uptime: {
    help: "print for how long the machine has run",
    run: (scene) => `${uptime(scene.profile, scene.now())}\n`,
  },
  whoami: { help: "print one's name", run: ({ user }) => `${user}\n` },
};

/** Runs a command line; a program that takes its time ends it. An unknown command says so. */
export function execute(scene: Scene, line: string): string | Program {
  let said = "";
  for (const command of line.split(/;|&&/)) {
    const result = executeOne(scene, command);
    if (typeof result !== "string") return result;
    said += result;
  }
  return said;
}

function executeOne(scene: Scene, line: string): string | Program {
  const [, body = "", append, file] = /^(.*?)(?:(>>?)\s*(\S+)\s*)?$/s.exec(line.trim()) ?? [];
  const [name = "", ...args] = words(body);
  if (name === "") return "";
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) return `-bash: ${name}: command not found\n`;
  const result = command.run(scene, args);
  if (file === undefined || typeof result !== "string") return result;
  const path = resolve(file, scene.directory);
  const before = append === ">>" ? scene.files.read(path) ?? "" : "";
  return scene.files.write(path, before + result) ? "" : `-bash: ${file}: No space left on device\n`;
}

/** What a half-typed line could go on with: the one way there is, or all the words that fit. */
export function complete(scene: Scene, line: string): readonly string[] {
  const [, directory = "", start = ""] = /^.*?\s(?:(\S*\/)?([^\s/]*))$/s.exec(line) ?? [];
  if (!/\s/.test(line)) return Object.keys(COMMANDS).filter((name) => name.startsWith(line));
  const names = scene.files.list(resolve(directory === "" ? "." : directory, scene.directory)) ?? [];
  return names.filter((name) => name.startsWith(start));
}

/** Words of a line: blanks part them, unless quoted. */
function words(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, double, single, plain]) =>
    double ?? single ?? plain ?? ""
  );
}

function help(): string {
  const lines = Object.entries(COMMANDS).map(([name, { help }]) => `  ${name.padEnd(10)} ${help}\n`);
  return `This shell knows:\n${lines.join("")}`;
}

function uname({ profile }: Scene, args: readonly string[]): string {
  const { hostname, kernel } = profile;
  if (args.includes("-a")) return `Linux ${hostname} ${kernel} #1 SMP x86_64 GNU/Linux\n`;
  if (args.includes("-r")) return `${kernel}\n`;
  return args.includes("-n") ? `${hostname}\n` : "Linux\n";
}

function ip({ profile }: Scene, [what = "addr"]: readonly string[]): string {
  if ("route".startsWith(what)) return "default via 10.99.0.1 dev eth0\n";
  if (!"address".startsWith(what) && !"link".startsWith(what)) {
    return `Object "${what}" is unknown, try "ip addr".\n`;
  }
  const cards = [
    { name: "lo", mac: "00:00:00:00:00:00", address: "127.0.0.1" },
    ...profile.interfaces,
  ];
  return cards.map(({ name, mac, address }, at) => {
    const flags = name === "lo" ? "LOOPBACK,UP,LOWER_UP" : "BROADCAST,MULTICAST,UP,LOWER_UP";
    return `${at + 1}: ${name}: <${flags}> mtu ${name === "lo" ? 65536 : 1500} state UP\n` +
      `    link/${name === "lo" ? "loopback" : "ether"} ${mac}\n` +
      (address === undefined ? "" : `    inet ${address}/${name === "lo" ? 8 : 16} scope global ${name}\n`);
  }).join("");
}

function free({ profile }: Scene, args: readonly string[]): string {
  const [unit, letter] = args.includes("-h")
    ? [2 ** 30, "Gi"]
    : args.includes("-m")
    ? [2 ** 20, ""]
    : [1024, ""];
  const show = (bytes: number) => {
    const amount = bytes / unit;
    return `${letter === "" ? Math.round(amount) : amount.toFixed(1)}${letter}`.padStart(12);
  };
  const { memory } = profile;
  return `${"".padEnd(7)}${
    ["total", "used", "free", "available"].map((name) => name.padStart(12)).join("")
  }\n` +
    `Mem:   ${[1, 0.31, 0.42, 0.66].map((share) => show(memory * share)).join("")}\n` +
    `Swap:  ${[2 ** 30, 0, 2 ** 30].map(show).join("")}\n`;
}

function df(): string {
  return "Filesystem     1K-blocks    Used Available Use% Mounted on\n" +
    "/dev/xvda1      10255636 2873412   6839240  30% /\n" +
    "tmpfs             492652       0    492652   0% /tmp\n";
}

function ls({ files, directory }: Scene, args: readonly string[]): string {
  const path = resolve(args.find((arg) => !arg.startsWith("-")) ?? ".", directory);
  const names = files.list(path);
  if (names !== undefined) return names.length === 0 ? "" : `${names.join("  ")}\n`;
  return files.read(path) === undefined
    ? `ls: cannot access '${path}': No such file or directory\n`
    : `${path}\n`;
}

function cat({ files, directory }: Scene, args: readonly string[]): string {
  return args.map((name) => {
    const path = resolve(name, directory);
    return files.read(path) ??
      `cat: ${name}: ${files.list(path) === undefined ? "No such file or directory" : "Is a directory"}\n`;
  }).join("");
}

function cd(scene: Scene, [to = "/root"]: readonly string[]): string {
  const path = resolve(to, scene.directory);
  if (path !== "/root" && scene.files.list(path) === undefined) {
    return `-bash: cd: ${to}: No such file or directory\n`;
  }
  scene.directory = path;
  return "";
}

function rm({ files, directory }: Scene, args: readonly string[]): string {
  return args.filter((name) => !name.startsWith("-") && !files.remove(resolve(name, directory)))
    .map((name) => `rm: cannot remove '${name}': No such file or directory\n`).join("");
}

function ps({ user }: Scene): string {
  return "    PID TTY          TIME CMD\n" +
    ["systemd", "sshd", "rsyslogd", "xe-daemon", "login", "bash", "ps"]
      .map((name, at) =>
        `${String(at * at * 37 + 1).padStart(7)} ${user === "" ? "?" : "tty1"}     00:00:0${at} ${name}\n`
      )
      .join("");
}

function fbset(scene: Scene, args: readonly string[]): string {
  const [width = 0, height = 0] = args.filter((arg) => /^\d+$/.test(arg)).map(Number);
  if (args[0] !== "-g" || width < 320 || width > 2560 || height < 200 || height > 1600) {
    return "fbset: give -g and a size from 320 200 to 2560 1600\n";
  }
  scene.resize(width, height);
  return "";
}

function logOut(scene: Scene): string {
  scene.logOut();
  return "";
}

function powered(scene: Scene, action: PowerAction): string | Program {
  // A host is shut down over the Xen-API, which looks after its VMs.
  if (scene.profile.control) return `${action}: This is a host; use the Xen-API\n`;
  scene.power(action);
  return shutdown(scene.now(), action);
}
