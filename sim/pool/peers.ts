// What operations on a pool do to its hosts, where each of them is a simulator of its own.
import type { Ref } from "../values.ts";

/** The hosts of a pool as its operations see them. What they set in motion goes on after they have answered. */
export interface Peers {
  /** The pool has agreed on another coordinator: everybody restarts, then that one leads. */
  handOver(host: Ref): void;
  /** A member whose coordinator is lost makes itself the coordinator. */
  takeOver(host: Ref): void;
  /** A member is sent to the coordinator at another address. */
  follow(host: Ref, address: string): void;
  /** Tells the members who leads; gives those it reached. */
  recover(): Ref[];
  /** The host is no part of the pool any more: it becomes a pool of its own. */
  leave(host: Ref): void;
  /** The host goes down, or comes up again. */
  power(host: Ref, on: boolean): void;
  /** Whether anybody answers there. */
  reachable(host: Ref): boolean;
}
