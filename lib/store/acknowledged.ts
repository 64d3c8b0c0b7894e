// Which alerts somebody has taken notice of: for themselves alone, on any device. One record a user, small enough for one value
// of the database.
import { z } from "zod";
import { log } from "@/lib/log.ts";

/** Beyond these the oldest go; uuids with a pool's behind them are as long as that. */
export const MOST_ACKNOWLEDGED = 500;
const LONGEST = 120;

/** Ids of alerts, oldest first. */
export const acknowledged = z.array(z.string().min(1).max(LONGEST)).max(MOST_ACKNOWLEDGED).readonly();

/** Key of what a user has acknowledged: it is deleted with the user, in one write. */
export const acknowledgedKey = (userId: string): Deno.KvKey => ["acknowledged", userId];

export class AcknowledgedStore {
  constructor(private readonly kv: Deno.Kv) {}

  async get(userId: string): Promise<readonly string[]> {
    return readable((await this.kv.get(acknowledgedKey(userId))).value);
  }

  /**
   * Adds ids, or takes them out; what two devices do at the same moment is both kept. False, with nothing written, when the user is gone.
   * @param isThere when there is no more room, what is not there any more goes first
   */
  async change(
    userId: string,
    ids: readonly string[],
    yes: boolean,
    isThere: (id: string) => boolean,
  ): Promise<boolean> {
    const key = acknowledgedKey(userId);
    for (;;) {
      const [entry, user] = await this.kv.getMany([key, ["users", userId]]);
      if (user.value === null) return false;
      const rest = readable(entry.value).filter((id) => !ids.includes(id));
      const next = yes ? bounded([...rest, ...ids], isThere) : rest;
      if ((await this.kv.atomic().check(entry, user).set(key, next).commit()).ok) return true;
    }
  }
}

function bounded(ids: readonly string[], isThere: (id: string) => boolean): readonly string[] {
  if (ids.length <= MOST_ACKNOWLEDGED) return ids;
  return ids.filter(isThere).slice(-MOST_ACKNOWLEDGED);
}

/** Nobody should be kept from their alerts by what they acknowledged once. */
function readable(value: unknown): readonly string[] {
  if (value === null) return [];
  const { success, data, error } = acknowledged.safeParse(value);
  if (success) return data;
  log.error("What was acknowledged and cannot be read counts as nothing", { path: error.issues[0]?.path });
  return [];
}
