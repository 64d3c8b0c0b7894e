// Operating systems a generated VM may run: what its template is called and what its guest agent reports.
import { GiB } from "./units.ts";

export interface System {
  /** Name of the default template. */
  readonly template: string;
  readonly reference_label: string;
  readonly windows: boolean;
  readonly firmware: "bios" | "uefi";
  /** os_version of VM_guest_metrics. */
  readonly os_version: Readonly<Record<string, string>>;
  /** PV_drivers_version of VM_guest_metrics; absent where no guest agent runs. */
  readonly drivers?: Readonly<Record<string, string>>;
  /** Memory and disk of the template, in bytes. */
  readonly memory: number;
  readonly disk: number;
}

const LINUX_AGENT = { major: "8", minor: "4", micro: "0", build: "1" };
const OLD_LINUX_AGENT = { major: "7", minor: "20", micro: "2", build: "14" };
const WINDOWS_AGENT = { major: "9", minor: "4", micro: "1", build: "146" };

function linux(
  template: string,
  reference_label: string,
  name: string,
  uname: string,
  distro: string,
  version: string,
  firmware: System["firmware"] = "uefi",
): System {
  const [major = "", minor = "0"] = version.split(".");
  const old = firmware === "bios";
  return {
    template,
    reference_label,
    windows: false,
    firmware,
    os_version: { name, uname, distro, major, minor },
    drivers: old ? OLD_LINUX_AGENT : LINUX_AGENT,
    memory: 2 * GiB,
    disk: 10 * GiB,
  };
}

function windows(
  template: string,
  reference_label: string,
  name: string,
  minor: string,
  disk: number,
): System {
  return {
    template,
    reference_label,
    windows: true,
    firmware: "uefi",
    os_version: {
      name: `${name}|C:\\Windows|\\Device\\Harddisk0\\Partition3`,
      distro: "windows",
      major: "10",
      minor,
    },
    drivers: WINDOWS_AGENT,
    memory: 4 * GiB,
    disk: disk * GiB,
  };
}

export const SYSTEMS = {
  debian12: linux(
    "Debian Bookworm 12",
    "debian-12",
    "Debian GNU/Linux 12 (bookworm)",
    "6.1.0-37-amd64",
    "debian",
    "12.11",
  ),
  debian11: linux(
    "Debian Bullseye 11",
    "debian-11",
    "Debian GNU/Linux 11 (bullseye)",
    "5.10.0-33-amd64",
    "debian",
    "11.11",
    "bios",
  ),
  ubuntu22: linux(
    "Ubuntu Jammy Jellyfish 22.04",
    "ubuntu-22.04",
    "Ubuntu 22.04.5 LTS",
    "5.15.0-139-generic",
    "ubuntu",
    "22.04",
  ),
  ubuntu24: linux(
    "Ubuntu Noble Numbat 24.04",
    "ubuntu-24.04",
    "Ubuntu 24.04.2 LTS",
    "6.8.0-60-generic",
    "ubuntu",
    "24.04",
  ),
  rocky9: linux(
    "Rocky Linux 9",
    "rocky-9",
    "Rocky Linux release 9.5 (Blue Onyx)",
    "5.14.0-503.40.1.el9_5.x86_64",
    "rocky",
    "9.5",
  ),
  alma8: linux(
    "AlmaLinux 8",
    "almalinux-8",
    "AlmaLinux release 8.10 (Cerulean Leopard)",
    "4.18.0-553.el8_10.x86_64",
    "almalinux",
    "8.10",
    "bios",
  ),
  rhel9: linux(
    "Red Hat Enterprise Linux 9",
    "rhel-9",
    "Red Hat Enterprise Linux release 9.4 (Plow)",
    "5.14.0-427.el9.x86_64",
    "rhel",
    "9.4",
  ),
  sles15: linux(
    "SUSE Linux Enterprise 15 (64-bit)",
    "sles-15-64bit",
    "SUSE Linux Enterprise Server 15 SP6",
    "6.4.0-150600.23.47-default",
    "sles",
    "15.6",
  ),
  windows2019: windows(
    "Windows Server 2019 (64-bit)",
    "windows-server-2019-64bit",
    "Microsoft Windows Server 2019 Standard",
    "0",
    60,
  ),
  windows2022: windows(
    "Windows Server 2022 (64-bit)",
    "windows-server-2022-64bit",
    "Microsoft Windows Server 2022 Standard",
    "0",
    60,
  ),
  windows11: windows("Windows 11", "windows-11", "Microsoft Windows 11 Pro", "0", 64),
  other: {
    template: "Other install media",
    reference_label: "other-install-media",
    windows: false,
    firmware: "bios",
    os_version: {},
    memory: 2 * GiB,
    disk: 16 * GiB,
  },
} as const satisfies Record<string, System>;

export type SystemName = keyof typeof SYSTEMS;

/** What a guest agent says the guest can do, as VM_guest_metrics.other. */
export function guestFeatures(system: System): Record<string, string> {
  return {
    "platform-feature-multiprocessor-suspend": "1",
    "has-vendor-device": "0",
    "feature-suspend": "1",
    "feature-poweroff": "1",
    "feature-reboot": "1",
    "feature-vcpu-hotplug": "1",
    "feature-balloon": "1",
    ...(system.windows ? { "feature-static-ip-setting": "1", "feature-ts2": "1" } : {}),
  };
}
