// Settings: small named values, each with the schema of whoever owns it.
import type { z } from "zod";
import { checked, getRecord } from "./record.ts";

/** Names a setting and says what it may hold. */
export interface Setting<T> {
  readonly name: string;
  readonly schema: z.ZodType<T>;
  readonly initial: T;
}

export class SettingsStore {
  constructor(private readonly kv: Deno.Kv) {}

  /** The setting's value, its initial one when it was never set. Throws BrokenRecordError. */
  async get<T>(setting: Setting<T>): Promise<T> {
    return await getRecord(this.kv, setting.schema, ["settings", setting.name]) ?? setting.initial;
  }

  async set<T>(setting: Setting<T>, value: T): Promise<void> {
    const key = ["settings", setting.name];
    await this.kv.set(key, checked(setting.schema, key, value));
  }
}
