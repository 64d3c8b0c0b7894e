// Recovery codes: for who has lost the second factor. 80 random bits each, so their hashes need neither salt nor cost.
import { createHash, randomBytes } from "node:crypto";

export const RECOVERY_CODES = 10;
/** Crockford's base32: no letter looks like a digit. 32 divides 256, so no letter is likelier. */
const LETTERS = "0123456789abcdefghjkmnpqrstvwxyz";
const LENGTH = 16;
const CODE = new RegExp(`^[${LETTERS}]{${LENGTH}}$`);

/** New codes, `xxxx-xxxx-xxxx-xxxx`, with what is kept of them. */
export function newRecoveryCodes(): {
  readonly codes: readonly string[];
  readonly hashes: readonly string[];
} {
  const bare = Array.from(
    { length: RECOVERY_CODES },
    () => [...randomBytes(LENGTH)].map((byte) => LETTERS[byte % LETTERS.length] ?? "").join(""),
  );
  return {
    codes: bare.map((code) => code.replaceAll(/.{4}(?=.)/g, "$&-")),
    hashes: bare.map(hashOf),
  };
}

/** The hash of a code as it was typed (letters that look like digits count as these); null when it cannot be one. */
export function recoveryHash(typed: string): string | null {
  const code = typed.toLowerCase().replaceAll(/[\s-]/g, "").replaceAll("o", "0").replaceAll(/[il]/g, "1");
  return CODE.test(code) ? hashOf(code) : null;
}

function hashOf(code: string): string {
  return createHash("sha256").update(`atoll recovery\n${code}`).digest("hex");
}
