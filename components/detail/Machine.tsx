// Disks and network interfaces of a VM, a template or a snapshot.
import type * as page from "@/lib/view/page_fields.ts";
import { bytes } from "@/lib/view/format.ts";
import { hrefOf } from "@/lib/view/hrefs.ts";
import { t } from "@/lib/view/text.ts";
import { Icon } from "../Icon.tsx";
import { by, type Column, Listing, Ref } from "./Parts.tsx";
import type { Source } from "./source.ts";

/** @param change whether its reader may do something to the drives */
export function Disks({ of, id, change = false }: { of: Source; id: string; change?: boolean }) {
  const vdis = of.table<"vdi", typeof page.VDI_FIELDS>("vdi");
  const disk = (vdi: string | null) => vdi === null ? undefined : vdis.live(vdi);
  return (
    <Listing
      title={t("Disks")}
      rows={of.table<"vbd", typeof page.VBD_FIELDS>("vbd")}
      mine={({ vm }) => vm === id}
      order={by(({ userdevice }) => userdevice)}
      none={t("It has no disk.")}
      columns={[
        {
          label: t("Disk"),
          cell: ({ type, vdi, empty }) => {
            const name = disk(vdi)?.name || (empty ? t("Empty drive") : t("Unnamed"));
            return (
              <span class="st">
                <Icon name={type === "CD" ? "disc-3" : "hard-drive"} />
                {vdi !== null && disk(vdi) ? <a href={hrefOf("vdi", vdi)}>{name}</a> : name}
              </span>
            );
          },
        },
        { label: t("Device"), cell: ({ device, userdevice }) => device || `#${userdevice}` },
        {
          label: t("Storage"),
          cell: ({ vdi }) => <Ref of={of} kind="sr" id={disk(vdi)?.sr} />,
        },
        {
          label: t("Size"),
          kind: "num",
          cell: ({ vdi }) => bytes(disk(vdi)?.virtual_size ?? NaN),
        },
        {
          label: t("Uses"),
          kind: "num",
          cell: ({ vdi }) => bytes(disk(vdi)?.physical_utilisation ?? NaN),
        },
        {
          label: t("State"),
          cell: ({ currently_attached, mode, bootable }) =>
            [
              currently_attached ? t("Attached") : t("Detached"),
              ...(mode === "RO" ? [t("read-only")] : []),
              ...(bootable ? [t("boots")] : []),
            ].join(", "),
        },
        ...(change ? [changing("vbd")] : []),
      ]}
    />
  );
}

export function Nics({ of, id, change = false }: { of: Source; id: string; change?: boolean }) {
  return (
    <Listing
      title={t("Network interfaces")}
      rows={of.table<"vif", typeof page.VIF_FIELDS>("vif")}
      mine={({ vm }) => vm === id}
      order={by(({ device }) => device)}
      none={t("It has no network interface.")}
      columns={[
        {
          label: t("Network"),
          cell: ({ network, device }) => (
            <span class="st">
              <Icon name="network" />
              <Ref of={of} kind="network" id={network} /> <span class="soft">#{device}</span>
            </span>
          ),
        },
        { label: t("MAC address"), kind: "mono", cell: ({ MAC }) => MAC },
        { label: t("Addresses"), kind: "mono", cell: ({ ips }) => ips.join(", ") || "–" },
        {
          label: t("State"),
          cell: ({ currently_attached }) => currently_attached ? t("Connected") : t("Disconnected"),
        },
        ...(change ? [changing("vif")] : []),
      ]}
    />
  );
}

/** A link to what can be done to a drive or an interface: it stands above the tab then, without a script as well. */
function changing(part: "vbd" | "vif"): Column<{ readonly id: string; readonly device: string }> {
  return {
    label: t("Change"),
    cell: ({ id, device }) => (
      <a class="btn" href={`?${new URLSearchParams({ [part]: id })}`}>
        {t("Change")} <span class="sr">{device}</span>
      </a>
    ),
  };
}
