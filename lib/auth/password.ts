// Passwords: what a good one is, and scrypt hashes whose parameters travel with them.
import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { AtollError } from "@/lib/errors.ts";
import { isCommon } from "./common_passwords.ts";
import { foldName, type PasswordHash } from "@/lib/store/users.ts";

/** scrypt work factor of new hashes: 128 MiB and about 0.4 s off the main loop (OWASP's first choice for scrypt). */
export const COST = 2 ** 17;
const R = 8;
const P = 1;
const SALT_BYTES = 16;
const HASH_BYTES = 32;
/** Beyond this nobody types, and hashing would be free work for an attacker. */
export const MAX_PASSWORD = 256;
export const MIN_PASSWORD = 10;

/** Throws AtollError 422 (field `password`) when a new password will not do. */
export async function checkNewPassword(password: string, username: string): Promise<void> {
  const refuse = (reason: string) => new AtollError(422, "weak-password", reason, "password");
  const length = [...password].length;
  if (length < MIN_PASSWORD) {
    throw refuse(`The password is too short: use at least ${MIN_PASSWORD} characters`);
  }
  if (length > MAX_PASSWORD) throw refuse(`The password is too long: use at most ${MAX_PASSWORD} characters`);
  const simple = password.toLowerCase();
  const name = foldName(username);
  if (simple === name || (name.length >= 4 && simple.replaceAll(name, "").length < 4)) {
    throw refuse("The password is too close to the user name");
  }
  if (new Set(simple).size < 4) throw refuse("The password repeats too few characters");
  if (await isCommon(password)) throw refuse("The password is one of the most common ones, or close to one");
}

function derive(password: string, salt: Uint8Array, N: number, r: number, p: number, bytes: number) {
  return new Promise<Uint8Array>((resolve, reject) => {
    scrypt(
      password.normalize("NFKC"),
      salt,
      bytes,
      { N, r, p, maxmem: 256 * N * r },
      (error, key) => error === null ? resolve(key) : reject(error),
    );
  });
}

/** Hashes and verifies, at most two at a time: a flood of sign-ins takes neither all processors nor all memory. */
export class Hasher {
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  /** Who goes before them, in their order: the next one must not overtake the one before. */
  private readonly first: (() => void)[] = [];
  private readonly nobody: Promise<PasswordHash>;

  constructor(
    private readonly cost: number = COST,
    private readonly atOnce = 2,
    private readonly queue = 32,
  ) {
    // Compared against when a user is unknown, so that the answer takes as long as for a known one.
    const salt = randomBytes(SALT_BYTES).toString("base64");
    const hash = randomBytes(HASH_BYTES).toString("base64");
    this.nobody = Promise.resolve({ algorithm: "scrypt", N: cost, r: R, p: P, salt, hash });
  }

  async hash(password: string): Promise<PasswordHash> {
    const salt = randomBytes(SALT_BYTES);
    const key = await this.turn(() => derive(password, salt, this.cost, R, P, HASH_BYTES));
    return {
      algorithm: "scrypt",
      N: this.cost,
      r: R,
      p: P,
      salt: salt.toString("base64"),
      hash: key.toBase64(),
    };
  }

  /**
   * True when the password is right. A null hash (unknown user) takes as long and is never right.
   * @param first goes before all that wait, and is never turned away
   */
  async verify(password: string, stored: PasswordHash | null, first = false): Promise<boolean> {
    const { salt, hash, N, r, p } = stored ?? await this.nobody;
    const expected = Uint8Array.fromBase64(hash);
    const key = await this.turn(
      () => derive(password, Uint8Array.fromBase64(salt), N, r, p, expected.length),
      first,
    );
    return timingSafeEqual(key, expected) && stored !== null;
  }

  /** The hash was made with other parameters than today's: make a new one while the password is at hand. */
  outdated(stored: PasswordHash): boolean {
    return stored.N !== this.cost || stored.r !== R || stored.p !== P;
  }

  private async turn<T>(work: () => Promise<T>, first = false): Promise<T> {
    if (this.running >= this.atOnce) {
      if (!first && this.waiting.length >= this.queue) {
        throw new AtollError(503, "busy", "Too many people are signing in just now: try again in a moment");
      }
      // Whoever finishes hands its place over, so `running` stays as it is.
      await new Promise<void>((resolve) => {
        (first ? this.first : this.waiting).push(resolve);
      });
    } else {
      this.running++;
    }
    try {
      return await work();
    } finally {
      const next = this.first.shift() ?? this.waiting.shift();
      if (next === undefined) this.running--;
      else next();
    }
  }
}
