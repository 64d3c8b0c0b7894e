// A user's own second factors: set up, renewed, taken away. What is set up here decides who gets in later, so each change asks
// for a recent proof, and is audited.
import type { RegistrationResponseJSON } from "@simplewebauthn/server";
import { AtollError } from "@/lib/errors.ts";
import { type Factors, MAX_PASSKEYS, type PasskeyRecord } from "@/lib/store/factors.ts";
import type { Store } from "@/lib/store/store.ts";
import { noteOwn } from "./factor_audit.ts";
import type { FactorsService, OwnFactors, Passkey, TotpOffer } from "./factor_types.ts";
import { askForNewPasskey, newPasskey, PASSKEY_MS } from "./passkeys.ts";
import { type Recent, RECENT_MS } from "./recent.ts";
import { newRecoveryCodes } from "./recovery_codes.ts";
import { takeCode } from "./second_step.ts";
import type { Throttle } from "./throttle.ts";
import { newTotpSecret, offerOf, totpCode, totpStep } from "./totp.ts";
import type { Principal } from "./types.ts";

const MAX_NAME = 64;
/** Begun set-ups remembered at most, of both kinds. */
const REMEMBERED = 1_000;

export interface FactorsDeps {
  readonly store: Pick<Store, "factors" | "audit">;
  readonly recent: Recent;
  readonly throttle: Throttle;
  /** Checks the password of who is signed in. Throws AtollError 401, 409 `no-password`, 429. */
  readonly checkOwnPassword: (principal: Principal, password: string, client: string) => Promise<void>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Something begun and not finished, by session. Lost at a restart: it is begun again. */
class Begun {
  private readonly values = new Map<string, { readonly value: string; readonly until: number }>();

  constructor(private readonly now: () => number, private readonly ms: number) {}

  set(session: string, value: string): void {
    this.values.delete(session);
    this.values.set(session, { value, until: this.now() + this.ms });
    const oldest = this.values.size > REMEMBERED ? this.values.keys().next() : undefined;
    if (oldest?.done === false) this.values.delete(oldest.value);
  }

  get(session: string): string | null {
    const found = this.values.get(session);
    return found === undefined || found.until <= this.now() ? null : found.value;
  }

  drop(session: string): void {
    this.values.delete(session);
  }
}

export class OwnFactorsService implements FactorsService {
  private readonly secrets: Begun;
  private readonly challenges: Begun;

  constructor(private readonly deps: FactorsDeps) {
    this.secrets = new Begun(deps.now, RECENT_MS);
    this.challenges = new Begun(deps.now, PASSKEY_MS);
  }

  async mine({ userId }: Principal): Promise<OwnFactors> {
    const { totp, recovery, passkeys } = await this.deps.store.factors.get(userId);
    return { totp: totp !== null, recoveryCodes: recovery.length, passkeys: passkeys.map(shown) };
  }

  recent({ sessionId, token }: Principal): boolean {
    return token === null && this.deps.recent.is(sessionId);
  }

  async confirm(principal: Principal, password: string, client: string): Promise<void> {
    needsSession(principal);
    await this.deps.checkOwnPassword(principal, password, client);
    this.deps.recent.proved(principal.sessionId);
    await this.note(principal, "session.confirm");
  }

  async totpBegin(principal: Principal): Promise<TotpOffer> {
    this.needsProof(principal);
    if ((await this.deps.store.factors.get(principal.userId)).totp !== null) throw totpExists();
    const secret = newTotpSecret();
    this.secrets.set(principal.sessionId, secret);
    return offerOf(secret, principal.username);
  }

  totpPending(principal: Principal): TotpOffer | null {
    const secret = this.recent(principal) ? this.secrets.get(principal.sessionId) : null;
    return secret === null ? null : offerOf(secret, principal.username);
  }

  async totpConfirm(principal: Principal, typed: string): Promise<readonly string[]> {
    this.needsProof(principal);
    const secret = this.secrets.get(principal.sessionId);
    if (secret === null) {
      throw new AtollError(409, "no-offer", "This set-up is over: begin again with a new QR code");
    }
    const tried = this.deps.throttle.confirming(principal.userId);
    tried.begin();
    const code = totpCode(typed);
    const step = code === null ? null : totpStep(secret, code, 0, this.deps.now());
    if (step === null) {
      throw wrong(
        "This code does not fit: take the one that the app shows now, and check the clock of its device",
      );
    }
    tried.succeeded();
    const codes = await this.change(principal, (before) => {
      if (before.totp !== null) throw totpExists();
      return { ...before, totp: { secret, step } };
    });
    this.secrets.drop(principal.sessionId);
    await this.note(principal, "totp.create");
    return codes;
  }

  async totpRemove(principal: Principal, code: string): Promise<void> {
    this.needsProof(principal);
    if ((await this.deps.store.factors.get(principal.userId)).totp === null) {
      throw new AtollError(409, "no-totp", "There is no authenticator app to take away");
    }
    const tried = this.deps.throttle.confirming(principal.userId);
    tried.begin();
    if (await takeCode(this.deps.store.factors, principal.userId, code, this.deps.now()) === null) {
      throw wrong("This code is wrong, or was used already");
    }
    tried.succeeded();
    await this.deps.store.factors.change(principal.userId, (before) => ({ ...before, totp: null }));
    await this.note(principal, "totp.delete");
  }

  async newRecoveryCodes(principal: Principal): Promise<readonly string[]> {
    this.needsProof(principal);
    const { codes, hashes } = newRecoveryCodes();
    await this.deps.store.factors.change(principal.userId, (before) => {
      if (before.totp !== null || before.passkeys.length > 0) return { ...before, recovery: hashes };
      throw new AtollError(409, "no-factor", "Set up an authenticator app or a passkey first");
    });
    await this.note(principal, "recovery-codes.create");
    return codes;
  }

  async passkeyBegin(principal: Principal, site: string) {
    this.needsProof(principal);
    const { passkeys } = await this.deps.store.factors.get(principal.userId);
    if (passkeys.length >= MAX_PASSKEYS) throw tooMany();
    const options = await askForNewPasskey(
      site,
      { id: principal.userId, username: principal.username },
      passkeys,
    );
    this.challenges.set(principal.sessionId, options.challenge);
    return options;
  }

  async passkeyFinish(principal: Principal, site: string, name: string, response: RegistrationResponseJSON) {
    this.needsProof(principal);
    const label = checkedName(name);
    const challenge = this.challenges.get(principal.sessionId);
    this.challenges.drop(principal.sessionId);
    if (challenge === null) {
      throw new AtollError(409, "no-offer", "This took too long: add the passkey again");
    }
    const made = await newPasskey(site, challenge, response, label, new Date(this.deps.now()).toISOString());
    const recoveryCodes = await this.change(principal, (before) => {
      if (before.passkeys.length >= MAX_PASSKEYS) throw tooMany();
      if (before.passkeys.some((one) => one.credential === made.credential)) {
        throw new AtollError(409, "passkey-exists", "This passkey is yours already");
      }
      return { ...before, passkeys: [...before.passkeys, made] };
    });
    await this.note(principal, "passkey.create", label);
    return { passkey: shown(made), recoveryCodes };
  }

  async passkeyRename(principal: Principal, id: string, name: string): Promise<void> {
    this.needsProof(principal);
    const label = checkedName(name);
    await this.deps.store.factors.change(principal.userId, (before) => {
      known(before, id);
      return {
        ...before,
        passkeys: before.passkeys.map((one) => one.id === id ? { ...one, name: label } : one),
      };
    });
    await this.note(principal, "passkey.rename", label);
  }

  async passkeyRemove(principal: Principal, id: string): Promise<void> {
    this.needsProof(principal);
    let name = "";
    await this.deps.store.factors.change(principal.userId, (before) => {
      name = known(before, id).name;
      return { ...before, passkeys: before.passkeys.filter((one) => one.id !== id) };
    });
    await this.note(principal, "passkey.delete", name);
  }

  /** Changes factors; gives recovery codes to who had none. */
  private async change(
    { userId }: Principal,
    edit: (before: Factors) => Factors,
  ): Promise<readonly string[]> {
    const { codes, hashes } = newRecoveryCodes();
    let given: readonly string[] = [];
    await this.deps.store.factors.change(userId, (before) => {
      const after = edit(before);
      given = before.recovery.length === 0 ? codes : [];
      return given.length === 0 ? after : { ...after, recovery: hashes };
    });
    return given;
  }

  private needsProof(principal: Principal): void {
    needsSession(principal);
    if (this.recent(principal)) return;
    throw new AtollError(
      403,
      "confirm-first",
      "Enter your password once more before you change how you sign in",
    );
  }

  private note({ userId: id, username }: Principal, what: string, message = ""): Promise<void> {
    return noteOwn(this.deps.store, { id, username }, what, "done", message);
  }
}

function needsSession({ token }: Principal): void {
  if (token === null) return;
  throw new AtollError(403, "session-needed", "This cannot be done with an API token: sign in instead");
}

function known({ passkeys }: Factors, id: string): PasskeyRecord {
  const passkey = passkeys.find((one) => one.id === id);
  if (passkey === undefined) throw new AtollError(404, "unknown-passkey", "There is no such passkey");
  return passkey;
}

function checkedName(typed: string): string {
  const name = typed.normalize("NFKC").trim();
  const fits = name !== "" && name.length <= MAX_NAME && !/\p{C}/u.test(name);
  if (fits) return name;
  throw new AtollError(422, "bad-name", `Give the passkey a name of 1 to ${MAX_NAME} characters`, "name");
}

function shown({ id, name, created, used, synced, site }: PasskeyRecord): Passkey {
  return { id, name, created, used, synced, site };
}

const wrong = (sentence: string) => new AtollError(422, "wrong-code", sentence, "code");
const totpExists = () =>
  new AtollError(409, "totp-exists", "There is an authenticator app already: take it away first");
const tooMany = () =>
  new AtollError(409, "too-many-passkeys", `There can be ${MAX_PASSKEYS} passkeys at most`);
