// The columns of the VM list, and what they sort by.
import type { VmRowView } from "./page_fields.ts";

export interface VmColumn {
  /** Class `c-…` of its cells, and its name in ?sort=. */
  readonly name: string;
  readonly label: string;
  readonly number?: boolean;
}

export const VM_COLUMNS: readonly VmColumn[] = [
  { name: "name", label: "Name" },
  { name: "state", label: "State" },
  { name: "host", label: "Host" },
  { name: "cpu", label: "vCPUs", number: true },
  { name: "mem", label: "Memory", number: true },
  { name: "ip", label: "IP address" },
  { name: "os", label: "OS" },
  { name: "tags", label: "Tags" },
  { name: "pool", label: "Pool" },
];

export const VM_SORTS: ReadonlySet<string> = new Set(VM_COLUMNS.map(({ name }) => name));

export interface Names {
  host(id: string | null): string;
  pool(id: string): string;
}

/** What a column sorts a VM by. */
export function vmSortValue(vm: VmRowView, column: string, names: Names): string | number {
  switch (column) {
    case "state":
      return vm.power_state;
    case "host":
      return names.host(vm.host);
    case "cpu":
      return vm.VCPUs_at_startup;
    case "mem":
      return vm.memory_dynamic_max;
    case "ip":
      return vm.ips[0] ?? "";
    case "os":
      return vm.os;
    case "tags":
      return vm.tags.join(" ");
    case "pool":
      return names.pool(vm.pool);
    default:
      return vm.name;
  }
}
