// What the pool allows some VMs now. It is followed only while somebody is about to ask for something: in a list of all VMs, where
// nobody sees it, it would be half of all that is sent.
import { type ReadonlySignal, signal } from "@preact/signals";
import type { Patch } from "@/lib/view/types.ts";
import type { Live } from "../live.ts";
import type { Received } from "../page_stream.ts";

/** Of more VMs than these all are followed: the subscription is a part of an address. */
const SINGLY = 20;

export type AllowedOperations = ReadonlyMap<string, readonly string[]>;

export class Allowed {
  readonly #of = signal<AllowedOperations>(new Map());
  #subscription = "";
  #stop = () => {};

  constructor(private readonly live: Pick<Live, "follow">) {}

  /** By VM; of one that is not followed, or not told of yet, nothing. */
  get of(): ReadonlySignal<AllowedOperations> {
    return this.#of;
  }

  /** Follows these VMs, and no others. */
  follow(ids: readonly string[]): void {
    const subscription = subscriptionTo(ids);
    if (subscription === this.#subscription) return;
    this.#stop();
    this.#subscription = subscription;
    if (ids.length === 0) {
      this.#of.value = new Map();
      this.#stop = () => {};
    } else {
      // Those that were followed already stay known until the snapshot comes.
      this.#stop = this.live.follow(subscription, (received) => this.#receive(received));
    }
  }

  #receive({ kind, patches }: Received): void {
    const known = new Map(kind === "snapshot" ? [] : this.#of.peek());
    for (const [collection, id, patch] of patches) if (collection === "vm") take(known, id, patch);
    this.#of.value = known;
  }
}

function take(known: Map<string, readonly string[]>, id: string, patch: Patch[2]): void {
  const allowed = patch?.["allowed_operations"];
  if (patch === null) known.delete(id);
  else if (Array.isArray(allowed)) known.set(id, allowed.map(String));
}

function subscriptionTo(ids: readonly string[]): string {
  if (ids.length > SINGLY) return "vm:allowed_operations";
  return [...ids].sort().map((id) => `vm/${id}:allowed_operations`).join(";");
}
