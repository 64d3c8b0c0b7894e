// How hot a node is: what is measured where it is known, else what was given to it.
import type { JsonObject } from "@/lib/view/merge_patch.ts";
import type { Heat } from "@/lib/view/topology.ts";
import { type Facts, numberOf, textOf } from "./facts.ts";

function share(part: number | null, whole: number | null): number | null {
  if (part === null || whole === null || whole <= 0) return null;
  return Math.min(1, Math.max(0, part / whole));
}

/** 0 to 1; null where nothing is known. Storage shows how full it is, whatever is asked. */
export function heatOf(facts: Facts, kind: string, id: string, row: JsonObject, heat: Heat): number | null {
  if (heat === "none") return null;
  if (kind === "sr") return share(numberOf(row, "physical_utilisation"), numberOf(row, "physical_size"));
  if (kind !== "vm" && kind !== "host") return null;
  const load = facts.get("load", id);
  if (heat === "cpu") return share(numberOf(load, "cpu"), 1);
  const measured = share(numberOf(load, "memory_used"), numberOf(load, "memory_total"));
  if (measured !== null) return measured;
  const total = numberOf(row, "memory_total"), free = numberOf(row, "memory_free");
  if (kind === "host") return total === null || free === null ? null : share(total - free, total);
  if (textOf(row, "power_state") !== "Running") return null;
  return share(
    numberOf(row, "memory_dynamic_max"),
    numberOf(facts.get("host", textOf(row, "host")), "memory_total"),
  );
}
