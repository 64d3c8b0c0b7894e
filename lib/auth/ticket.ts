// Tickets: what a browser must bring back for the next step of a sign-in, sealed so that only this process can read or make
// it. Nothing is kept for a step that nobody takes: strangers can ask for as many as they like.
import { Buffer } from "node:buffer";
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { z } from "zod";

const IV_BYTES = 12;
const TAG_BYTES = 16;
/** Longer than any that is made here. */
const MAX_TEXT = 3_500;

interface Opened {
  /** The ticket's own, however its text is spelt. */
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly ends: number;
  readonly data: unknown;
}

/** Says what tickets of one kind hold, and how long they live (ms). A ticket of one kind is none of another. */
export interface TicketKind<T> {
  readonly name: string;
  readonly schema: z.ZodType<T>;
  readonly ms: number;
}

/** Under a key of its own for each process: after a restart a sign-in begins again. */
export class Tickets {
  private readonly key = randomBytes(32);
  /** Ids of the tickets that were used up, with their ends. */
  private readonly spent = new Map<string, number>();

  constructor(private readonly now: () => number = Date.now) {}

  issue<T>({ name, ms }: TicketKind<T>, data: T): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv("aes-256-gcm", this.key, iv);
    cipher.setAAD(Buffer.from(name));
    const text = cipher.update(JSON.stringify({ ends: this.now() + ms, data }), "utf8");
    return Buffer.concat([iv, text, cipher.final(), cipher.getAuthTag()]).toString("base64url");
  }

  /** What a ticket holds; null for one that is over, used up, of another kind, or no ticket. */
  read<T>(kind: TicketKind<T>, ticket: string | null): T | null {
    const opened = this.open(kind.name, ticket);
    if (opened === null) return null;
    const { success, data } = kind.schema.safeParse(opened.data);
    return success ? data : null;
  }

  /** Uses a ticket up. False when it was before, even at the same moment, or is over. */
  spend(kind: TicketKind<unknown>, ticket: string): boolean {
    const opened = this.open(kind.name, ticket);
    if (opened === null) return false;
    const now = this.now();
    for (const [id, ends] of this.spent) {
      if (ends <= now) this.spent.delete(id);
    }
    this.spent.set(opened.id, opened.ends);
    return true;
  }

  private open(name: string, ticket: string | null): Opened | null {
    if (ticket === null || ticket.length > MAX_TEXT) return null;
    try {
      const bytes = Buffer.from(ticket, "base64url");
      if (bytes.length <= IV_BYTES + TAG_BYTES) return null;
      const iv = bytes.subarray(0, IV_BYTES);
      const decipher = createDecipheriv("aes-256-gcm", this.key, iv);
      decipher.setAAD(Buffer.from(name));
      decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
      const text = decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES), undefined, "utf8");
      const { ends, data }: { ends: number; data: unknown } = JSON.parse(text + decipher.final("utf8"));
      const id = iv.toString("base64url");
      return ends <= this.now() || this.spent.has(id) ? null : { id, ends, data };
    } catch {
      return null; // not ours
    }
  }
}
