// The list of tasks.
import { msg } from "../text.ts";
import type { ListDefinition } from "./types.ts";

export const TASKS: ListDefinition = {
  name: "task",
  path: "/tasks",
  title: msg("Tasks"),
  fields: ["name", "pool", "object", "error", "error_info"],
  columns: [
    { name: "name", label: msg("Task"), field: "name", kind: "text" },
    { name: "status", label: msg("Status"), field: "status", kind: "text", also: ["progress"], width: 160 },
    { name: "pool", label: msg("Pool"), field: "pool", kind: "ref", to: "pool", width: 126 },
    { name: "started", label: msg("Started"), field: "created", kind: "age", width: 126 },
    { name: "took", label: msg("Took"), field: "finished", kind: "age", also: ["progress"], width: 110 },
    {
      name: "outcome",
      label: msg("Outcome"),
      field: "error",
      kind: "text",
      also: ["error_info"],
      width: 300,
    },
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
  card: ["status", "started", "outcome", "took"],
  sort: "-started",
  hint: msg("Filter: name, status:failure, created:>-1h"),
  quick: [
    { label: msg("Running"), term: "status:pending,cancelling" },
    { label: msg("Failed"), term: "status:failure" },
    { label: msg("Last hour"), term: "created:>-1h" },
  ],
  names: [],
  none: msg("No task yet"),
  unmatched: msg("No task matches the filter"),
};
