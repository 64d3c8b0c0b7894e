// What hosts, pools and storage have in common on their pages: connections to storage, and updates.
import type * as f from "@/lib/view/detail_fields.ts";
import { bytes } from "@/lib/view/format.ts";
import { hrefOf, listHref } from "@/lib/view/hrefs.ts";
import { t } from "@/lib/view/text.ts";
import { Mark } from "../Power.tsx";
import { Attached } from "./HeadState.tsx";
import { by, Listing, Ref } from "./Parts.tsx";
import { Share } from "./Share.tsx";
import type { Source } from "./source.ts";

/** How the hosts find a storage, or a host its storages. */
export function Pbds({ of, id, from }: { of: Source; id: string; from: "host" | "sr" }) {
  return (
    <Listing
      title={from === "host" ? t("Storage connections") : t("Connections of hosts")}
      rows={of.table<"pbd", typeof f.PBD_ROW>("pbd")}
      mine={(row) => row[from] === id}
      order={by((row) => row[from === "host" ? "sr" : "host"] ?? "")}
      none={t("There is no connection.")}
      columns={[
        from === "host"
          ? { label: t("Storage"), cell: ({ sr }: f.PbdRow) => <Ref of={of} kind="sr" id={sr} /> }
          : { label: t("Host"), cell: ({ host }: f.PbdRow) => <Ref of={of} kind="host" id={host} /> },
        {
          label: t("State"),
          cell: ({ currently_attached }) =>
            currently_attached
              ? <Mark look={["circle-check", "ok"]} text={t("Attached")} />
              : <Mark look={["unplug", "bad"]} text={t("Detached")} />,
        },
        ...(from === "host"
          ? [{
            label: t("Type"),
            cell: ({ sr }: f.PbdRow) =>
              (sr === null ? undefined : of.table<"sr", typeof f.SR_ROW>("sr").live(sr)?.type) ?? "–",
          }, {
            label: t("Use"),
            cell: ({ sr }: f.PbdRow) => {
              const row = sr === null ? undefined : of.table<"sr", typeof f.SR_ROW>("sr").live(sr);
              return row && row.physical_size > 0
                ? <Share label={row.name} part={row.physical_utilisation} whole={row.physical_size} />
                : "–";
            },
          }]
          : []),
        {
          label: t("Reached by"),
          kind: "mono",
          cell: ({ device }) =>
            Object.entries(device).map(([key, value]) => <div key={key}>{key}: {value}</div>),
        },
      ]}
    />
  );
}

export function Storages({ of, id }: { of: Source; id: string }) {
  return (
    <Listing
      title={t("Storage")}
      rows={of.table<"sr", typeof f.SR_ROW>("sr")}
      mine={({ pool }) => pool === id}
      order={by(({ name }) => name)}
      none={t("The pool has no storage.")}
      href={listHref("sr", `pool:"${id}"`)}
      columns={[
        { label: t("Name"), cell: ({ id, name }) => <a href={hrefOf("sr", id)}>{name || id}</a> },
        { label: t("Type"), cell: ({ type }) => type },
        {
          label: t("State"),
          cell: ({ pbds, pbds_attached }) => <Attached all={pbds} now={pbds_attached} />,
        },
        { label: t("Shared"), cell: ({ shared }) => shared ? t("Yes") : t("No") },
        {
          label: t("Use"),
          cell: ({ name, physical_size, physical_utilisation }) =>
            physical_size > 0
              ? <Share label={name} part={physical_utilisation} whole={physical_size} />
              : "–",
        },
      ]}
    />
  );
}

/** @param on the host whose updates alone are shown */
export function Updates({ of, on }: { of: Source; on?: string }) {
  return (
    <Listing
      title={t("Patches and updates")}
      rows={of.table<"update", typeof f.UPDATE_ROW>("update")}
      mine={({ hosts }) => on === undefined || hosts.includes(on)}
      order={by(({ name }) => name)}
      none={t(
        "The pool tells of none. XCP-ng takes updates as packages of its hosts, which pools do not list.",
      )}
      columns={[
        { label: t("Name"), cell: ({ name }) => name },
        { label: t("Description"), cell: ({ description }) => description || "–" },
        { label: t("Version"), cell: ({ version }) => version || "–" },
        { label: t("Size"), kind: "num", cell: ({ size }) => bytes(size) },
        ...(on === undefined
          ? [{
            label: t("Hosts"),
            kind: "num" as const,
            cell: ({ hosts }: { readonly hosts: readonly string[] }) => hosts.length,
          }]
          : []),
        { label: t("Asks for"), cell: ({ guidance }) => guidance.join(", ") || "–" },
      ]}
    />
  );
}
