// Quotas: what the VMs of a group come to, and whether there is room for more.
import type { CacheReader } from "@/lib/cache/types.ts";
import { AtollError } from "@/lib/errors.ts";
import { bytes } from "@/lib/view/format.ts";
import type { VmView } from "@/lib/view/types.ts";
import type { Held, Holding } from "./held.ts";
import type { Amount, Quota } from "./types.ts";

export const NO_LIMIT: Quota = { vms: null, vcpus: null, memory: null, disk: null };

const KINDS = ["vms", "vcpus", "memory", "disk"] as const;
const NOUNS: { readonly [K in (typeof KINDS)[number]]: string } = {
  vms: "VMs",
  vcpus: "virtual CPUs",
  memory: "of memory",
  disk: "of disk space",
};

/** What a VM takes, whether it runs or not: a quota that looked at running VMs alone would be met by starting them in turn. */
export function amountOf(vm: Pick<VmView, "VCPUs_max" | "memory_dynamic_max" | "disk_size">): Amount {
  return { vms: 1, vcpus: vm.VCPUs_max, memory: vm.memory_dynamic_max, disk: vm.disk_size };
}

export function plus(a: Amount, b: Amount): Amount {
  return { vms: a.vms + b.vms, vcpus: a.vcpus + b.vcpus, memory: a.memory + b.memory, disk: a.disk + b.disk };
}

const NOTHING: Amount = { vms: 0, vcpus: 0, memory: 0, disk: 0 };

/** A promise of room that has not shown in the cache yet. */
interface Reserved {
  readonly group: string;
  readonly amount: Amount;
  /** When it was promised, and the task that takes it: undefined until it is known, null where there was none. */
  readonly since: number;
  task?: string | null;
}

/** A task that was begun and is not known after this time is none. */
const PATIENCE = 60_000;

export class Quotas {
  readonly limits = new Map<string, Quota>();
  readonly #reserved = new Set<Reserved>();

  constructor(
    private readonly cache: Pick<CacheReader, "get" | "list">,
    private readonly held: Held,
    private readonly now: () => number = Date.now,
  ) {}

  /** What a group's own VMs come to: those that its grants on tags and objects reach. */
  used(group: string): Amount {
    const tags = new Set<string>();
    const ids = new Set<string>();
    for (const { subject, scope } of this.held.grants.values()) {
      if (subject.kind !== "group" || subject.id !== group) continue;
      if (scope.kind === "tag") tags.add(scope.tag);
      else if (scope.kind === "object" && scope.collection === "vm") ids.add(scope.id);
    }
    let used = NOTHING;
    if (tags.size > 0) {
      for (const vm of this.cache.list("vm")) {
        if (ids.has(vm.id) || vm.tags.some((tag) => tags.has(tag))) used = plus(used, amountOf(vm));
      }
      return used;
    }
    for (const id of ids) {
      const vm = this.cache.get("vm", id);
      if (vm !== undefined) used = plus(used, amountOf(vm));
    }
    return used;
  }

  /**
   * Reserves room for more in the quota of a group by whose grants somebody may do it. Nothing is counted for who may do it by a
   * grant to no group, or to one without limits.
   * @param holdings those that let somebody do it to what is at hand
   * @param doing for the sentence: `clone "web"`
   * @returns to be told the task that was begun; null: it is done; undefined: nothing came of it
   * @throws AtollError 409 `over-quota`
   */
  reserve(
    holdings: readonly Holding[],
    amount: Amount,
    doing: string,
  ): (task: string | null | undefined) => void {
    this.#forget();
    const groups = new Set<string>();
    for (const { subject } of holdings) {
      if (subject.kind === "user" || !this.limits.has(subject.id)) return () => {};
      groups.add(subject.id);
    }
    let refusal = "";
    for (const group of groups) {
      const why = this.#over(group, amount);
      if (why === null) return this.#promise(group, amount);
      refusal ||= why;
    }
    throw new AtollError(409, "over-quota", `Cannot ${doing}: ${refusal}`);
  }

  #promise(group: string, amount: Amount): (task: string | null | undefined) => void {
    const reserved: Reserved = { group, amount, since: this.now() };
    this.#reserved.add(reserved);
    return (task) => {
      if (task === undefined) this.#reserved.delete(reserved);
      else reserved.task = task;
    };
  }

  /** Why a group has no room; null where it has. */
  #over(group: string, amount: Amount): string | null {
    const limit = this.limits.get(group) ?? NO_LIMIT;
    let total = plus(this.used(group), amount);
    for (const reserved of this.#reserved) if (reserved.group === group) total = plus(total, reserved.amount);
    for (const kind of KINDS) {
      const most = limit[kind];
      if (most === null || amount[kind] === 0 || total[kind] <= most) continue;
      const text = (value: number) => kind === "memory" || kind === "disk" ? bytes(value) : String(value);
      const over = `${text(total[kind])} ${NOUNS[kind]}`;
      return `the group would have ${over} of the ${text(most)} it may have`;
    }
    return null;
  }

  /** What is done, or never began, shows in the cache or nowhere. */
  #forget(): void {
    for (const reserved of this.#reserved) {
      const old = this.now() - reserved.since > PATIENCE;
      const task = typeof reserved.task !== "string" ? undefined : this.cache.get("task", reserved.task);
      const goesOn = task === undefined ? !old : task.status === "pending" || task.status === "cancelling";
      if (!goesOn) this.#reserved.delete(reserved);
    }
  }
}
