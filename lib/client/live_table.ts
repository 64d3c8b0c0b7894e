// One collection of the browser's copy: objects by id, a signal for each field that is shown, one version for lists.
import { computed, signal } from "@preact/signals";
import type { ReadonlySignal, Signal } from "@preact/signals";
import { apply as applyPatch, type JsonObject } from "@/lib/view/merge_patch.ts";
import { fromTable } from "@/lib/view/page_data.ts";
import type { Blank, PageTable } from "@/lib/view/types.ts";

/** What follows one object. It lives while somebody does. */
interface Followed<R> {
  readonly object: Signal<R | undefined>;
  readonly there: ReadonlySignal<boolean>;
  readonly fields: Map<keyof R, ReadonlySignal<unknown>>;
  /** As it is, or was before it went: what is still on the screen for a moment shows this. */
  last: R | undefined;
}

/** A figure that is not seen is none: NaN, which the formats write as a dash. */
const BLANKS: { readonly [B in NonNullable<Blank>]: unknown } = {
  list: [],
  map: {},
  text: "",
  number: NaN,
  boolean: false,
};

/** Objects of one collection. Reading never changes it; only its Live writes. */
export class LiveTable<R extends { readonly id: string }> {
  readonly #objects = new Map<string, R>();
  // Made when somebody asks: of 10,000 rows a screen shows 40.
  readonly #followed = new Map<string, Followed<R>>();
  readonly #version = signal(0);
  readonly #shape: object;

  /** The number of objects, now and later. */
  readonly count: ReadonlySignal<number> = computed(() => {
    this.#version.value;
    return this.#objects.size;
  });

  /** Names of the fields besides `id`. */
  readonly fields: readonly string[];

  /** What stands for the fields that are not seen of an object. */
  readonly #blanks: readonly (readonly [field: string, blank: unknown])[];

  constructor(table: PageTable) {
    this.fields = table.fields;
    this.#blanks = (table.blanks ?? []).flatMap((blank, n) => {
      const field = table.fields[n];
      return field === undefined || blank === null ? [] : [[field, BLANKS[blank]] as const];
    });
    for (const row of fromTable(table)) this.#put(row.id, row);
    this.#shape = this.#shapeOf(table.fields);
  }

  get size(): number {
    return this.#objects.size;
  }

  /** Grows with every change of any object: reading its value follows them all. */
  get version(): ReadonlySignal<number> {
    return this.#version;
  }

  /** The object as it is now, without following it. */
  peek(id: string): R | undefined {
    return this.#objects.get(id);
  }

  /** The object now and later; undefined while there is none. */
  follow(id: string): ReadonlySignal<R | undefined> {
    return this.#follow(id).object;
  }

  /** One field now and later. It keeps its value when the object goes; undefined where there never was one. */
  field<F extends keyof R>(id: string, name: F): ReadonlySignal<R[F] | undefined> {
    const followed = this.#follow(id);
    let found = followed.fields.get(name);
    if (found === undefined) {
      found = computed(() => {
        followed.object.value; // follows it
        return followed.last?.[name];
      });
      followed.fields.set(name, found);
    }
    // The signal of a field holds what the field holds.
    return found as ReadonlySignal<R[F] | undefined>;
  }

  /**
   * The object to render from: who reads a field of it follows that field alone, and keeps the last value when the object goes.
   * Undefined while there is none, which is followed, too.
   */
  live(id: string): R | undefined {
    if (this.field(id, "id").value === undefined) return undefined;
    // It has a getter for each field of the table, which the server filled by the view.
    return Object.create(this.#shape, { id: { value: id, enumerable: true } }) as R;
  }

  /** Whether there is such an object, now and later. */
  has(id: string): boolean {
    return this.#follow(id).there.value;
  }

  /** All objects now, in no order, without following them. */
  list(): R[] {
    return [...this.#objects.values()];
  }

  /** All objects now, in no order; follows `version`. */
  all(): R[] {
    this.#version.value;
    return this.list();
  }

  /** A merge patch for one object, or its end. For Live. */
  apply(id: string, patch: JsonObject | null): void {
    if (patch === null) {
      this.#objects.delete(id);
      const followed = this.#followed.get(id);
      if (followed) followed.object.value = undefined;
    } else {
      this.#put(id, applyPatch(this.#objects.get(id) ?? { id }, patch));
    }
  }

  /** Replaces everything. For Live. */
  reset(objects: ReadonlyMap<string, JsonObject>): void {
    for (const id of [...this.#objects.keys()]) if (!objects.has(id)) this.apply(id, null);
    for (const [id, object] of objects) this.#put(id, { ...object, id });
  }

  /** Tells the lists. For Live. */
  touch(): void {
    this.#version.value++;
  }

  #put(id: string, row: unknown): void {
    // The server projected exactly the fields of the page's table, with the types of the view.
    const object = (this.#blanks.length === 0 ? row : this.#whole(row)) as R;
    this.#objects.set(id, object);
    const followed = this.#followed.get(id);
    if (followed) followed.object.value = followed.last = object;
  }

  /** An object with something in the place of what is not seen of it, so that every field is of its type. */
  #whole(row: unknown): unknown {
    const object: Record<string, unknown> = { ...(row as object) };
    for (const [field, blank] of this.#blanks) object[field] ??= blank;
    return object;
  }

  #follow(id: string): Followed<R> {
    let found = this.#followed.get(id);
    if (found === undefined) {
      const now = this.#objects.get(id);
      const made: Followed<R> = {
        object: signal(now, {
          watched: () => {
            // Somebody kept it beyond its time.
            this.#followed.set(id, made);
            made.object.value = this.#objects.get(id);
            made.last = made.object.peek() ?? made.last;
          },
          unwatched: () => void this.#followed.delete(id),
        }),
        there: computed(() => made.object.value !== undefined),
        fields: new Map(),
        last: now,
      };
      found = made;
      this.#followed.set(id, found);
    }
    return found;
  }

  #shapeOf(fields: readonly string[]): object {
    const read = (id: string, name: string) => this.field(id, name as keyof R).value;
    return Object.create(
      null,
      Object.fromEntries(fields.map((name) => [name, {
        enumerable: true,
        get(this: { readonly id: string }) {
          return read(this.id, name);
        },
      }])),
    );
  }
}
