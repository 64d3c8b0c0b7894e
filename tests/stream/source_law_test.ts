// The laws of what the stream reads from (StreamSource), held against the plain projection: any change of any view, from any
// revision to now, for whoever stands anywhere in between, and not a word of what is hidden.
import assert from "node:assert/strict";
import fc from "fast-check";
import { parseSubscription } from "@/lib/stream/mod.ts";
import { Copy, type Fields } from "./client.ts";
import { Past } from "./past.ts";
import { type Part, plain, project, writtenAll } from "./projection.ts";
import { runs } from "./runs.ts";
import { beginning, type Hidden, hidden, journals, keepsSecrets, parts, sightOf, turn } from "./worlds.ts";

interface Asked {
  readonly parts: readonly Part[];
  readonly hidden: Hidden;
}

const asked: fc.Arbitrary<Asked> = fc.record({ parts, hidden });

function viewOf({ parts, hidden }: Asked) {
  return { subscription: parseSubscription(writtenAll(parts)), sight: sightOf(hidden) };
}

/** What a client that has `objects` makes of changes. */
function applied(objects: ReadonlyMap<string, Fields>, kind: "snapshot" | "patch", changes: unknown) {
  const copy = new Copy("");
  copy.objects = objects;
  copy.take({ kind, id: "aaaaaa.1.1", data: JSON.stringify(changes) });
  return plain(copy.objects);
}

Deno.test("I3, I7, I13, I17: law: changes lead from any revision, and from anywhere in between, to the projection of now", async () => {
  await fc.assert(
    fc.asyncProperty(journals, beginning, fc.array(turn, { minLength: 1, maxLength: 6 }), asked, async (
      journal,
      first,
      turns,
      asked,
    ) => {
      const past = new Past(journal), { cache } = past, view = viewOf(asked);
      for (const turn of [first, ...turns]) await past.happen(turn);
      const were = Array.from(
        { length: cache.revision },
        (_, n) => project(past.at(n + 1), asked.parts, view.sight),
      );
      const now = were.at(-1);
      were.forEach((_, since) => {
        const { kind, revision, patches } = cache.changes(since + 1, view, view);
        const told = `${kind} since ${since + 1}: ${JSON.stringify(patches)}`;
        assert.equal(revision, cache.revision);
        keepsSecrets(patches, asked.hidden);
        for (const [at, was] of were.entries()) {
          if (at >= since) assert.deepEqual(applied(was, kind, patches), now, `${told} at ${at + 1}`);
        }
      });
    }),
    runs(1500),
  );
});

Deno.test("I20: law: changes lead from what one could see to what another may see, with not a word of anything else", async () => {
  await fc.assert(
    fc.asyncProperty(
      journals,
      beginning,
      fc.array(turn, { minLength: 1, maxLength: 4 }),
      asked,
      asked,
      async (
        journal,
        first,
        turns,
        before,
        after,
      ) => {
        const past = new Past(journal), { cache } = past;
        const from = viewOf(before), to = viewOf(after);
        for (const turn of [first, ...turns]) await past.happen(turn);
        const now = project(past.at(cache.revision), after.parts, to.sight);
        for (let since = 1; since <= cache.revision; since++) {
          const { kind, patches } = cache.changes(since, from, to);
          const told = `${kind} since ${since}: ${JSON.stringify(patches)}`;
          const was = project(past.at(since), before.parts, from.sight);
          for (let at = since; at <= cache.revision; at++) {
            const stands = project(past.at(at), before.parts, from.sight);
            assert.deepEqual(applied(stands, kind, patches), now, `${told} at ${at}`);
          }
          // What was seen may be told as gone, objects and fields; nothing else of what is hidden.
          const tells = patches.flatMap(([collection, id, patch]) => {
            const held = was.get(`${collection}/${id}`);
            if (held === undefined) return [[collection, id, patch] as const];
            const fresh = Object.entries(patch ?? {}).filter(([field, value]) =>
              value !== null || held[field] === undefined
            );
            return fresh.length > 0 ? [[collection, id, Object.fromEntries(fresh)] as const] : [];
          });
          keepsSecrets(tells, after.hidden);
        }
      },
    ),
    runs(700),
  );
});
