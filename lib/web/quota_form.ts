// Quotas as forms hold them: counts, and sizes in GiB; an empty field is no limit.
import { AtollError } from "@/lib/errors.ts";
import type { Quota } from "@/lib/rights/types.ts";

const GIB = 2 ** 30;

/** Reads the fields of a quota's form. Throws AtollError 422 with the field at fault. */
export function quotaFrom(text: (field: keyof Quota) => string): Quota {
  const read = (field: keyof Quota, unit: number, what: string): number | null => {
    const typed = text(field).trim().replace(",", ".");
    if (typed === "") return null;
    const value = Number(typed);
    const whole = unit === 1 ? Number.isInteger(value) : true;
    if (!/^\d+(\.\d+)?$/.test(typed) || !whole || value * unit > Number.MAX_SAFE_INTEGER) {
      throw new AtollError(422, "bad-quota", `Enter ${what}, or nothing for no limit`, field);
    }
    return Math.round(value * unit);
  };
  return {
    vms: read("vms", 1, "a whole number"),
    vcpus: read("vcpus", 1, "a whole number"),
    memory: read("memory", GIB, "a number of GiB"),
    disk: read("disk", GIB, "a number of GiB"),
  };
}
