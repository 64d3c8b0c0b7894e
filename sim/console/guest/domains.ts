// The domains of a pool that have a screen: made when somebody first looks, gone with their VM's domain.
import type { Change, Database } from "../../db.ts";
import type { Tasks } from "../../tasks.ts";
import { dict, flag, number, type Ref, text } from "../../values.ts";
import { Domain } from "./domain.ts";
import type { PowerAction } from "./machine.ts";
import { powerFromInside } from "./power.ts";
import { profileOf } from "./profile.ts";

interface Known {
  readonly domain: Domain;
  readonly domid: number;
  readonly host: Ref;
  /** Operations the guest has been told of. */
  readonly told: Set<string>;
}

/** Hosts of one pool serve the same database, and so the same screens. */
const pools = new WeakMap<Database, Domains>();

/** The domains of a pool. */
export function domainsOf(db: Database, tasks: Tasks): Domains {
  const domains = pools.get(db) ?? new Domains(db, tasks);
  pools.set(db, domains);
  return domains;
}

export class Domains {
  readonly #known = new Map<Ref, Known>();
  #unwatch: (() => void) | undefined;

  constructor(readonly db: Database, readonly tasks: Tasks) {}

  /** The domain of a VM that runs. */
  of(vm: Ref): Domain {
    this.#check(vm);
    const known = this.#known.get(vm);
    if (known !== undefined) return known.domain;
    const { db, tasks } = this;
    const record = db.get("VM", vm);
    const domain = new Domain({
      name: text(record, "name_label"),
      profile: profileOf(db, vm),
      scale: tasks.scale,
      now: db.now,
      power: (action) => {
        if (!flag(db.get("VM", vm), "is_control_domain")) powerFromInside(db, tasks, vm, action);
      },
    });
    this.#known.set(vm, {
      domain,
      domid: number(record, "domid"),
      host: text(record, "resident_on"),
      told: new Set(),
    });
    this.#unwatch ??= db.onChange((change) => this.#changed(change));
    this.#check(vm);
    return domain;
  }

  #changed({ cls, ref }: Change): void {
    if (cls === "VM" && this.#known.has(ref)) this.#check(ref);
  }

  /** Ends, freezes or tells a domain what its VM's record says. */
  #check(vm: Ref): void {
    const known = this.#known.get(vm);
    if (known === undefined) return;
    const record = this.db.get("VM", vm);
    const state = text(record, "power_state");
    const alive = state === "Running" || state === "Paused";
    if (!alive || number(record, "domid") !== known.domid || text(record, "resident_on") !== known.host) {
      this.#known.delete(vm);
      known.domain.end();
      if (this.#known.size === 0) {
        this.#unwatch?.();
        this.#unwatch = undefined;
      }
      return;
    }
    known.domain.freeze(state === "Paused");
    for (const operation of Object.values(dict(record, "current_operations")).map(String)) {
      const action = ASKED[operation];
      if (action === undefined || known.told.has(operation)) continue;
      known.told.add(operation);
      known.domain.asked(action);
    }
  }
}

/** Operations a guest takes part in. */
const ASKED: Readonly<Record<string, PowerAction>> = {
  clean_shutdown: "poweroff",
  shutdown: "poweroff",
  clean_reboot: "reboot",
};
