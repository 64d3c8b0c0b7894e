// The list of alerts: the messages of the pools.
import { msg } from "../text.ts";
import type { ListDefinition } from "./types.ts";

export const ALERTS: ListDefinition = {
  name: "alert",
  path: "/alerts",
  title: msg("Alerts"),
  fields: ["name", "pool", "body", "values", "object"],
  columns: [
    { name: "alert", label: msg("Alert"), field: "name", kind: "text" },
    { name: "priority", label: msg("Priority"), field: "priority", kind: "text", width: 126 },
    { name: "time", label: msg("When"), field: "time", kind: "age", width: 126 },
    { name: "object", label: msg("About"), field: "object", kind: "none", width: 180 },
    { name: "pool", label: msg("Pool"), field: "pool", kind: "ref", to: "pool", width: 126 },
    { name: "code", label: msg("Code"), field: "name", kind: "text", width: 180, hidden: true },
    { name: "body", label: msg("Message"), field: "body", kind: "text", width: 300, hidden: true },
    { name: "id", label: msg("UUID"), field: "id", kind: "text", width: 300, hidden: true },
  ],
  card: ["priority", "time", "object", "pool"],
  sort: "-time",
  hint: msg("Filter: VM_STARTED, priority:<=3, time:>-1d"),
  quick: [
    { label: msg("Critical and major"), term: "priority:1..2" },
    { label: msg("Warnings"), term: "priority:3" },
    { label: msg("Last day"), term: "time:>-1d" },
  ],
  names: [],
  none: msg("No alert yet"),
  unmatched: msg("No alert matches the filter"),
};
