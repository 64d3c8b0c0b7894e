// A version of XenServer or XCP-ng: what it is called, and what of the data model it does not have yet.
import { NEWER, REMOVED } from "../model.ts";
import type { Json, Rec } from "../values.ts";
import { notAfter } from "./releases.ts";
import { SINCE } from "./since.ts";

/** The release from which on the simulator's model is whole, what recordings added to it included. */
const CURRENT = "25.0.0";

/** Operations that came later than the objects that allow them, and with what. */
const OPERATIONS: Readonly<Record<string, string>> = {
  migrate_send: "tampa",
  changing_NVRAM: "naples",
  create_vtpm: "22.26.0",
  sysprep: CURRENT,
};

/** What is said of a version; the rest follows from its release. */
export interface VersionFacts {
  /** As the option names it. */
  readonly name: string;
  /** As people call it. */
  readonly product: string;
  /** The release whose data model it has: a code name or xapi's number. */
  readonly release: string;
  readonly api: readonly [major: number, minor: number];
  /** Whether it answers JSON-RPC. */
  readonly json: boolean;
  /** `software_version` of its hosts; undefined keeps the one they are made with. */
  readonly software?: Readonly<Record<string, string>>;
  readonly edition: string;
  /** Names of the default templates; undefined keeps those the pool is made with. */
  readonly templates?: readonly string[];
}

/** A version the simulator can be. */
export class Version {
  readonly name: string;
  readonly #missing = new Set<string>();
  readonly #all: boolean;
  readonly #views = new WeakMap<Rec, Rec>();

  constructor(readonly facts: VersionFacts) {
    this.name = facts.name;
    for (const [release, names] of Object.entries(SINCE)) {
      if (!notAfter(release, facts.release)) { for (const name of names) this.#missing.add(name); }
    }
    if (!notAfter(CURRENT, facts.release)) { for (const name of NEWER) this.#missing.add(name); }
    this.#all = this.#missing.size === 0;
  }

  /** Whether it has a class. Of those outside the model only the latest has any. */
  hasClass(cls: string): boolean {
    return !this.#missing.has(cls);
  }

  hasField(cls: string, field: string): boolean {
    return !this.#missing.has(cls) && !this.#missing.has(`${cls}.${field}`);
  }

  /** Whether it knows a message; those that read and write a field are as old as the field. */
  hasMessage(method: string): boolean {
    if (this.#all) return true;
    const dot = method.indexOf(".");
    const [cls, name] = [method.slice(0, dot), method.slice(dot + 1)];
    const [, field = ""] = /^(?:get|set|add_to|remove_from|add|remove)_(.+)$/.exec(name) ?? [];
    return this.hasField(cls, field) && !this.#missing.has(`${method}()`);
  }

  /** Whether it still answers a message with MESSAGE_REMOVED: older ones had it. */
  removed(method: string): boolean {
    return this.#all && REMOVED.has(method);
  }

  /** A record as this version shows it: without the fields that came later. Always the same object for a record. */
  view(cls: string, record: Rec): Rec {
    if (this.#all) return record;
    let view = this.#views.get(record);
    if (view === undefined) {
      const fields = Object.entries(record).filter(([field]) => this.hasField(cls, field));
      view = Object.fromEntries(fields.map(([field, value]) => [field, this.#operations(field, value)]));
      this.#views.set(record, view);
    }
    return view;
  }

  /** The operations of a set of them that it has. */
  #operations(field: string, value: Json): Json {
    if (field !== "allowed_operations" || !Array.isArray(value)) return value;
    return value.filter((one) => notAfter(OPERATIONS[String(one)] ?? "rio", this.facts.release));
  }

  /** Whether `event.from` waits a fixed 50 ms before each look, as it did before xapi 25.5. */
  get slowEvents(): boolean {
    return !notAfter("25.5.0", this.facts.release);
  }

  /** Whether it refuses to shut a disabled host down while VMs run on it. The recorded one, 25.33, does not. */
  get keepsHostsInUse(): boolean {
    return !notAfter(CURRENT, this.facts.release);
  }

  /** Whether statistics in JSON have their `data` inside `meta`, as before xapi 24.11. */
  get dataInMeta(): boolean {
    return !notAfter("24.11.0", this.facts.release);
  }
}
