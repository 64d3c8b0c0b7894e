// Devices: a browser that a user has signed in from keeps a mark, so that strangers who guess at the name slow down themselves
// and not that user.
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { Setting, SettingsStore } from "@/lib/store/settings.ts";

/** 256 random bits in base64, "" before the first. Not sealed: who reads it may guess without the count of strangers, no more. */
const KEY: Setting<string> = { name: "device_key", schema: z.base64(), initial: "" };

/** `ID.SIGNATURE`, 128 and 256 bits in base64url. */
const MARK = /^([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{43})$/;

/** The devices of a data directory. */
export async function openDevices(settings: SettingsStore): Promise<Devices> {
  let key = await settings.get(KEY);
  if (key === "") {
    key = randomBytes(32).toString("base64");
    await settings.set(KEY, key);
  }
  return new Devices(Uint8Array.fromBase64(key));
}

/**
 * Makes and reads marks. A mark opens nothing: it moves the guesses made with it out of the count that strangers share into
 * one of its own. It is bound to its user and stored nowhere on the server.
 */
export class Devices {
  constructor(private readonly key: Uint8Array) {}

  /** A new mark for a user's browser. */
  mark(userId: string): string {
    const id = randomBytes(16).toString("base64url");
    return `${id}.${this.sign(id, userId)}`;
  }

  /** The device that a mark of this user names; null for any other text. */
  idOf(mark: string | null, userId: string): string | null {
    const [, id, signature] = MARK.exec(mark ?? "") ?? [];
    if (id === undefined || signature === undefined) return null;
    return timingSafeEqual(
        new TextEncoder().encode(signature),
        new TextEncoder().encode(this.sign(id, userId)),
      )
      ? id
      : null;
  }

  private sign(id: string, userId: string): string {
    return createHmac("sha256", this.key).update(`atoll device\n${id}\n${userId}`).digest("base64url");
  }
}
