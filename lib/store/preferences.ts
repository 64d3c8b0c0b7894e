// Preferences: what follows a user to any device. One record a user, small enough for one value of the database.
import { z } from "zod";
import { log } from "@/lib/log.ts";
import { checked } from "./record.ts";

const list = z.string().regex(/^[a-z][a-z-]{0,31}$/, "is no name of a list");

export const preferences = z.object({
  /** Left out until it is chosen: a browser may have been told before anybody signed in. */
  theme: z.enum(["system", "light", "dark"]).optional(),
  /** Tag of a language; "" is the one the browser asks for, and so is none. Which there are, lib/view/languages.ts says. */
  language: z.string().regex(/^([a-z]{2,3})?$/, "is no tag of a language").optional(),
  columns: z.record(list, z.array(z.string().min(1).max(64)).max(100).readonly())
    .refine((columns) => Object.keys(columns).length <= 32, "has more than 32 lists"),
  views: z.array(z.object({
    list,
    name: z.string().min(1).max(64),
    query: z.string().max(1000),
  })).max(200).readonly(),
});
export type PreferencesRecord = z.infer<typeof preferences>;

/** What is left out, or undefined, stays as it is. */
export type PreferencesChange = {
  readonly [K in keyof PreferencesRecord]?: PreferencesRecord[K] | undefined;
};

export const INITIAL: PreferencesRecord = { columns: {}, views: [] };

/** Largest preferences, as JSON in UTF-8. */
export const PREFERENCES_BYTES = 32 * 1024;

/** Key of a user's preferences: they are deleted with the user, in one write. */
export const preferencesKey = (userId: string): Deno.KvKey => ["preferences", userId];

export class PreferenceStore {
  constructor(private readonly kv: Deno.Kv) {}

  /** What a user prefers, the initial values where nothing was set. */
  async get(userId: string): Promise<PreferencesRecord> {
    return readable((await this.kv.get(preferencesKey(userId))).value);
  }

  /**
   * Changes some of them; what two devices change at the same moment is both kept. False, with nothing written, when they would
   * be too large or the user is gone.
   */
  async change(userId: string, change: PreferencesChange): Promise<boolean> {
    const key = preferencesKey(userId);
    for (;;) {
      const [entry, user] = await this.kv.getMany([key, ["users", userId]]);
      if (user.value === null) return false;
      const changed = checked(preferences, key, merged(readable(entry.value), change));
      if (new TextEncoder().encode(JSON.stringify(changed)).length > PREFERENCES_BYTES) return false;
      if ((await this.kv.atomic().check(entry, user).set(key, changed).commit()).ok) return true;
    }
  }
}

function merged(now: PreferencesRecord, change: PreferencesChange): PreferencesRecord {
  const language = change.language ?? now.language;
  return {
    theme: change.theme ?? now.theme,
    ...(language === undefined ? {} : { language }),
    columns: change.columns ?? now.columns,
    views: change.views ?? now.views,
  };
}

/** Nobody should be kept out of Atoll, or from choosing anew, by what they preferred once. */
function readable(value: unknown): PreferencesRecord {
  if (value === null) return INITIAL;
  const { success, data, error } = preferences.safeParse(value);
  if (success) return data;
  log.error("Preferences that cannot be read count as none", { path: error.issues[0]?.path });
  return INITIAL;
}
