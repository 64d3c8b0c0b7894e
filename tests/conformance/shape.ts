// What two answers have in common: the kinds of their values and the names of their fields.

/** A difference: where, what the recording has, what the simulator has. */
export interface Difference {
  readonly path: string;
  readonly recorded: string;
  readonly simulated: string;
}

/** Compares two decoded values: kinds, keys, the order of record fields; the texts only where `exact` says so. */
export function differences(
  recorded: unknown,
  simulated: unknown,
  exact: (path: string) => boolean,
  path = "",
): Difference[] {
  const kinds = [kind(recorded), kind(simulated)];
  if (kinds[0] !== kinds[1]) return [{ path, recorded: kinds[0] ?? "", simulated: kinds[1] ?? "" }];
  if (Array.isArray(recorded) && Array.isArray(simulated)) {
    const found: Difference[] = [];
    if (exact(path) && recorded.length !== simulated.length) {
      found.push({ path, recorded: `${recorded.length} items`, simulated: `${simulated.length} items` });
    }
    const length = Math.min(recorded.length, simulated.length);
    for (let at = 0; at < length; at++) {
      found.push(...differences(recorded[at], simulated[at], exact, `${path}[]`));
    }
    return found;
  }
  if (isObject(recorded) && isObject(simulated)) {
    const [a, b] = [Object.keys(recorded), Object.keys(simulated)];
    // Objects keyed by references are tables; maps have any keys. Records have the same fields in the same order.
    const free = [...a, ...b].some((key) => key.startsWith("OpaqueRef:")) || MAPS.test(path);
    if ((!free || exact(path)) && a.join() !== b.join()) {
      const extra = (left: string[], right: string[]) => left.filter((key) => !right.includes(key)).join(" ");
      return [{
        path,
        recorded: extra(a, b) || "another order",
        simulated: extra(b, a) || a.join(" ").slice(0, 200),
      }];
    }
    return a.filter((key) => key in simulated).flatMap((key) =>
      differences(recorded[key], simulated[key], exact, `${path}.${key.startsWith("OpaqueRef:") ? "*" : key}`)
    );
  }
  if (exact(path) && recorded !== simulated) {
    return [{ path, recorded: String(recorded), simulated: String(simulated) }];
  }
  return [];
}

/** Fields that are maps: their keys are data. */
const MAPS =
  /\.(other_config|current_operations|blobs|device_config|properties|logging|license_server|sm_config|xenstore_data|platform|VCPUs_params|other|memory|disks|networks|os_version|PV_drivers_version|bios_strings|guest_vcpus_info|HVM_boot_params|snapshot_info|blocked_operations|gui_config|cpu_info|software_version|license_params|restrictions|NVRAM|last_boot_CPU_flags)$/;

function kind(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
