// Which faults a scenario has: every kind, of any length, on any call.
import type { Fault } from "@/sim/mod.ts";
import type { BatchFault } from "@/sim/faults/mod.ts";
import type { Dice } from "./dice.ts";

const METHODS = [
  "*",
  "event.from",
  "event.from",
  "event.next",
  "session.*",
  "system.listMethods",
  "pool.*",
  "VM.*",
] as const;

/** Lies that the next true event of the object, or the next reply, puts right; and those that only an odd pool would tell for ever. */
const BATCHES: readonly [BatchFault["how"], ...BatchFault["how"][]] = [
  "repeated",
  "shuffled",
  "stale",
  "older-token",
  "miscounted",
];

/** A fault that ends by itself or at the end of the scenario. `tls`: whether the host has a certificate that can change. */
export function anyFault(dice: Dice, tls: boolean): Fault {
  const length = () => dice.pick([200, 1_000, 5_000, 20_000, 60_000, 120_000]);
  const met = () => ({
    on: dice.pick(METHODS),
    count: dice.pick([1, 1, 2, 5, 50]),
    probability: dice.pick([1, 1, 0.5, 0.2]),
    lasts: length(),
  });
  const how = () => dice.pick(["reset", "close"]);
  const at = () => Math.round(dice.random() * 1000) / 1000;
  const kinds: readonly [() => Fault, ...(() => Fault)[]] = [
    () => ({ kind: "cut", how: dice.pick(["reset", "close", "hang"]), at: at(), ...met() }),
    () => ({ kind: "cut", how: how(), at: at(), ...met() }),
    () => ({ kind: dice.pick(["truncated", "garbled"]), at: at(), ...met() }),
    () => ({
      kind: "page",
      status: dice.pick([200, 500, 502]),
      type: dice.pick(["text/html", "application/json"]),
      ...met(),
    }),
    () => ({ kind: "slow", part: "head", bytes: 1, ms: dice.pick([5, 500]), ...met(), count: 1 }),
    () => ({ kind: "slow", bytes: dice.pick([200, 10_000]), ms: dice.pick([20, 500]), ...met(), count: 1 }),
    () => ({ kind: "length", by: dice.pick([-100, -1, 1, 1000]), ...met() }),
    () => ({ kind: "twice", ...met() }),
    () => ({ kind: "hangup", how: how(), ...met() }),
    () => ({
      kind: "error",
      code: dice.pick([
        "HOST_STILL_BOOTING",
        "SESSION_INVALID",
        "HOST_HAS_NO_MANAGEMENT_IP",
        "INTERNAL_ERROR",
      ]),
      ...met(),
    }),
    () => ({ kind: "error", code: "HOST_IS_SLAVE", params: ["127.0.0.1"], ...met() }),
    () => ({ kind: "evict", ...met() }),
    () => ({ kind: "stall", ms: dice.pick([500, 5_000, 30_000]), ...met(), on: "event.from" }),
    () => ({ kind: "batch", how: dice.pick(BATCHES), ...met(), on: "event.from" }),
    () => ({ kind: "batch", how: dice.pick(BATCHES), ...met(), on: "event.from" }),
    () => ({ kind: dice.pick(["refuse", "mute", "garbage", "freeze"]), for: length() }),
    () => ({ kind: dice.pick(["refuse", "mute", "garbage", "freeze"]), for: length() }),
    () => ({ kind: "sever" }),
    () => ({ kind: dice.pick(["booting", "unaddressed", "down"]), for: length() }),
    () => ({ kind: "clock", by: dice.pick([-3_600_000, -60_000, 86_400_000]), for: length() }),
    () => ({ kind: "crash", loses: dice.pick([100, 2_000, 20_000]) }),
    () => tls ? { kind: "certificate", ...(dice.chance(0.5) ? { for: length() } : {}) } : { kind: "sever" },
  ];
  return dice.pick(kinds)();
}
