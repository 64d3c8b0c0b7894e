// The list of disks.
import { msg } from "../text.ts";
import type { ListDefinition } from "./types.ts";

export const DISKS: ListDefinition = {
  name: "vdi",
  path: "/disks",
  title: msg("Disks"),
  fields: ["name", "pool", "description", "tags"],
  columns: [
    { name: "name", label: msg("Disk"), field: "name", kind: "text" },
    { name: "sr", label: msg("Storage"), field: "sr", kind: "ref", to: "sr", width: 140 },
    { name: "size", label: msg("Size"), field: "virtual_size", kind: "bytes", width: 80 },
    { name: "used", label: msg("Takes up"), field: "physical_utilisation", kind: "bytes", width: 80 },
    { name: "vms", label: msg("Attached to"), field: "vbds", kind: "count", width: 100 },
    { name: "depth", label: msg("Chain"), field: "depth", kind: "count", width: 64 },
    { name: "type", label: msg("Type"), field: "type", kind: "text", width: 80 },
    { name: "pool", label: msg("Pool"), field: "pool", kind: "ref", to: "pool", width: 110 },
    { name: "snapshot", label: msg("Snapshot"), field: "is_a_snapshot", kind: "yesno", width: 90 },
    {
      name: "description",
      label: msg("Description"),
      field: "description",
      kind: "text",
      width: 160,
      hidden: true,
    },
    { name: "tags", label: msg("Tags"), field: "tags", kind: "list", width: 100, hidden: true },
    { name: "created", label: msg("Taken"), field: "created", kind: "age", width: 100, hidden: true },
    {
      name: "read-only",
      label: msg("Read-only"),
      field: "read_only",
      kind: "yesno",
      width: 90,
      hidden: true,
    },
    { name: "sharable", label: msg("Sharable"), field: "sharable", kind: "yesno", width: 90, hidden: true },
    { name: "missing", label: msg("Missing"), field: "missing", kind: "yesno", width: 80, hidden: true },
    { name: "managed", label: msg("Managed"), field: "managed", kind: "yesno", width: 90, hidden: true },
    { name: "id", label: msg("UUID"), field: "id", kind: "text", width: 300, hidden: true },
  ],
  card: ["sr", "size", "type", "vms"],
  sort: "name",
  hint: msg("Filter: name, sr:nfs, size:>100GiB, vbds:0"),
  quick: [
    { label: msg("Attached to nothing"), term: "vbds:0" },
    { label: msg("Snapshots"), term: "is_a_snapshot:yes" },
    { label: msg("Missing"), term: "missing:yes" },
  ],
  names: [{ collection: "sr" }],
  none: msg("No disk yet"),
  unmatched: msg("No disk matches the filter"),
};
