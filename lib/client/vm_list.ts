// The state of the VM list: query, sort, order, selection, and what is asked of VMs. Drawing is the island's.
import { computed, effect, signal } from "@preact/signals";
import type { ReadonlySignal } from "@preact/signals";
import type { AskedVm, HOST_NAME_FIELDS, POOL_FIELDS, VM_FIELDS, VmRowView } from "@/lib/view/page_fields.ts";
import { parseQuery } from "@/lib/view/query.ts";
import { compareBy, parseSort, sortText } from "@/lib/view/sort.ts";
import type { SortKey } from "@/lib/view/sort.ts";
import type { PowerState } from "@/lib/view/types.ts";
import { VM_SORTS, vmSortValue } from "@/lib/view/vm_columns.ts";
import type { Names } from "@/lib/view/vm_columns.ts";
import type { VmOp } from "@/lib/view/vm_ops.ts";
import { Allowed, type AllowedOperations } from "./allowed.ts";
import { Lazy } from "./lazy.ts";
import type { Live } from "./live.ts";
import { HeldOrder } from "./order.ts";
import { Selection } from "./selection.ts";
import { settled } from "./settled.ts";
import { toast } from "./toasts.ts";

/** Lists above this length are put in order at most every SLOW ms while only the pool changes them. */
const LONG = 500;
const SLOW = 250;

const bulk = new Lazy(() => import("./bulk.ts"));

export class VmListModel {
  readonly query = signal("");
  readonly keys = signal<readonly SortKey[]>([]);
  readonly selection = new Selection();
  /** The operation that waits for a yes. */
  readonly question = signal<VmOp | null>(null);
  /** Whose menu is open. */
  readonly menu = signal<string | null>(null);
  readonly vms;
  readonly hosts;
  readonly pools;
  /** Ids in the order to show. */
  readonly ids: ReadonlySignal<readonly string[]>;
  /** What is wrong with the query, as a sentence. */
  readonly error: ReadonlySignal<string | null>;
  readonly counts: ReadonlySignal<ReadonlyMap<PowerState, number>>;
  /** Everything that is shown is selected. */
  readonly allSelected: ReadonlySignal<boolean>;
  /** What the pools allow the VMs that something is about to be asked of. */
  readonly allowed: ReadonlySignal<AllowedOperations>;
  readonly #order: HeldOrder;
  readonly #stop: (() => void)[] = [];

  /** @param ops names of the operations that the user may ask of some VM */
  constructor(live: Live, query: string, sort: string, readonly ops: readonly string[]) {
    this.vms = live.table<"vm", typeof VM_FIELDS>("vm");
    this.hosts = live.table<"host", typeof HOST_NAME_FIELDS>("host");
    this.pools = live.table<"pool", typeof POOL_FIELDS>("pool");
    this.query.value = query;
    this.keys.value = parseSort(sort, VM_SORTS);

    const [version, stop] = settled(this.vms.version, () => this.vms.size > LONG ? SLOW : 0);
    const names = this.names;
    const sorted = computed(() => {
      version.value;
      const keys = this.keys.value.length > 0 ? this.keys.value : [{ field: "name", down: false }];
      return this.vms.list().sort(compareBy<VmRowView>(keys, (vm, column) => vmSortValue(vm, column, names)));
    });
    const parsed = computed(() =>
      parseQuery(this.query.value, {
        fields: this.vms.fields,
        name: (collection, id) =>
          collection === "host" ? names.host(id) : collection === "pool" ? names.pool(id) : undefined,
      })
    );
    const wanted = computed(() => sorted.value.filter((vm) => parsed.value.matches(vm)).map(({ id }) => id));
    this.error = computed(() => parsed.value.problems[0]?.message ?? null);
    let known = new Map<PowerState, number>();
    this.counts = computed(() => {
      const counts = new Map<PowerState, number>();
      for (const { power_state } of sorted.value) counts.set(power_state, (counts.get(power_state) ?? 0) + 1);
      // The same map while nothing is counted otherwise, so that nothing is drawn for it.
      const same = counts.size === known.size && [...counts].every(([state, n]) => known.get(state) === n);
      return known = same ? known : counts;
    });
    const order = this.#order = new HeldOrder(wanted.peek());
    this.ids = order.ids;
    this.allSelected = computed(() => {
      const shown = this.ids.value.length, chosen = this.selection.ids.value.size;
      return shown > 0 && chosen >= shown && this.selected.length >= shown;
    });
    const allowed = new Allowed(live);
    this.allowed = allowed.of;
    let asked = this.address;
    this.#stop.push(
      stop,
      effect(() => {
        const open = this.menu.value;
        allowed.follow([...new Set([...this.selection.ids.value, ...(open === null ? [] : [open])])]);
      }),
      () => allowed.follow([]),
      effect(() => {
        const now = this.address;
        order.offer(wanted.value, now !== asked);
        asked = now;
      }),
    );
  }

  /** Query and sort as the page's address has them. */
  get address(): string {
    const params = new URLSearchParams();
    if (this.query.value !== "") params.set("q", this.query.value);
    if (this.keys.value.length > 0) params.set("sort", sortText(this.keys.value));
    return params.toString();
  }

  get names(): Names {
    return {
      host: (id) => id === null ? "" : this.hosts.peek(id)?.name ?? "",
      pool: (id) => this.pools.peek(id)?.name ?? "",
    };
  }

  /** The selected VMs that still exist. */
  get selected(): AskedVm[] {
    this.vms.version.value;
    const allowed = this.allowed.value;
    return [...this.selection.ids.value].flatMap((id) => {
      const vm = this.vms.peek(id);
      return vm === undefined ? [] : { ...vm, allowed_operations: allowed.get(id) ?? null };
    });
  }

  /** While the pointer rests on the rows none of them moves. */
  hold(held: boolean): void {
    this.#order.hold(held);
  }

  /** Does an operation for these VMs. */
  go(op: VmOp, ids: readonly string[]): void {
    this.question.value = this.menu.value = null;
    const nameOf = (id: string) => this.vms.peek(id)?.name ?? id;
    bulk.get().then(({ actOnAll }) => actOnAll("vms", ids, op.name, op.label, nameOf), () => {}); // told where it failed
  }

  /** An operation out of a row's menu: at once, or after a question where it interrupts work. */
  ask(op: VmOp, id: string): void {
    if (!op.dangerous) return this.go(op, [id]);
    this.selection.set([id]);
    this.menu.value = null;
    this.question.value = op;
  }

  async copy(id: string): Promise<void> {
    this.menu.value = null;
    await navigator.clipboard.writeText(id).then(
      () => toast("done", "UUID copied"),
      () => toast("failed", `The browser does not let Atoll copy: ${id}`),
    );
  }

  /** Nothing selected, asked or open. */
  clear(): void {
    this.menu.value = this.question.value = null;
    this.selection.set([]);
  }

  stop(): void {
    for (const stop of this.#stop) stop();
  }
}
