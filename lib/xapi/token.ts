// The token of event.from: "database generation,message generation", both in 20 digits.

/**
 * Whether token `a` is of an earlier generation than `b`: a pool that answers with an older token than it was asked with
 * has lost changes (crash, restore), and everything must be fetched again. "" is older than every token.
 */
export function isOlderToken(a: string, b: string): boolean {
  if (b === "") return false;
  if (a === "") return true;
  const [aDatabase, aMessages] = generations(a);
  const [bDatabase, bMessages] = generations(b);
  return aDatabase < bDatabase || aMessages < bMessages;
}

/**
 * The token for a subscription without messages: xapi answers such a one with 0 as the generation of messages, which would
 * look older than that of a subscription with them.
 */
export function withoutMessages(token: string): string {
  return token.replace(/,-?\d+$/, (messages) => "," + "0".repeat(messages.length - 1));
}

function generations(token: string): [database: bigint, messages: bigint] {
  const match = /^(-?\d+),(-?\d+)$/.exec(token);
  // A token of a later xapi may look otherwise; nothing can be said about it, so it counts as the newest.
  const newest = 1n << 64n;
  return match ? [BigInt(match[1] ?? 0), BigInt(match[2] ?? 0)] : [newest, newest];
}
