// The ids of a recording (refs and uuids the recorded xapi made up) and those the simulator made up instead.

/** A uuid, alone or in a ref. */
const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Which id of the simulator stands for a recorded one, and the other way round. */
export class Ids {
  readonly #ours = new Map<string, string>();
  readonly #theirs = new Map<string, string>();

  /** `known` are ids both have: those of the pool that was loaded. */
  constructor(readonly known: ReadonlySet<string>) {}

  /** Remembers that `made` stands for `recorded`; either may be a ref. */
  set(recorded: string, made: string): void {
    const [theirs, ours] = [recorded.match(ID)?.[0], made.match(ID)?.[0]];
    if (theirs === undefined || ours === undefined) return;
    this.#ours.set(theirs, ours);
    this.#theirs.set(ours, theirs);
  }

  /** Whether a recorded id (or ref) stands for something here. */
  has(recorded: string): boolean {
    const id = recorded.match(ID)?.[0] ?? "";
    return this.known.has(id) || this.#ours.has(id);
  }

  /** A recorded text with the simulator's ids. */
  toOurs(text: string): string {
    return text.replaceAll(ID, (id) => this.#ours.get(id) ?? id);
  }

  /** A text of the simulator with the recorded ids. */
  toTheirs(text: string): string {
    return text.replaceAll(ID, (id) => this.#theirs.get(id) ?? id);
  }

  /** Learns from two answers to the same request: ids that stand at the same place are the same object's. */
  learn(recorded: unknown, simulated: unknown): void {
    if (typeof recorded === "string" && typeof simulated === "string") {
      const [theirs, ours] = [recorded.match(ID) ?? [], simulated.match(ID) ?? []];
      if (theirs.length === ours.length) theirs.forEach((id, at) => this.#pair(id, ours[at] ?? id));
    } else if (Array.isArray(recorded) && Array.isArray(simulated)) {
      if (recorded.length !== simulated.length) return;
      recorded.forEach((item, at) => this.learn(item, simulated[at]));
    } else if (isObject(recorded) && isObject(simulated)) {
      const [theirs, ours] = [Object.keys(recorded), Object.keys(simulated)];
      if (theirs.length !== ours.length) return;
      theirs.forEach((key, at) => {
        const other = this.#twin(key, recorded[key], simulated) ?? ours[at] ?? key;
        this.learn(key, other);
        this.learn(recorded[key], simulated[other]);
      });
    }
  }

  /** The key at which `simulated` has what `recorded` has at `key`: the same one, the one known for it, or a record alike. */
  #twin(key: string, value: unknown, simulated: Record<string, unknown>): string | undefined {
    if (key in simulated) return key;
    const known = this.toOurs(key);
    if (known in simulated) return known;
    const profile = profileOf(value, (id) => this.known.has(id) ? id : this.#ours.get(id) ?? "");
    return Object.keys(simulated).find((other) =>
      !this.#theirs.has(other.match(ID)?.[0] ?? "") &&
      profile ===
        profileOf(simulated[other], (id) => this.known.has(id) || this.#theirs.has(id) ? id : "")
    );
  }

  #pair(theirs: string, ours: string): void {
    if (theirs === ours || this.#ours.has(theirs) || this.#theirs.has(ours)) return;
    if (this.known.has(theirs) || this.known.has(ours)) return;
    this.set(theirs, ours);
  }
}

/** A value as text, with `named` for each id in it. */
function profileOf(value: unknown, named: (id: string) => string): string {
  return JSON.stringify(value).replaceAll(ID, named);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
