// What a Linux guest shows while it boots, and when.
import type { Profile } from "./profile.ts";

/** A moment of a boot: milliseconds after its start, and what is written then; `graphics` is when the large screen begins. */
export interface Moment {
  readonly at: number;
  readonly text?: string;
  readonly graphics?: true;
}

const OK = "\x1b[37m[\x1b[1;32m  OK  \x1b[0;37m]\x1b[0m ";

/** The whole boot, in order. It ends with the login prompt, which is not part of it. */
export function bootLog({ hostname, kernel, memory, vcpus, interfaces }: Profile): Moment[] {
  const megabytes = Math.round(memory / 1048576);
  const firmware = [
    "Simulated BIOS for Xen guests\r\n\r\n",
    "Booting from Hard Disk...\r\n",
    "Boot loader: starting the newest kernel\r\n",
    `Loading Linux ${kernel} ...\r\n`,
    "Loading initial ramdisk ...\r\n",
  ];
  const cards = interfaces.map(({ name, mac }) => `xen_netfront: ${name}: ${mac}`);
  const lines = [
    `Linux version ${kernel} (builder@lab) #1 SMP`,
    `Command line: BOOT_IMAGE=/vmlinuz-${kernel} root=/dev/xvda1 ro console=tty0`,
    "Hypervisor detected: Xen HVM",
    "Xen version 4.17.",
    `Memory: ${megabytes * 1024}K available`,
    `smp: Brought up 1 node, ${vcpus} CPU${vcpus === 1 ? "" : "s"}`,
    "xen:events: Xen HVM callback vector for event delivery is enabled",
    "xenbus_probe_frontend: Device with no driver: device/vkbd/0",
    "blkfront: xvda: barrier or flush: disabled; persistent grants: enabled",
    " xvda: xvda1 xvda2",
    ...cards,
    "EXT4-fs (xvda1): mounted filesystem with ordered data mode",
  ];
  const units = [
    "Reached target Local File Systems",
    "Started Journal Service",
    "Started Network Time Synchronization",
    ...interfaces.map(({ name }) => `Started Network interface ${name}`),
    "Reached target Network is Online",
    "Started System Logging Service",
    "Started OpenSSH server",
    "Started Xen guest agent",
    `Set hostname to <${hostname}>`,
    "Reached target Multi-User System",
  ];
  return [
    ...firmware.map((text, at) => ({ at: 150 + at * 250, text })),
    { at: 1500, graphics: true },
    ...lines.map((line, at) => ({
      at: 1550 + at * 80,
      text: `[${(at * 0.081).toFixed(6).padStart(12)}] ${line}\r\n`,
    })),
    ...units.map((unit, at) => ({ at: 2700 + at * 180, text: `${OK}${unit}\r\n` })),
  ];
}
