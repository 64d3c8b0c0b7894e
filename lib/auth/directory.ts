// What Atoll's directories have in common: whom they vouch for, and how they fail.
import type { IdentityName } from "@/lib/store/identities.ts";

/** Somebody a directory vouches for. */
export interface Identity {
  readonly name: IdentityName;
  readonly username: string;
  /** The groups they are in, in every spelling that Group.external may have. */
  readonly groups: readonly string[];
}

/** A directory did not do what it should. The sentence is for whoever manages Atoll; it holds no secret. */
export class DirectoryError extends Error {
  override readonly name = "DirectoryError";
}

/** Why something outside failed, in one short sentence part without secrets. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "for an unknown reason";
  const text = error.message.split("\n", 1)[0]?.trim() ?? "";
  return text === "" ? error.name : text.slice(0, 200);
}
