// What an action at work has in its hands: its object, the pool, other objects by their ids, and what may be done to them.
import type { Principal } from "@/lib/auth/types.ts";
import type { CacheReader, Origin } from "@/lib/cache/types.ts";
import { AtollError } from "@/lib/errors.ts";
import { log } from "@/lib/log.ts";
import type { RightsService } from "@/lib/rights/types.ts";
import type { Collection, Views } from "@/lib/view/types.ts";
import { visible } from "@/lib/view/visible.ts";
import type { Client, TaskHandle } from "@/lib/xapi/mod.ts";
import type { Target } from "./definition.ts";
import { NOUNS } from "./nouns.ts";
import { poolError } from "./pool_error.ts";

interface Deps {
  readonly cache: CacheReader;
  readonly rights: RightsService;
}

interface Work<C extends Collection> {
  readonly view: Views[C];
  readonly origin: Origin;
  readonly pool: Client;
  may(collection: Collection, id: string, action: string): boolean;
  /** Writes the audit entry of what went on after the answer: `begun` is null where it failed. */
  note(action: string, message: string, begun: TaskHandle<unknown> | null): Promise<void>;
}

export function targetOf<C extends Collection>(
  { cache, rights }: Deps,
  principal: Principal,
  { view, origin, pool, may, note }: Work<C>,
): Target<C> {
  const here = <O extends Collection>(collection: O, id: string): Views[O] | undefined => {
    const seen = visible(cache, rights.sight(principal)).get(collection, id);
    return cache.origin(collection, id)?.pool === origin.pool ? seen : undefined;
  };
  return {
    view,
    ref: origin.ref,
    pool,
    seen: here,
    refOf(collection, id, field) {
      const other = here(collection, id) && cache.origin(collection, id);
      if (other !== undefined) return other.ref;
      const noun = NOUNS[collection];
      throw new AtollError(
        422,
        "bad-argument",
        `The argument "${field}" names no ${noun} of the same pool`,
        field,
      );
    },
    mayTag(tag) {
      if (!rights.isGranted(tag) || rights.can(principal, "rights.manage")) return;
      throw new AtollError(
        403,
        "forbidden",
        `The tag "${tag}" gives rights: only who manages rights adds or removes it`,
        "tag",
      );
    },
    must(collection, id, action) {
      if (may(collection, id, action)) return;
      const name = `${collection}.${action}`;
      throw new AtollError(403, "forbidden", `This ${NOUNS[collection]} needs the right ${name} as well`);
    },
    later(action, work) {
      const run = async () => {
        try {
          const begun = await work();
          if (begun !== null) await note(action, "", begun);
        } catch (cause) {
          const error = poolError(cause, `Cannot go on with ${action.replaceAll("_", " ")}`);
          log.warn("Action not carried on", { action, pool: origin.pool, error });
          await note(action, error instanceof AtollError ? error.message : "Unexpected error", null);
        }
      };
      void run();
    },
  };
}
