// The list of snapshots.
import { msg } from "../text.ts";
import type { ListDefinition } from "./types.ts";

export const SNAPSHOTS: ListDefinition = {
  name: "snapshot",
  path: "/snapshots",
  title: msg("Snapshots"),
  fields: ["name", "pool", "description", "tags"],
  columns: [
    { name: "name", label: msg("Snapshot"), field: "name", kind: "text" },
    { name: "vm", label: msg("VM"), field: "snapshot_of", kind: "ref", to: "vm", width: 180 },
    { name: "taken", label: msg("Taken"), field: "snapshot_time", kind: "age", width: 126 },
    { name: "memory", label: msg("With memory"), field: "memory", kind: "yesno", width: 110 },
    { name: "pool", label: msg("Pool"), field: "pool", kind: "ref", to: "pool", width: 126 },
    { name: "tags", label: msg("Tags"), field: "tags", kind: "list", width: 100 },
    {
      name: "description",
      label: msg("Description"),
      field: "description",
      kind: "text",
      width: 160,
      hidden: true,
    },
    { name: "id", label: msg("UUID"), field: "id", kind: "text", width: 300, hidden: true },
  ],
  card: ["vm", "taken", "pool", "memory"],
  sort: "-taken",
  hint: msg("Filter: name, snapshot_of:web-1, snapshot_time:<-30d"),
  quick: [
    { label: msg("Older than 30 days"), term: "snapshot_time:<-30d" },
    { label: msg("Of a VM that is gone"), term: "snapshot_of:none" },
    { label: msg("With memory"), term: "memory:yes" },
  ],
  names: [{ collection: "vm", query: "snapshots:>0" }],
  none: msg("No snapshot yet"),
  unmatched: msg("No snapshot matches the filter"),
};
