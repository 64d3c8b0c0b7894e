// The second step of a sign-in: whoever has a second factor is asked for it, whichever way in.
import { createHash } from "node:crypto";
import { z } from "zod";
import { AtollError } from "@/lib/errors.ts";
import type { Factors, FactorStore, PasskeyRecord } from "@/lib/store/factors.ts";
import type { UserRecord } from "@/lib/store/users.ts";
import type { Challenge, Proof } from "./factor_types.ts";
import {
  askForPasskey,
  hasPasskeys,
  newChallenge,
  passkeySite,
  usedPasskey,
  wrongPasskey,
} from "./passkeys.ts";
import { recoveryHash } from "./recovery_codes.ts";
import type { TicketKind, Tickets } from "./ticket.ts";
import { totpCode, totpStep } from "./totp.ts";

/** A person may take so long for the second step, in milliseconds. */
export const STEP_MS = 5 * 60_000;

const STEP: TicketKind<{ userId: string; password: string; challenge: string }> = {
  name: "second step",
  schema: z.strictObject({ userId: z.uuid(), password: z.string(), challenge: z.string() }),
  ms: STEP_MS,
};

/** The password was right, or a directory vouches: a second factor is wanted still. For the API it is a 401 like others. */
export class SecondFactorError extends AtollError {
  constructor(readonly challenge: Challenge) {
    super(401, "second-factor", "Enter the code of your authenticator app, or use a passkey");
  }
}

/** What proved somebody. */
export type ProvenBy = "totp" | "recovery" | "passkey";

export class SecondStep {
  constructor(
    private readonly factors: FactorStore,
    private readonly tickets: Tickets,
    private readonly now: () => number,
  ) {}

  /** Throws SecondFactorError for whoever has set up a second factor. */
  async ask(user: UserRecord): Promise<void> {
    const factors = await this.factors.get(user.id);
    if (kindsOf(factors).length === 0) return;
    const held = { userId: user.id, password: passwordOf(user), challenge: newChallenge() };
    const ticket = this.tickets.issue(STEP, held);
    throw new SecondFactorError({ ticket, kinds: kindsOf(factors) });
  }

  /** Whose step a ticket stands for; null when it is over. */
  userOf(ticket: string): string | null {
    return this.tickets.read(STEP, ticket)?.userId ?? null;
  }

  /** Whether the password that a ticket was given for is still the user's: after a reset the first step counts no more. */
  holds(ticket: string, user: UserRecord): boolean {
    return this.tickets.read(STEP, ticket)?.password === passwordOf(user);
  }

  /** What a ticket's holder may do now; null when it is over. */
  async challenge(ticket: string): Promise<Challenge | null> {
    const userId = this.userOf(ticket);
    if (userId === null) return null;
    return { ticket, kinds: kindsOf(await this.factors.get(userId)) };
  }

  /** What to ask the browser for a passkey; null when the user has none for this site, or the ticket is over. */
  async passkeyOptions(ticket: string, site: string) {
    const step = this.tickets.read(STEP, ticket);
    if (step === null || !hasPasskeys(site)) return null;
    const { passkeys } = await this.factors.get(step.userId);
    if (!passkeys.some((one) => one.site === passkeySite(site))) return null;
    return await askForPasskey(site, step.challenge, passkeys);
  }

  /**
   * Takes a proof and uses the ticket up. Throws AtollError 401: `sign-in-over` for a ticket that is over, `wrong-code`,
   * `wrong-passkey`.
   */
  async prove(ticket: string, proof: Proof, site: string): Promise<ProvenBy> {
    const step = this.tickets.read(STEP, ticket);
    if (step === null) throw signInOver();
    const by = proof.kind === "code"
      ? await takeCode(this.factors, step.userId, proof.code, this.now())
      : await this.takePasskey(step.userId, step.challenge, proof, site);
    if (by === null) throw wrongCode();
    // Of two right answers to one question the second comes too late.
    if (!this.tickets.spend(STEP, ticket)) throw signInOver();
    return by;
  }

  private async takePasskey(
    userId: string,
    challenge: string,
    { response }: Extract<Proof, { kind: "passkey" }>,
    site: string,
  ): Promise<ProvenBy> {
    await takePasskey(
      this.factors,
      userId,
      response.id,
      (passkey) =>
        usedPasskey(site, challenge, passkey, response, {
          verifiedUser: false,
          now: new Date(this.now()).toISOString(),
        }),
    );
    return "passkey";
  }
}

/**
 * Takes a code of the app, or a recovery code, for good: of two that come at the same moment one is right.
 * @param typed as it was typed
 * @returns what it was; null when it is wrong
 */
export async function takeCode(
  factors: FactorStore,
  userId: string,
  typed: string,
  now: number,
): Promise<"totp" | "recovery" | null> {
  const code = totpCode(typed);
  const hash = recoveryHash(typed);
  let taken: "totp" | "recovery" | null = null;
  await factors.change(userId, (before) => {
    taken = null;
    if (code !== null && before.totp !== null) {
      const step = totpStep(before.totp.secret, code, before.totp.step, now);
      if (step === null) return undefined;
      taken = "totp";
      return { ...before, totp: { ...before.totp, step } };
    }
    if (hash === null || !before.recovery.includes(hash)) return undefined;
    taken = "recovery";
    return { ...before, recovery: before.recovery.filter((one) => one !== hash) };
  });
  return taken;
}

/**
 * Uses a passkey of a user: its new counter is written only where nobody else wrote one meanwhile, so a copied one shows.
 * Throws AtollError 401 `wrong-passkey`.
 */
export async function takePasskey(
  factors: FactorStore,
  userId: string,
  credential: string,
  check: (passkey: PasskeyRecord) => Promise<PasskeyRecord>,
): Promise<void> {
  const passkey = (await factors.get(userId)).passkeys.find((one) => one.credential === credential);
  if (passkey === undefined) throw wrongPasskey();
  const used = await check(passkey);
  let written = false;
  await factors.change(userId, (before) => {
    const same = before.passkeys.find((one) => one.id === passkey.id);
    written = same !== undefined && same.counter === passkey.counter;
    if (!written) return undefined;
    const { counter, synced, used: when } = used;
    const passkeys = before.passkeys.map((one) =>
      one.id === used.id ? { ...one, counter, synced, used: when } : one
    );
    return { ...before, passkeys };
  });
  if (!written) throw wrongPasskey();
}

function kindsOf({ totp, passkeys, recovery }: Factors): Challenge["kinds"] {
  if (totp === null && passkeys.length === 0) return [];
  return [
    ...(totp === null ? [] : ["totp" as const]),
    ...(passkeys.length === 0 ? [] : ["passkey" as const]),
    ...(recovery.length === 0 ? [] : ["recovery" as const]),
  ];
}

const wrongCode = () =>
  new AtollError(401, "wrong-code", "This code is wrong, over, or was used already", "code");
export const signInOver = () => new AtollError(401, "sign-in-over", "The sign-in took too long: begin again");

/** Tells one password of a user from the next; "" where a directory has it. */
function passwordOf({ password }: UserRecord): string {
  return password === null ? "" : createHash("sha256").update(password.hash).digest("base64url");
}
