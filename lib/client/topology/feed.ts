// Follows what the topology shows, each relation by a subscription of its own, and keeps what they tell.
import { Facts, SUBSCRIPTIONS } from "./facts.ts";
import type { Live } from "../live.ts";

export class Feed {
  readonly facts = new Facts();
  readonly #following = new Map<string, () => void>();

  /** @param changed called whenever something was told */
  constructor(private readonly live: Pick<Live, "follow">, private readonly changed: () => void) {}

  /** Follows these, and nothing else: what is not followed any more is forgotten. */
  follow(names: Iterable<keyof typeof SUBSCRIPTIONS>): void {
    const wanted = new Set([...names].map((name) => SUBSCRIPTIONS[name]));
    for (const [subscription, stop] of this.#following) {
      if (wanted.has(subscription)) continue;
      stop();
      this.#following.delete(subscription);
      this.facts.forget(subscription);
    }
    for (const subscription of wanted) {
      if (this.#following.has(subscription)) continue;
      this.#following.set(
        subscription,
        this.live.follow(subscription, (received) => {
          this.facts.take(subscription, received);
          this.changed();
        }),
      );
    }
  }

  close(): void {
    for (const stop of this.#following.values()) stop();
  }
}
