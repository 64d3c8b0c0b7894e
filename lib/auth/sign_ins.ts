// The ways in: by password, by passkey, by a provider, and the second step behind the first and the last. Each ends in a new
// session, whatever cookie the browser brought along.
import type { AuthenticationResponseJSON } from "@simplewebauthn/server";
import { z } from "zod";
import { AtollError } from "@/lib/errors.ts";
import { log } from "@/lib/log.ts";
import type { PasskeyRecord } from "@/lib/store/factors.ts";
import type { Store } from "@/lib/store/store.ts";
import { foldName, type UserRecord } from "@/lib/store/users.ts";
import type { Credentials } from "./credentials.ts";
import type { Devices } from "./device.ts";
import type { Directories } from "./directories.ts";
import { DirectoryError } from "./directory.ts";
import type { ExternalUsers } from "./external_users.ts";
import { noteOwn } from "./factor_audit.ts";
import type { PasskeyQuestion, Proof, SignInSteps, Visitor } from "./factor_types.ts";
import { type OidcFlow, oidcFlow } from "./oidc.ts";
import { askForPasskey, newChallenge, ownerOf, PASSKEY_MS, usedPasskey, wrongPasskey } from "./passkeys.ts";
import type { Recent } from "./recent.ts";
import { type ProvenBy, type SecondStep, signInOver, takePasskey } from "./second_step.ts";
import type { Sessions } from "./sessions.ts";
import { redirectUriOf } from "./sign_in_settings.ts";
import { MAX_USERNAME, type Throttle } from "./throttle.ts";
import type { TicketKind, Tickets } from "./ticket.ts";
import type { Principal, SignedIn } from "./types.ts";

export interface SignInDeps {
  readonly store: Pick<Store, "users" | "factors" | "audit">;
  readonly credentials: Credentials;
  readonly directories: Directories;
  readonly external: ExternalUsers;
  readonly second: SecondStep;
  readonly sessions: Sessions;
  readonly devices: () => Promise<Devices>;
  readonly throttle: Throttle;
  readonly tickets: Tickets;
  readonly recent: Recent;
  readonly now: () => number;
  /** With a directory no refusal comes sooner than this (ms): its time would tell where a name was looked for. */
  readonly refusalMs: number;
}

const QUESTION: TicketKind<string> = { name: "passkey sign-in", schema: z.string(), ms: PASSKEY_MS };
const FLOW: TicketKind<{ flow: OidcFlow; next: string }> = {
  name: "provider sign-in",
  schema: z.strictObject({ flow: oidcFlow, next: z.string() }),
  ms: 10 * 60_000,
};
/** How somebody came in, as the audit log tells it. */
const WITH: Readonly<Record<ProvenBy, string>> = {
  totp: "an authenticator app",
  recovery: "a recovery code",
  passkey: "a passkey",
};
/** Longer ways back do not fit into a cookie with the rest. */
const MAX_NEXT = 1_000;

export class SignIns implements SignInSteps {
  constructor(private readonly deps: SignInDeps) {}

  /** By name and password. Throws AtollError 401 `wrong-credentials`, SecondFactorError, 403, 429. */
  async password(username: string, password: string, visitor: Omit<Visitor, "site">): Promise<SignedIn> {
    const { store, credentials, throttle } = this.deps;
    const due = performance.now() + this.deps.refusalMs;
    // Folding can make a name eighteen times longer, beyond what a key of the database may hold.
    const known = foldName(username).length <= MAX_USERNAME ? await store.users.byName(username) : null;
    const deviceId = await this.deviceOf(visitor, known);
    const tried = throttle.password(username, visitor.client, deviceId);
    tried.begin();
    // Who came in before goes before strangers: a flood of guesses from everywhere must not keep people out.
    const first = deviceId !== null || throttle.knows(username, visitor.client);
    const user = await credentials.userOf(username, password, known, first).catch((error) => {
      tried.undone();
      throw error;
    });
    if (user === null) {
      // An unknown name is not logged: it may be a password typed into the wrong field.
      log.warn("Sign-in refused", { username: known?.username ?? "(unknown)", client: visitor.client });
      if (await credentials.hasDirectory()) await waitUntil(due);
      throw this.wrongCredentials();
    }
    tried.succeeded();
    await this.deps.second.ask(user);
    return await this.complete(user, visitor, "");
  }

  async ways(): Promise<{ readonly oidc: string | null }> {
    return { oidc: (await this.deps.directories.oidc())?.label ?? null };
  }

  challenge(ticket: string) {
    return this.deps.second.challenge(ticket);
  }

  passkeyOptions(ticket: string, site: string) {
    return this.deps.second.passkeyOptions(ticket, site);
  }

  async signInSecond(ticket: string, proof: Proof, visitor: Visitor): Promise<SignedIn> {
    const userId = this.deps.second.userOf(ticket);
    const user = userId === null ? null : await this.deps.store.users.get(userId);
    if (user === null || user.disabled || !this.deps.second.holds(ticket, user)) throw signInOver();
    const tried = this.deps.throttle.factor(user.id, await this.deviceOf(visitor, user));
    tried.begin();
    const by = await this.noted(user, visitor, () => this.deps.second.prove(ticket, proof, visitor.site));
    tried.succeeded();
    return await this.complete(user, visitor, WITH[by]);
  }

  async passkeyQuestion(site: string): Promise<PasskeyQuestion> {
    const challenge = newChallenge();
    const options = await askForPasskey(site, challenge, null);
    return { options, ticket: this.deps.tickets.issue(QUESTION, challenge) };
  }

  async signInPasskey(
    ticket: string,
    response: AuthenticationResponseJSON,
    visitor: Visitor,
  ): Promise<SignedIn> {
    const { store, tickets, throttle, now } = this.deps;
    const challenge = tickets.read(QUESTION, ticket);
    if (challenge === null) throw signInOver();
    const owner = ownerOf(response);
    const user = owner === null ? null : await store.users.get(owner);
    const deviceId = await this.deviceOf(visitor, user);
    const tried = user !== null && deviceId !== null
      ? throttle.password(user.username, visitor.client, deviceId)
      : throttle.stranger(visitor.client);
    tried.begin();
    if (user === null || user.disabled) throw wrongPasskey();
    const use = (passkey: PasskeyRecord) =>
      usedPasskey(visitor.site, challenge, passkey, response, {
        verifiedUser: true,
        now: new Date(now()).toISOString(),
      });
    await this.noted(user, visitor, () => takePasskey(store.factors, user.id, response.id, use));
    if (!tickets.spend(QUESTION, ticket)) throw signInOver();
    tried.succeeded();
    return await this.complete(user, visitor, WITH.passkey);
  }

  async oidcBegin(site: string, next: string): Promise<{ readonly url: string; readonly ticket: string }> {
    const oidc = await this.deps.directories.oidc();
    if (oidc === null) throw new AtollError(404, "no-oidc", "Sign-in by a provider is switched off");
    try {
      const { url, flow } = await oidc.client.begin(redirectUriOf(site));
      const ticket = this.deps.tickets.issue(FLOW, { flow, next: next.length > MAX_NEXT ? "/" : next });
      return { url: url.href, ticket };
    } catch (error) {
      throw refusedBy(error, 502, "provider-away");
    }
  }

  oidcNext(ticket: string): string | null {
    return this.deps.tickets.read(FLOW, ticket)?.next ?? null;
  }

  async oidcFinish(ticket: string, query: string, visitor: Visitor): Promise<SignedIn> {
    const { tickets, directories, external, second } = this.deps;
    const begun = tickets.read(FLOW, ticket);
    const oidc = await directories.oidc();
    // Used up before the provider is asked: one answer, one try.
    if (begun === null || oidc === null || !tickets.spend(FLOW, ticket)) throw signInOver();
    let user: UserRecord;
    try {
      user = (await external.userOf(await oidc.client.finish(query, begun.flow), oidc.createUsers)).user;
    } catch (error) {
      throw refusedBy(error, 401, "provider-refused");
    }
    await second.ask(user);
    return await this.complete(user, visitor, oidc.label);
  }

  /**
   * The password of who is signed in, once more. Throws AtollError 401 `wrong-credentials` (field `password`), 409 `no-password`,
   * 429.
   */
  async checkOwnPassword({ userId }: Principal, password: string): Promise<void> {
    const user = await this.deps.store.users.get(userId);
    if (user === null || user.source === "oidc") {
      throw new AtollError(409, "no-password", "You have no password here: sign out and in again instead");
    }
    const tried = this.deps.throttle.confirming(userId);
    tried.begin();
    const found = await this.deps.credentials.userOf(user.username, password, user, true);
    if (found?.id !== userId) {
      throw new AtollError(401, "wrong-credentials", "The password is wrong", "password");
    }
    tried.succeeded();
  }

  /** Starts the session of somebody who has proved who they are. `by`: how, where it was no password. */
  async complete(user: UserRecord, visitor: Omit<Visitor, "site">, by: string): Promise<SignedIn> {
    const { sessions, devices, throttle, recent, store } = this.deps;
    const marks = await devices();
    const kept = marks.idOf(visitor.device, user.id) === null ? null : visitor.device;
    const started = await sessions.start(user, visitor.client);
    const result = { ...started, device: kept ?? marks.mark(user.id) };
    throttle.remember(user.username, visitor.client);
    recent.proved(started.principal.sessionId);
    await noteOwn(store, user, "session.sign-in", "done", by === "" ? "" : `with ${by}`);
    log.info("Signed in", { username: user.username, client: visitor.client });
    return result;
  }

  /** A refused proof stands in the audit log: somebody has the password, or a copy of a passkey, and its owner should see that. */
  private async noted<T>(user: UserRecord, { client }: Visitor, prove: () => Promise<T>): Promise<T> {
    try {
      return await prove();
    } catch (error) {
      if (error instanceof AtollError && error.status === 401) {
        log.warn("Second factor or passkey refused", { username: user.username, client, code: error.code });
        await noteOwn(this.deps.store, user, "session.sign-in", "refused", error.message);
      }
      throw error;
    }
  }

  private async deviceOf(
    { device }: Pick<Visitor, "device">,
    user: UserRecord | null,
  ): Promise<string | null> {
    return user === null ? null : (await this.deps.devices()).idOf(device, user.id);
  }

  private wrongCredentials(): AtollError {
    const away = this.deps.credentials.away ? "; the directory does not answer just now" : "";
    return new AtollError(401, "wrong-credentials", `Wrong user name or password${away}`);
  }
}

function refusedBy(error: unknown, status: 401 | 502, code: string): unknown {
  if (!(error instanceof DirectoryError)) return error;
  log.warn("The provider did not sign anybody in", { reason: error.message });
  return new AtollError(status, code, error.message, undefined, { cause: error });
}

function waitUntil(due: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  setTimeout(resolve, Math.max(0, due - performance.now()));
  return promise;
}
