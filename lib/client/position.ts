// Positions of the stream, `EPOCH.REVISION.NUMBER` (docs/stream.md): which of two is later, and which can be compared at all.

interface Parsed {
  /** Epoch and number: within one scope revisions are in order. */
  readonly scope: string;
  readonly revision: number;
}

function parsed(position: string): Parsed | null {
  const [, epoch, revision, number = ""] = /^([^.]+)\.(\d+)(?:\.([^.]+))?$/.exec(position) ?? [];
  return epoch === undefined ? null : { scope: `${epoch}.${number}`, revision: Number(revision) };
}

/** Whether `a` stands later than `b`; false where one says nothing about the other. */
export function isLater(a: string, b: string): boolean {
  const one = parsed(a), other = parsed(b);
  return one !== null && other !== null && one.scope === other.scope && one.revision > other.revision;
}

/** Whether somebody at `a` can go on with what follows `b`: not where it stands earlier, or in another epoch. */
export function reaches(a: string, b: string): boolean {
  return a === b ? parsed(a) !== null : isLater(a, b);
}

/** The earliest of several positions; "" (nothing is known) where they cannot be compared. */
export function earliest(positions: Iterable<string>): string {
  let found: string | null = null;
  for (const position of positions) {
    if (found === null || isLater(found, position)) found = position;
    else if (!reaches(position, found)) return "";
  }
  return found ?? "";
}
