// The list of templates.
import { msg } from "../text.ts";
import type { ListDefinition } from "./types.ts";

export const TEMPLATES: ListDefinition = {
  name: "template",
  path: "/templates",
  title: msg("Templates"),
  fields: ["name", "pool", "description", "tags"],
  columns: [
    { name: "name", label: msg("Template"), field: "name", kind: "text" },
    { name: "pool", label: msg("Pool"), field: "pool", kind: "ref", to: "pool", width: 126 },
    {
      name: "default",
      label: msg("Comes with the pool"),
      field: "is_default_template",
      kind: "yesno",
      width: 160,
    },
    { name: "cpu", label: msg("vCPUs"), field: "VCPUs_max", kind: "count", width: 64 },
    { name: "mem", label: msg("Memory"), field: "memory_static_max", kind: "bytes", width: 80 },
    { name: "disks", label: msg("Disks"), field: "disks", kind: "count", width: 64 },
    { name: "nics", label: msg("NICs"), field: "nics", kind: "count", width: 64 },
    { name: "os", label: msg("OS"), field: "os", kind: "text", width: 126 },
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
  card: ["pool", "mem", "default", "disks"],
  sort: "name",
  hint: msg("Filter: name, pool:paris, is_default_template:no"),
  quick: [
    { label: msg("Own"), term: "is_default_template:no" },
    { label: msg("Of the pool"), term: "is_default_template:yes" },
  ],
  names: [],
  none: msg("No template yet"),
  unmatched: msg("No template matches the filter"),
};
