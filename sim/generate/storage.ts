// The storage of a generated pool: shared NFS and iSCSI, a local disk a host, ISO libraries and drives.
import type { Ref } from "../values.ts";
import type { PoolBuilder } from "./builder.ts";
import type { HostPlan } from "./hosts.ts";
import { vdiRecord } from "./machine_records.ts";
import { srRecord } from "./pool_records.ts";
import { GiB, MiB, TiB } from "./units.ts";

/** A place for disks, and how much of it they take. */
export interface Store {
  readonly ref: Ref;
  readonly type: "nfs" | "lvmoiscsi" | "ext";
  /** The only host that sees it; undefined for shared storage. */
  readonly host: HostPlan | undefined;
  virtual: number;
  physical: number;
}

export interface Storage {
  readonly shared: readonly Store[];
  readonly local: readonly Store[];
  /** ISO images to insert into CD drives. */
  readonly isos: readonly Ref[];
}

const ISOS: readonly (readonly [string, number])[] = [
  ["debian-12.11.0-amd64-netinst.iso", 670],
  ["ubuntu-24.04.2-live-server-amd64.iso", 3069],
  ["Rocky-9.5-x86_64-minimal.iso", 2098],
  ["SERVER_EVAL_x64FRE_en-us_2022.iso", 4809],
  ["Win11_24H2_English_x64.iso", 5549],
  ["SLE-15-SP6-Online-x86_64-GM.iso", 262],
  ["virtio-and-agents.iso", 118],
  ["systemrescue-12.00-amd64.iso", 1100],
];

export function buildStorage(pool: PoolBuilder, octet: number, hosts: readonly HostPlan[]): Storage {
  const filer = `10.${octet}.250.5`;
  const array = `10.${octet}.250.6`;
  const plug = (sr: Ref, host: HostPlan, device_config: Record<string, string>): void => {
    const controlDomain = pool.get("host", host.ref)["control_domain"] ?? "";
    pool.add("PBD", {
      host: host.ref,
      SR: sr,
      device_config,
      currently_attached: true,
      other_config: { storage_driver_domain: controlDomain },
    });
  };
  const everywhere = (sr: Ref, device_config: Record<string, string>): Ref => {
    for (const host of hosts) plug(sr, host, device_config);
    return sr;
  };

  const scsi = `3600a0980${pool.dice.hex(24)}`;
  const shared: Store[] = [
    {
      type: "nfs",
      ref: everywhere(
        pool.add(
          "SR",
          srRecord({
            name_label: "NFS production",
            name_description: `NFS SR [${filer}:/export/xcp]`,
            type: "nfs",
            shared: true,
            tags: ["backup"],
            other_config: { "auto-scan": "true" },
          }),
        ),
        { server: filer, serverpath: "/export/xcp", nfsversion: "4.1" },
      ),
      host: undefined,
      virtual: 0,
      physical: 0,
    },
    {
      type: "lvmoiscsi",
      ref: everywhere(
        pool.add(
          "SR",
          srRecord({
            name_label: "iSCSI flash",
            name_description: `iSCSI SR [${array} (iqn.2010-06.net.example:array.1; LUN 0)]`,
            type: "lvmoiscsi",
            content_type: "",
            shared: true,
            other_config: { "auto-scan": "false" },
            sm_config: {
              allocation: "thick",
              use_vhd: "true",
              multipathable: "true",
              devserial: `scsi-${scsi}`,
            },
          }),
        ),
        {
          target: array,
          port: "3260",
          targetIQN: "iqn.2010-06.net.example:array.1",
          SCSIid: scsi,
          multipathed: "true",
        },
      ),
      host: undefined,
      virtual: 0,
      physical: 0,
    },
  ];
  const local = hosts.map((host): Store => {
    const ref = pool.add(
      "SR",
      srRecord({
        name_label: "Local storage",
        name_description: "",
        type: "ext",
        other_config: { "i18n-key": "local-storage", "i18n-original-value-name_label": "Local storage" },
        sm_config: { devserial: `nvme-${pool.dice.hex(12)}` },
      }),
    );
    plug(ref, host, { device: `/dev/disk/by-id/nvme-eui.${pool.dice.hex(16)}-part3` });
    return { ref, type: "ext", host, virtual: 0, physical: 0 };
  });

  const library = everywhere(
    pool.add(
      "SR",
      srRecord({
        name_label: "ISO library",
        name_description: `NFS ISO Library [${filer}:/export/iso]`,
        type: "iso",
        content_type: "iso",
        shared: true,
        allowed_operations: ["unplug", "plug", "pbd_create", "pbd_destroy", "scan"],
        physical_size: TiB,
        physical_utilisation: 412 * GiB,
        other_config: { "auto-scan": "true" },
      }),
    ),
    { location: `${filer}:/export/iso`, type: "nfs_iso" },
  );
  const isos = ISOS.map(([name_label, size]) =>
    pool.add(
      "VDI",
      vdiRecord({
        uuid: pool.dice.uuid(),
        name_label,
        allowed_operations: ["copy", "clone"],
        SR: library,
        virtual_size: size * MiB,
        physical_utilisation: size * MiB,
        read_only: true,
        location: name_label,
      }),
    )
  );
  const tools = everywhere(
    pool.add(
      "SR",
      srRecord({
        name_label: "XCP-ng Tools",
        name_description: "XCP-ng Tools ISOs",
        type: "iso",
        content_type: "iso",
        shared: true,
        is_tools_sr: true,
        physical_size: -1,
        physical_utilisation: -1,
        allowed_operations: ["unplug", "plug", "pbd_create", "pbd_destroy", "scan"],
        other_config: {
          xenserver_tools_sr: "true",
          xensource_internal: "true",
          "i18n-key": "xenserver-tools",
          "i18n-original-value-name_label": "XCP-ng Tools",
          "i18n-original-value-name_description": "XCP-ng Tools ISOs",
        },
      }),
    ),
    { location: "/opt/xensource/packages/iso", legacy_mode: "true" },
  );
  pool.add(
    "VDI",
    vdiRecord({
      uuid: pool.dice.uuid(),
      name_label: "guest-tools.iso",
      name_description: "",
      allowed_operations: ["copy", "clone"],
      SR: tools,
      virtual_size: 44 * MiB,
      physical_utilisation: 44 * MiB,
      read_only: true,
      location: "guest-tools.iso",
      is_tools_iso: true,
      sm_config: { "xs-tools-version": "8.3.60-1", "xs-tools-build": "1", "xs-tools": "true" },
    }),
  );
  for (const host of hosts) {
    for (
      const [name_label, content_type, type] of [["DVD drives", "iso", "cd"], [
        "Removable storage",
        "disk",
        "block",
      ]]
    ) {
      const key = type === "cd" ? "local-hotplug-cd" : "local-hotplug-disk";
      const sr = pool.add(
        "SR",
        srRecord({
          name_label: name_label ?? "",
          name_description: type === "cd" ? "Physical DVD drives" : "",
          type: "udev",
          content_type: content_type ?? "",
          physical_size: type === "cd" ? 1073741312 : 0,
          allowed_operations: ["unplug", "plug", "pbd_create", "pbd_destroy", "scan", "vdi_introduce"],
          other_config: { "i18n-key": key, "i18n-original-value-name_label": name_label ?? "" },
          sm_config: { type: type ?? "" },
        }),
      );
      plug(sr, host, { location: type === "cd" ? "/dev/xapi/cd" : "/dev/xapi/block" });
    }
  }
  for (
    const [type, name_label] of [["nfs", "NFS VHD"], ["lvmoiscsi", "LVM over iSCSI"], [
      "ext",
      "Local EXT3 VHD",
    ], [
      "iso",
      "ISO",
    ], ["udev", "udev"]]
  ) {
    pool.add("SM", {
      type: type ?? "",
      name_label: name_label ?? "",
      name_description: `SR plugin of type ${type}`,
      vendor: "Citrix Systems Inc",
      copyright: "(C) 2008 Citrix Systems Inc",
      version: "3.0",
      required_api_version: "1.0",
      capabilities: [
        "SR_PROBE",
        "VDI_ACTIVATE",
        "VDI_ATTACH",
        "VDI_CLONE",
        "VDI_CREATE",
        "VDI_DELETE",
        "VDI_SNAPSHOT",
      ],
      features: { SR_PROBE: 1, VDI_CLONE: 1, VDI_CREATE: 1, VDI_DELETE: 1, VDI_SNAPSHOT: 1 },
      driver_filename: `/opt/xensource/sm/${type}SR`,
    });
  }
  return { shared, local, isos };
}

/** Sizes in TiB that storage comes in. */
const BOUGHT = [1, 2, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024];

/** Gives each SR a size that its disks fill by less than four fifths, and writes how full it is. */
export function fitStorage(pool: PoolBuilder, storage: Storage): void {
  for (const store of [...storage.shared, ...storage.local]) {
    const size = BOUGHT.find((tib) => store.physical <= tib * TiB * 0.78) ??
      Math.ceil(store.physical / 0.78 / TiB);
    pool.edit("SR", store.ref, {
      physical_size: size * TiB,
      physical_utilisation: store.physical,
      virtual_allocation: store.virtual,
    });
  }
}

/** Adds a disk's sizes to its SR and gives what it takes there: all of it where storage is allocated in full. */
export function takeSpace(store: Store, size: number, filled: number): number {
  const physical = store.type === "lvmoiscsi" ? size + 4 * MiB : Math.round((size * filled) / MiB) * MiB;
  store.virtual += size;
  store.physical += physical;
  return physical;
}
