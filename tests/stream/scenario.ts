// What may happen to a pool and a client, and that it ends well: real cache, real hub, real routes. The client is that of
// docs/stream.md alone.
import fc from "fast-check";
import type { CacheOptions } from "@/lib/cache/mod.ts";
import type { Part } from "./projection.ts";
import { type Followed, followed, Session } from "./session.ts";
import { withStand } from "./stand.ts";
import { beginning, type Hidden, hidden, journals, parts, type Turn, turn } from "./worlds.ts";

/** What happens next, to the pool or with the client. */
type Act =
  | { readonly what: "turn"; readonly turn: Turn }
  | { readonly what: "read"; readonly pieces: number }
  | { readonly what: "drain" }
  | { readonly what: "twin" }
  | { readonly what: "cut" }
  | { readonly what: "connect"; readonly gzip: boolean; readonly last: number | undefined }
  /** `from`: goes on from what a copy was earlier, as a page does that was kept. */
  | { readonly what: "add"; readonly parts: readonly Part[]; readonly from: number | undefined }
  | { readonly what: "again"; readonly from: number }
  | { readonly what: "remove"; readonly n: number }
  | { readonly what: "grant"; readonly hidden: Hidden };

const of = <T extends Act["what"]>(what: T) => fc.constant(what);
const maybe = fc.option(fc.nat(7), { nil: undefined, freq: 2 });

const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 10, arbitrary: fc.record({ what: of("turn"), turn }) },
  { weight: 4, arbitrary: fc.record({ what: of("read"), pieces: fc.integer({ min: 1, max: 2 }) }) },
  {
    weight: 5,
    arbitrary: fc.constantFrom<Act>(
      ...(["drain", "drain", "twin", "cut"] as const).map((what) => ({ what })),
    ),
  },
  { weight: 3, arbitrary: fc.record({ what: of("connect"), gzip: fc.boolean(), last: maybe }) },
  { weight: 2, arbitrary: fc.record({ what: of("add"), parts, from: maybe }) },
  { weight: 2, arbitrary: fc.record({ what: of("again"), from: fc.nat(20) }) },
  { weight: 1, arbitrary: fc.record({ what: of("remove"), n: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.record({ what: of("grant"), hidden }) },
);

export interface Scenario {
  readonly journal: CacheOptions;
  /** Bytes that wait for a client: with few it is told in large steps. */
  readonly queueBytes: number;
  readonly first: Turn;
  readonly wanted: readonly (readonly Part[])[];
  readonly hidden: Hidden;
  readonly acts: readonly Act[];
}

export const scenario: fc.Arbitrary<Scenario> = fc.record({
  journal: journals,
  queueBytes: fc.constantFrom(1, 400, 65_536),
  first: beginning,
  wanted: fc.array(parts, { minLength: 1, maxLength: 3 }),
  hidden,
  // Short ones are found by shrinking.
  acts: fc.array(act, { minLength: 3, maxLength: 20, size: "max" }),
});

/** Fails unless every event of two clients, and what they have in the end, is as docs/stream.md says. */
export async function play(scenario: Scenario, wire: boolean): Promise<void> {
  const { journal, queueBytes, first, wanted, hidden, acts } = scenario;
  await withStand({ journal, queueBytes, wire }, async (stand) => {
    await stand.past.happen(first);
    const client = new Session(stand, "client", hidden), twin = new Session(stand, "twin", hidden);
    /** What copies were after each act. */
    const kept: Followed[] = [];
    for (const parts of wanted) {
      await client.add(followed(parts));
      await twin.add(followed(parts));
    }
    await client.connect();
    await twin.connect();
    for (const act of acts) {
      if (act.what === "turn") await stand.past.happen(act.turn);
      else if (act.what === "read") client.allow(act.pieces);
      else if (act.what === "drain") await client.drain();
      else if (act.what === "twin") await twin.drain();
      else if (act.what === "cut") await client.cut();
      else if (act.what === "connect") await client.connect(act);
      else if (act.what === "add") await client.add(followed(act.parts, kept[act.from ?? -1]?.copy));
      else if (act.what === "again") {
        const old = kept[act.from];
        if (old !== undefined) await client.add(followed(old.parts, old.copy));
      } else if (act.what === "remove") await client.remove(act.n);
      else await client.grant(act.hidden);
      for (const { parts, copy } of [...client.followed, ...twin.followed]) {
        kept.unshift(followed(parts, copy));
      }
    }
    for (const session of [client, twin]) {
      await session.settle();
      await session.cut();
    }
  });
}
