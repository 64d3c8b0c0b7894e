// Frames: what one server-sent event looks like on the wire.
import type { Changes } from "@/lib/cache/types.ts";

const encoder = new TextEncoder();

/** `EPOCH.REVISION`: where a reader stands. */
export function position(epoch: string, revision: number): string {
  return `${epoch}.${revision}`;
}

/** The revision of a position of this epoch; undefined for any other text: such a reader gets a snapshot. */
export function revisionOf(epoch: string, text: string | null | undefined): number | undefined {
  const dot = text?.lastIndexOf(".") ?? -1;
  if (!text || dot < 0 || text.slice(0, dot) !== epoch) return undefined;
  const digits = text.slice(dot + 1);
  return /^\d{1,15}$/.test(digits) ? Number(digits) : undefined;
}

/** JSON never holds a raw line break, so that one `data:` line always suffices. */
function event(name: string, epoch: string, revision: number, data: string): Uint8Array {
  return encoder.encode(`event: ${name}\nid: ${position(epoch, revision)}\ndata: ${data}\n\n`);
}

export function changesFrame(epoch: string, { kind, revision, patches }: Changes): Uint8Array {
  return event(kind, epoch, revision, JSON.stringify(patches));
}

export function pingFrame(epoch: string, revision: number): Uint8Array {
  return event("ping", epoch, revision, "{}");
}
