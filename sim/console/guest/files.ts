// The few files of a guest, and what is written to them until it reboots.
import { date } from "../../values.ts";
import type { Profile } from "./profile.ts";

/** Bytes of all files together at most: a guest has no use for more here. */
const SPACE = 256 * 1024;

/** A tree of text files. Paths are absolute; directories are those that files are in. */
export class Files {
  readonly #files: Map<string, string>;

  constructor(profile: Profile) {
    const { hostname, system, kernel, vcpus, memory, interfaces } = profile;
    const [name = system, version = ""] = /^(.*?) ([\d.]+)/.exec(system)?.slice(1) ?? [];
    const hosts = interfaces.filter(({ address }) => address !== undefined)
      .map(({ address }) => `${address}\t${hostname}\n`);
    this.#files = new Map([
      ["/etc/hostname", `${hostname}\n`],
      ["/etc/hosts", `127.0.0.1\tlocalhost\n${hosts.join("")}`],
      ["/etc/os-release", `NAME="${name}"\nVERSION_ID="${version}"\nPRETTY_NAME="${system}"\n`],
      ["/etc/motd", `Welcome to ${hostname}. This machine is simulated; nothing you do here lasts.\n`],
      ["/etc/resolv.conf", "search lab.example\nnameserver 10.99.0.53\n"],
      ["/etc/fstab", "/dev/xvda1 / ext4 defaults 0 1\n/dev/xvda2 none swap sw 0 0\n"],
      ["/proc/version", `Linux version ${kernel} (builder@lab) #1 SMP\n`],
      ["/proc/cpuinfo", cpuinfo(vcpus)],
      ["/proc/meminfo", `MemTotal: ${String(Math.round(memory / 1024)).padStart(12)} kB\n`],
      ["/proc/cmdline", `BOOT_IMAGE=/vmlinuz-${kernel} root=/dev/xvda1 ro console=tty0 console=hvc0\n`],
      [
        "/var/log/syslog",
        `${date(profile.started)} ${hostname} kernel: Linux version ${kernel}\n` +
        `${date(profile.started)} ${hostname} systemd[1]: Started everything there is\n`,
      ],
      ["/root/notes.txt", "Try: help, top, ip addr, poweroff\n"],
    ]);
  }

  /** A file's text; undefined when there is none. */
  read(path: string): string | undefined {
    return this.#files.get(path);
  }

  /** Writes a file; false when there is no space left. */
  write(path: string, text: string): boolean {
    const used = [...this.#files].reduce((sum, [name, { length }]) => sum + (name === path ? 0 : length), 0);
    if (used + text.length > SPACE) return false;
    this.#files.set(path, text);
    return true;
  }

  remove(path: string): boolean {
    return this.#files.delete(path);
  }

  /** The names in a directory; undefined when there is no such directory. */
  list(path: string): string[] | undefined {
    const prefix = path === "/" ? "/" : `${path}/`;
    const names = [...this.#files.keys()].filter((name) => name.startsWith(prefix))
      .map((name) => name.slice(prefix.length).split("/")[0] ?? "");
    if (names.length === 0 && path !== "/tmp") return undefined;
    if (path === "/") names.push("tmp");
    return [...new Set(names)].sort();
  }
}

/** An absolute path without `.` and `..`. */
export function resolve(path: string, from: string): string {
  const parts: string[] = [];
  for (const part of `${path.startsWith("/") ? "" : `${from}/`}${path}`.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return `/${parts.join("/")}`;
}

function cpuinfo(vcpus: number): string {
  return Array.from(
    { length: vcpus },
    (_, at) => `processor\t: ${at}\nmodel name\t: Simulated CPU\ncpu MHz\t\t: 2394.230\n`,
  ).join("\n");
}
