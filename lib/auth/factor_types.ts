// Second factors and passkeys, and signing in by a directory, as pages and the API see them: the contract of this part of lib/auth.
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from "@simplewebauthn/server";
import type { Principal, SignedIn } from "./types.ts";

/** A passkey as its owner sees it. */
export interface Passkey {
  /** Not the credential's own id: names it in forms and addresses. */
  readonly id: string;
  readonly name: string;
  readonly created: string;
  /** Last sign-in with it; null: none yet. */
  readonly used: string | null;
  /** It is kept by a password manager or an account and may be on several devices. */
  readonly synced: boolean;
  /** The host name it was made for and works at: "atoll.lab". */
  readonly site: string;
}

/** What somebody has set up. */
export interface OwnFactors {
  readonly totp: boolean;
  /** Recovery codes that are left. */
  readonly recoveryCodes: number;
  readonly passkeys: readonly Passkey[];
}

/** A new secret for an authenticator app, shown once. It counts from totpConfirm on. */
export interface TotpOffer {
  /** `otpauth://totp/…` */
  readonly uri: string;
  /** The same as a QR code: an SVG document, black on white. */
  readonly svg: string;
  /** The secret in base32, in groups of four, for typing. */
  readonly secret: string;
}

/** Somebody's proof of a second factor, or of a passkey. */
export type Proof =
  /** Six digits of an authenticator app, or a recovery code: they cannot be mistaken for one another. */
  | { readonly kind: "code"; readonly code: string }
  | { readonly kind: "passkey"; readonly response: AuthenticationResponseJSON };

/**
 * A user's own second factors. All but `mine` and `recent` ask for a recent sign-in, or the password again (`confirm`): both
 * count for ten minutes, for that session. They throw AtollError 403 `confirm-first` otherwise, and 403 `session-needed` with
 * an API token. Wrong codes are throttled (429) and end in 422 with the field `code`. Everything is audited.
 *
 * Whoever has a second factor is asked for it at each sign-in, whichever way in. `site` is the origin that the browser shows
 * ("https://atoll.lab"): passkeys are bound to its host name, which must be no address.
 */
export interface FactorsService {
  mine(principal: Principal): Promise<OwnFactors>;
  /** Whether a sign-in or `confirm` is recent enough. */
  recent(principal: Principal): boolean;
  /**
   * The password again (local and LDAP users). Throws 401 `wrong-credentials` (field `password`), 429, and 409 `no-password` for
   * who has none to give: they sign out and in again.
   */
  confirm(principal: Principal, password: string, client: string): Promise<void>;

  /** A second call replaces the first one's secret. Throws 409 `totp-exists`. */
  totpBegin(principal: Principal): Promise<TotpOffer>;
  /** The offer that waits for its first code (a page that was loaded again); null when there is none. */
  totpPending(principal: Principal): TotpOffer | null;
  /**
   * Gives recovery codes, to be shown once; none (an empty list) when the user has some already. Throws 409 `no-offer` when there is nothing to confirm or it
   * took longer than ten minutes.
   */
  totpConfirm(principal: Principal, code: string): Promise<readonly string[]>;
  /** `code`: of the app, or a recovery code. Recovery codes go with the last factor. */
  totpRemove(principal: Principal, code: string): Promise<void>;
  /** Replaces all recovery codes. Asks for no code: a recent sign-in has given one. Throws 409 `no-factor`. */
  newRecoveryCodes(principal: Principal): Promise<readonly string[]>;

  /** Options for `navigator.credentials.create` (lib/client/passkeys.ts). Throws 409 `no-passkeys-here` (an address instead of a name, or no TLS). */
  passkeyBegin(principal: Principal, site: string): Promise<PublicKeyCredentialCreationOptionsJSON>;
  /** Gives the passkey, and recovery codes when it is the user's first factor (else none). Throws 422 `bad-passkey`. */
  passkeyFinish(
    principal: Principal,
    site: string,
    name: string,
    response: RegistrationResponseJSON,
  ): Promise<{ readonly passkey: Passkey; readonly recoveryCodes: readonly string[] }>;
  passkeyRename(principal: Principal, id: string, name: string): Promise<void>;
  /** Recovery codes go with the last factor. */
  passkeyRemove(principal: Principal, id: string): Promise<void>;
}

/** What is still wanted of somebody whose password was right. Lives five minutes. */
export interface Challenge {
  /** Sealed text that only this process can read; whoever holds it has given the right password. Never in an address. */
  readonly ticket: string;
  /** What would do. `recovery`: only recovery codes are left, or they would do as well. */
  readonly kinds: readonly ("totp" | "passkey" | "recovery")[];
}

/** Who is at the door, as far as the request tells. */
export interface Visitor {
  /** Address, for rate limiting and the log. */
  readonly client: string;
  /** The browser's mark from an earlier sign-in. */
  readonly device: string | null;
  /** Origin that the browser shows: "https://atoll.lab". */
  readonly site: string;
}

/** The ways in besides name and password, and the step behind them. Methods throw AtollError 401, 403, 429. */
export interface SignInSteps {
  /** What the sign-in page offers: the label of the provider's button. */
  ways(): Promise<{ readonly oidc: string | null }>;
  /** What the holder of a ticket may answer; null when it is over. */
  challenge(ticket: string): Promise<Challenge | null>;
  /** Options for a passkey as the second step; null when none of the user's would do at this site. */
  passkeyOptions(ticket: string, site: string): Promise<PublicKeyCredentialRequestOptionsJSON | null>;
  signInSecond(ticket: string, proof: Proof, visitor: Visitor): Promise<SignedIn>;
  /** For signing in with a passkey alone. Throws 409 `no-passkeys-here`. */
  passkeyQuestion(site: string): Promise<PasskeyQuestion>;
  signInPasskey(ticket: string, response: AuthenticationResponseJSON, visitor: Visitor): Promise<SignedIn>;
  /** Where to send the browser, and the ticket it must bring back. Throws 404 `no-oidc`, 502 `provider-away`. */
  oidcBegin(site: string, next: string): Promise<{ readonly url: string; readonly ticket: string }>;
  /** Where the browser wanted to go; null when the ticket is over. */
  oidcNext(ticket: string): string | null;
  /** @param query of the address that the browser came back to, with its "?" */
  oidcFinish(ticket: string, query: string, visitor: Visitor): Promise<SignedIn>;
}

/** Options for `navigator.credentials.get`, and the ticket to send back with the answer. */
export interface PasskeyQuestion {
  readonly options: PublicKeyCredentialRequestOptionsJSON;
  readonly ticket: string;
}

/** Settings of sign-in by OpenID Connect, without the secret. */
export interface OidcSettings {
  readonly enabled: boolean;
  /** On the button: "Sign in with …". */
  readonly label: string;
  /** https://…; http:// for a provider on the same machine alone. */
  readonly issuer: string;
  readonly clientId: string;
  /** Besides `openid`. */
  readonly scopes: readonly string[];
  /** The claim that becomes the user name: `preferred_username`. */
  readonly usernameClaim: string;
  /** The claim that lists groups: they match Group.external. "": none. */
  readonly groupClaim: string;
  /** Make a user at the first sign-in; otherwise only those who signed in before may. */
  readonly createUsers: boolean;
  /** Certificates (PEM) of authorities trusted besides the public ones; "": these alone. */
  readonly ca: string;
}

/** Settings of sign-in by LDAP, without the password. */
export interface LdapSettings {
  readonly enabled: boolean;
  /** ldaps://host[:port] or ldap://host[:port]. */
  readonly url: string;
  /** Of ldap://: StartTLS before anything else is said. `none` for a directory on the same machine alone. */
  readonly tls: "starttls" | "none";
  /** Certificates (PEM) of the authorities trusted instead of the public ones; "": the public ones. */
  readonly ca: string;
  /** Who searches; "": anonymously. */
  readonly bindDn: string;
  readonly userBase: string;
  /** `{username}` stands for the name that was typed, escaped: `(uid={username})`. */
  readonly userFilter: string;
  /** Becomes the user name: `uid`, `sAMAccountName`. */
  readonly usernameAttribute: string;
  /** Never changes and is never given again: `entryUUID`, `objectGUID`. */
  readonly idAttribute: string;
  /** "": groups do not matter. */
  readonly groupBase: string;
  /** `{dn}` and `{username}` stand for the user's: `(member={dn})`. */
  readonly groupFilter: string;
  /** Matches Group.external, as the group's whole DN does: `cn`. */
  readonly groupAttribute: string;
  readonly createUsers: boolean;
}

/** What may be written: the secret is kept when it is left out, taken away when it is "". */
export type OidcInput = OidcSettings & { readonly clientSecret?: string | undefined };
export type LdapInput = LdapSettings & { readonly bindPassword?: string | undefined };

/** What a trial found, in sentences for people: the first that fails ends it. */
export interface Check {
  readonly ok: boolean;
  readonly steps: readonly { readonly ok: boolean; readonly sentence: string }[];
}

/** Settings of sign-in. Every method needs the right `settings.manage`; changes are audited and in force at once. */
export interface SignInSettingsService {
  readOidc(principal: Principal): Promise<OidcSettings & { readonly hasSecret: boolean }>;
  readLdap(principal: Principal): Promise<LdapSettings & { readonly hasPassword: boolean }>;
  /** Throws 422 with the field. */
  writeOidc(principal: Principal, input: OidcInput): Promise<void>;
  writeLdap(principal: Principal, input: LdapInput): Promise<void>;
  /** Tries settings without keeping them. Throws 422 with the field; what fails outside is in the answer. */
  checkOidc(principal: Principal, input: OidcInput): Promise<Check>;
  /** @param username whom to look up, with their groups; "": nobody */
  checkLdap(principal: Principal, input: LdapInput, username: string): Promise<Check>;
  /** Where the provider must be told to send people back to, for a site ("https://atoll.lab"). */
  redirectUri(site: string): string;
}
