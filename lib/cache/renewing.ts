// A pool's whole state while it is being told: the replica that is to take the place of the present one. Of a pool that was
// empty the entries are made at once, while the rest of the answer is still on its way.
import { Unread } from "@/lib/xapi/compact.ts";
import type { Arrival, XapiEvent } from "@/lib/xapi/types.ts";
import type { PoolState, Step } from "./pool_state.ts";
import { Replica, STRIDE, type Touched } from "./replica.ts";

export class Renewing {
  readonly #next = new Replica();
  /** Of a first read: what was told of more than once, or went again. */
  readonly #touched: Touched = new Map();
  readonly #first: boolean;

  constructor(private readonly state: PoolState, private readonly step: Step) {
    this.#first = state.empty;
    if (this.#first) state.expect(this.#next);
  }

  take(event: Arrival): void {
    if (!this.#first) return this.state.replica.renew(this.#next, read(event));
    const { class: className, operation, ref, record } = event;
    const isNew = operation !== "del" && record !== undefined &&
      this.#touched.get(className)?.has(ref) !== true && this.#next.add(className, ref, record);
    // What is read of it now is the same as it came.
    if (isNew) this.state.arrive(className, ref, record instanceof Unread ? record.wire : record, this.step);
    else this.#next.event(read(event), this.#touched);
  }

  /** Takes the last events, and shows what follows. Readers see the old state until the end. Yields now and then. */
  *finish(events: Iterable<XapiEvent>): Generator<void, Replica> {
    let done = 0;
    for (const event of events) {
      this.take(event);
      if (++done % STRIDE === 0) yield;
    }
    if (this.#first) yield* this.state.arrived(this.#touched, this.step);
    else yield* this.state.replace(this.#next, this.step);
    return this.#next;
  }

  abandon(): void {
    if (this.#first) this.state.forget(this.step);
  }
}

function read({ record, ...event }: Arrival): XapiEvent {
  if (record === undefined) return event;
  return { ...event, record: record instanceof Unread ? record.read() : record };
}
