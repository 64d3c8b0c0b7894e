// Programs of a guest that run for a while: they write now and then, and take keys until they end.
import type { PowerAction } from "./machine.ts";
import type { Profile } from "./profile.ts";
import { uptime } from "./uptime.ts";

/** A program in the foreground. */
export interface Program {
  /** When it wants to go on, in milliseconds since 1970; undefined: never by itself. */
  readonly due: number | undefined;
  /** Does what is due by now; gives what it writes (lines end with \n), undefined when it has ended. */
  step(now: number): string | undefined;
  /** Takes a key; true when it ends the program. Ctrl-C always does. */
  input(text: string): boolean;
  /** What it writes when it ends by a key. */
  readonly farewell: string;
}

const TOP_MS = 2000;
const NAMES = [
  "systemd",
  "rsyslogd",
  "sshd",
  "postgres",
  "nginx",
  "kworker/0:1",
  "xe-daemon",
  "cron",
  "bash",
  "top",
];

/** Processes, drawn anew every two seconds. */
export function top({ profile, now }: { readonly profile: Profile; now(): number }): Program {
  let due = now();
  return {
    get due() {
      return due;
    },
    step: (time) => {
      due = time + TOP_MS;
      return topScreen(profile, time);
    },
    input: (text) => text === "q",
    farewell: "\x1b[?25h\x1b[2J\x1b[H",
  };
}

function topScreen(profile: Profile, now: number): string {
  const rows = NAMES.map((name, at) => {
    // Loads that change from one screen to the next, the same for whoever looks.
    const load = Math.abs(Math.sin(now / 1000 / (at + 2) + at * 7)) * (at === 3 ? 38 : 6);
    return { name, pid: at * at * 37 + 1, load, memory: 0.3 + at % 4 };
  }).sort((a, b) => b.load - a.load);
  const total = rows.reduce((sum, { load }) => sum + load, 0) / Math.max(1, profile.vcpus);
  const lines = [
    `top -${uptime(profile, now)}`,
    `Tasks: ${rows.length} total,   1 running`,
    `%Cpu(s): ${total.toFixed(1).padStart(5)} us, ${(100 - total).toFixed(1).padStart(5)} id`,
    `MiB Mem : ${(profile.memory / 2 ** 20).toFixed(1)} total`,
    "",
    "\x1b[7m    PID USER      %CPU  %MEM COMMAND             \x1b[0m",
    ...rows.map(({ name, pid, load, memory }) =>
      `${String(pid).padStart(7)} root     ${load.toFixed(1).padStart(5)} ${
        memory.toFixed(1).padStart(5)
      } ${name}`
    ),
  ];
  return `\x1b[?25l\x1b[H${lines.map((line) => `${line}\x1b[K\n`).join("")}\x1b[J`;
}

/** Asks once a second, and is always answered. */
export function ping(start: number, host: string | undefined): string | Program {
  if (host === undefined) return "ping: give a host\n";
  let [due, sent] = [start, 0];
  return {
    get due() {
      return due;
    },
    step: (time) => {
      due = time + 1000;
      const delay = (0.3 + 0.2 * Math.abs(Math.sin(++sent))).toFixed(3);
      return `64 bytes from ${host}: icmp_seq=${sent} ttl=64 time=${delay} ms\n`;
    },
    input: () => false,
    get farewell() {
      return `${sent} packets transmitted, ${sent} received, 0% packet loss\n`;
    },
  };
}

/** Does nothing for so many seconds. */
export function sleep(start: number, seconds: number): string | Program {
  if (!(seconds >= 0)) return "sleep: give a number of seconds\n";
  const due = start + seconds * 1000;
  return { due, step: (now) => now >= due ? undefined : "", input: () => false, farewell: "" };
}

const STOPPED = [
  "Stopped target Multi-User System",
  "Stopped OpenSSH server",
  "Stopped Xen guest agent",
  "Stopped System Logging Service",
  "Stopped Journal Service",
  "Unmounted local file systems",
];

/** What a machine writes while it goes down. It takes no keys any more and ends with the domain. */
export function shutdown(start: number, action: PowerAction): Program {
  let [due, line]: [number | undefined, number] = [start, 0];
  return {
    get due() {
      return due;
    },
    step: (time) => {
      const unit = STOPPED[line++];
      due = unit === undefined ? undefined : time + 150;
      if (unit !== undefined) return `[\x1b[32m  OK  \x1b[0m] ${unit}\n`;
      return `reboot: ${action === "reboot" ? "Restarting system" : "Power down"}\n`;
    },
    input: () => false,
    farewell: "",
  };
}
