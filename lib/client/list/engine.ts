// What a list does once somebody uses it or something changes: filters, sorts, selects, follows keys, and keeps the address.
import { batch, computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import { chipsOf } from "@/lib/view/lists/chips.ts";
import { inOrder } from "@/lib/view/lists/order.ts";
import type { NameOf, Row } from "@/lib/view/lists/types.ts";
import { FREE, parseQuery, type QueryContext } from "@/lib/view/query.ts";
import { sortText } from "@/lib/view/sort.ts";
import type { Collection } from "@/lib/view/types.ts";
import { Lazy } from "../lazy.ts";
import type { ListModel } from "./model.ts";
import { HeldOrder } from "./order.ts";
import { Selection } from "./selection.ts";
import { settled } from "./settled.ts";
import { Words } from "./words.ts";

/** Lists above this length are put in order at most every SLOW ms while only the pool changes them. */
const LONG = 500;
const SLOW = 250;

/** Fields that the page does not carry, by object. */
type Further = ReadonlyMap<string, { readonly [field: string]: unknown }>;

const further = new Lazy(() => import("./further.ts"));

export class Engine {
  readonly selection: Selection;
  readonly #order: HeldOrder;
  readonly #stop: (() => void)[] = [];
  readonly #further = signal<{ readonly fields: readonly string[]; readonly of: Further }>({
    fields: [],
    of: new Map(),
  });

  /** @param tell is told the page's address whenever it changes, without the question mark */
  constructor(private readonly model: ListModel, tell: (address: string) => void = toHistory) {
    const { table, props } = model;
    this.selection = new Selection(model.selected, model.current);
    const [version, stop] = settled(table.version, () => table.size > LONG ? SLOW : 0);
    const name: NameOf = (collection, id) => nameNow(model, collection, id);
    const rows = computed((): readonly Row[] => {
      version.value;
      const { of } = this.#further.value;
      return of.size === 0 ? table.list() : table.list().map((row) => ({ ...row, ...of.get(row.id) }) as Row);
    });
    const columns = [...props.order, ...props.columns];
    const usual = props.usual.split(",").map((key) => ({
      field: key.replace("-", ""),
      down: key.startsWith("-"),
    }));
    // Sorted out of the order that was: after a change of a few rows that is nearly right, which takes no time.
    let last: readonly Row[] = [];
    const ordered = computed(() =>
      last = inOrder(asBefore(last, rows.value), [...model.keys.value, ...usual], columns, name)
    );
    const words = new Words(FREE.filter((field) => field === "id" || table.fields.includes(field)));
    const context = computed((): QueryContext => {
      const first = table.list()[0];
      return {
        fields: [...table.fields, ...this.#further.value.fields],
        name,
        now: Date.now(),
        numeric: (field) => typeof first?.[field] === "number",
        words: (row) => words.of(row),
      };
    });
    const query = computed(() => parseQuery(model.query.value, context.value));
    const found = computed(() => ordered.value.filter(query.value.matches).map(({ id }) => id));
    const terms = computed(() =>
      props.quick.map((quick) => ({ quick, term: parseQuery(quick.term, context.value) }))
    );
    // Not with every key: what is counted does not hang on what is asked.
    const counted = computed(() =>
      terms.value.map(({ quick, term }) => ({
        quick,
        term,
        count: rows.value.reduce((sum, row) => sum + Number(term.matches(row)), 0),
      }))
    );
    const order = this.#order = new HeldOrder(model.ids.peek());
    order.hold(model.held);
    // What was asked for meanwhile is shown though rows are held.
    let asked = addressOf(props.query, props.sort);
    let chips = JSON.stringify(props.chips);
    this.#stop.push(
      stop,
      effect(() => {
        const now = this.address;
        order.offer(found.value, now !== asked);
        asked = now;
      }),
      effect(() => void (model.ids.value = order.ids.value)),
      effect(() => {
        const next = chipsOf(model.query.value, query.value, counted.value, rows.value.length);
        // Nothing is drawn for what is counted as before.
        const text = JSON.stringify(next);
        if (text !== chips) model.chips.value = next;
        chips = text;
      }),
      effect(() => void (model.problem.value = query.value.problems[0]?.message ?? null)),
      effect(() => {
        const key = query.value.problems.find(({ key }) => key !== undefined)?.key;
        if (key !== undefined) this.#look(key);
      }),
      effect(() => {
        const shown = model.ids.value, chosen = model.selected.value;
        model.all.value = shown.length > 0 && chosen.size >= shown.length &&
          shown.every((id) => chosen.has(id));
      }),
      effect(() => tell(this.address)),
      () => this.#leave(),
    );
  }

  /** Query and sort as the page's address has them. */
  get address(): string {
    const { query, keys } = this.model;
    return addressOf(query.value, sortText(keys.value));
  }

  /** The order of what is shown. */
  get order(): ReadonlySignal<readonly string[]> {
    return this.#order.ids;
  }

  /** While the pointer rests on the rows none of them moves. */
  hold(held: boolean): void {
    this.#order.hold(held);
  }

  toggle(id: string, range: boolean): void {
    this.selection.toggle(id, this.model.ids.peek(), range);
  }

  toggleAll(): void {
    this.selection.set(this.model.all.peek() ? [] : this.model.ids.peek());
  }

  /** Nothing selected or open. */
  clear(): void {
    batch(() => {
      this.model.menu.value = null;
      this.selection.set([]);
    });
  }

  stop(): void {
    for (const stop of this.#stop) stop();
  }

  #leave = (): void => {};

  /** Follows a field that the page does not carry, if there is one of that name. */
  #look(key: string): void {
    const { live, props, table } = this.model;
    void further.get().then(({ fieldsMeant, follow }) => {
      const held = this.#further.peek().fields;
      const fields = fieldsMeant(props.collection, key).filter((field) =>
        !held.includes(field) && !table.fields.includes(field)
      );
      if (fields.length === 0) return;
      const all = [...held, ...fields];
      this.#leave();
      this.#leave = follow(live, props.collection, all, (of) => this.#further.value = { fields: all, of });
    }, () => {}); // told where it failed
  }
}

/** The rows of now in the order of those of before, new ones last. */
function asBefore(before: readonly Row[], now: readonly Row[]): readonly Row[] {
  const rest = new Map(now.map((row) => [row.id, row]));
  const known = before.flatMap(({ id }) => {
    const row = rest.get(id);
    rest.delete(id);
    return row ?? [];
  });
  return [...known, ...rest.values()];
}

function toHistory(address: string): void {
  history.replaceState(history.state, "", address ? `?${address}` : location.pathname);
}

function addressOf(query: string, sort: string): string {
  return new URLSearchParams({ ...(query && { q: query }), ...(sort && { sort }) }).toString();
}

function nameNow(model: ListModel, collection: Collection, id: string): string {
  const object = model.live.tableOf(collection)?.peek(id);
  return object !== undefined && "name" in object ? String(object.name) : "";
}
