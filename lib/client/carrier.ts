// One open stream and the subscriptions it carries: which number is whose, and changing them without opening it anew.
import type { StreamEvent } from "./event_reader.ts";
import { type Asked, type Ended, Link, type LinkOwner, linkUrl, numbersOf, type World } from "./link.ts";
import type { Shared } from "./readers.ts";

/** Whom a carrier tells; nothing after close(). */
export interface CarrierOwner {
  /** The stream is there. */
  opened(): void;
  ended(how: Ended): void;
  /** The server does not understand one of these. */
  malformed(shared: readonly Shared[], reason: string): void;
}

export interface CarrierOptions {
  /** Ends with the first news: for what holds streams back until they end. */
  readonly once: boolean;
  /** Asks for one subscription at a time, to find a wrong one. */
  readonly careful: boolean;
}

const UNKNOWN = "Atoll answered in a way that this page does not know";

/** Bytes of a URL that every proxy lets through; what does not fit is added afterwards. */
const LONGEST_URL = 4000;

export class Carrier implements LinkOwner {
  readonly link: Link;
  /** In the server's order. */
  #carried: Shared[] = [];
  readonly #numbers = new Map<Shared, string>();
  #editing = false;
  /** Events of numbers that an edit under way may bring. */
  readonly #early: StreamEvent[] = [];
  /** Numbers that this stream had until now: an `open` event with no other ones is the echo of an edit. */
  readonly #known = new Set<string>();
  /** Others, told while an edit was under way. */
  #told: readonly string[] | null = null;
  #wanted: readonly Shared[];

  /** @param wanted at least one */
  constructor(
    world: World,
    private readonly owner: CarrierOwner,
    wanted: readonly Shared[],
    private readonly options: CarrierOptions,
  ) {
    this.#wanted = wanted;
    const { once, careful } = options;
    const asked: Asked[] = [];
    for (const shared of wanted) {
      const next = { collections: shared.text, since: shared.begin() };
      const fits = once || (!careful && linkUrl([...asked, next], once).length <= LONGEST_URL);
      if (asked.length > 0 && !fits) break;
      asked.push(next);
      this.#carried.push(shared);
    }
    this.link = new Link(world, this, asked, once);
  }

  get once(): boolean {
    return this.options.once;
  }

  close(): void {
    this.link.close();
  }

  /** Brings what the stream carries in line with what is wanted, as soon as it can be. */
  carry(wanted: readonly Shared[]): void {
    this.#wanted = wanted;
    void this.#edit();
  }

  event(event: StreamEvent): void {
    if (event.kind === "open") return this.#opened(event.data);
    const number = event.id.slice(event.id.lastIndexOf(".") + 1);
    const shared = this.#carried.filter((one) => this.#numbers.get(one) === number);
    for (const one of shared) one.take(event);
    if (shared.length === 0 && this.#editing) this.#early.push(event);
  }

  ended(how: Ended): void {
    if (how.status === 400) this.owner.malformed(this.#carried, how.reason);
    else this.owner.ended(how);
  }

  #opened(data: string): void {
    const answer: unknown = JSON.parse(data);
    const numbers = numbersOf(answer);
    const stream = typeof answer === "object" && answer !== null && "stream" in answer ? answer.stream : null;
    if (numbers === null || typeof stream !== "string") return this.#give(UNKNOWN);
    if (this.link.id === null) {
      if (numbers.length !== this.#carried.length) return this.#give(UNKNOWN);
      this.link.id = stream;
      this.#number(this.#carried, numbers);
      this.owner.opened();
    } else if (this.#editing) this.#told = numbers;
    else this.#renumber(numbers, false);
    void this.#edit();
  }

  #give(reason: string): void {
    this.close();
    this.owner.ended({ status: 0, reason });
  }

  #number(shared: readonly Shared[], numbers: readonly string[]): void {
    shared.forEach((one, i) => {
      const number = numbers[i] ?? "";
      this.#known.delete(this.#numbers.get(one) ?? "");
      this.#known.add(number);
      this.#numbers.set(one, number);
    });
  }

  /** Takes the numbers that changed rights have brought. @param edited what is carried has changed as well */
  #renumber(numbers: readonly string[], edited: boolean): void {
    if (numbers.every((number) => this.#known.has(number))) return;
    // Before or after the edit, who knows: the next stream begins with what is so.
    if (edited || numbers.length !== this.#carried.length) return this.#give("Atoll has changed the stream");
    this.#number(this.#carried, numbers);
  }

  /** One change at a time, so that the server's order is known. */
  async #edit(): Promise<void> {
    if (this.link.id === null || this.once || this.#editing) return;
    const wanted = this.#wanted;
    const missing = wanted.filter((shared) => !this.#carried.includes(shared));
    const add = missing.slice(0, this.options.careful ? 1 : undefined);
    const gone = this.#carried.filter((shared) => !wanted.includes(shared));
    if (add.length + gone.length === 0) return;
    this.#editing = true;
    this.#told = null;
    const asked = add.map((shared) => ({ collections: shared.text, since: shared.begin() }));
    const answer = await this.link.edit(asked, gone.flatMap((shared) => this.#numbers.get(shared) ?? []));
    if (this.link.closed) return;
    this.#editing = false;
    if ("status" in answer) {
      if (answer.status === 400) this.owner.malformed(add, answer.reason);
      else this.#give(answer.reason);
      return;
    }
    this.#carried = [...this.#carried.filter((shared) => !gone.includes(shared)), ...add];
    for (const shared of gone) this.#numbers.delete(shared);
    this.#number(add, answer);
    if (this.#told !== null) this.#renumber(this.#told, true);
    if (this.link.closed) return;
    for (const event of this.#early.splice(0)) this.event(event);
    await this.#edit();
  }
}
