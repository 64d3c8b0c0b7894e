// Passkeys (WebAuthn): what a browser is asked, and whether its answer is right. A passkey is bound to the host name it was
// made for; no other site can have it used.
import { randomBytes } from "node:crypto";
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import { AtollError } from "@/lib/errors.ts";
import type { PasskeyRecord } from "@/lib/store/factors.ts";

/** How long a person may take, in milliseconds. */
export const PASSKEY_MS = 5 * 60_000;

/**
 * The name passkeys of a site are bound to. Throws AtollError 409 where browsers have none: at an address instead of a name,
 * and without TLS (but on the machine itself).
 * @param site origin as the browser shows it: "https://atoll.lab"
 */
export function passkeySite(site: string): string {
  const { protocol, hostname } = new URL(site);
  const local = hostname === "localhost" || hostname.endsWith(".localhost");
  if (/^[\d.]+$|^\[/.test(hostname) || (protocol !== "https:" && !local)) {
    throw new AtollError(
      409,
      "no-passkeys-here",
      "Passkeys need a host name and HTTPS: open Atoll by its name, not by its address",
    );
  }
  return hostname;
}

/** Whether passkeys can be used at a site at all. */
export function hasPasskeys(site: string): boolean {
  try {
    return passkeySite(site) !== "";
  } catch (error) {
    if (!(error instanceof AtollError)) throw error;
    return false;
  }
}

const credentialOf = ({ credential: id, transports }: PasskeyRecord) => ({ id, transports: [...transports] });

/** What a browser is asked for a new passkey. Authenticators that hold one of the user's refuse to make another. */
export function askForNewPasskey(
  site: string,
  user: { readonly id: string; readonly username: string },
  existing: readonly PasskeyRecord[],
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  return generateRegistrationOptions({
    rpName: "Atoll",
    rpID: passkeySite(site),
    userName: user.username,
    userDisplayName: user.username,
    userID: userHandle(user.id),
    timeout: PASSKEY_MS,
    attestationType: "none",
    excludeCredentials: existing.map(credentialOf),
    // Preferred, not required: a security key without PIN cannot sign in by itself, but is a good second factor.
    authenticatorSelection: { residentKey: "preferred", userVerification: "preferred" },
  });
}

/** The passkey in an answer. Throws AtollError 422 `bad-passkey`. */
export async function newPasskey(
  site: string,
  challenge: string,
  response: RegistrationResponseJSON,
  name: string,
  created: string,
): Promise<PasskeyRecord> {
  const rpID = passkeySite(site);
  const { verified, registrationInfo } = await checked(() =>
    verifyRegistrationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: site,
      expectedRPID: rpID,
      requireUserVerification: false,
    })
  );
  if (!verified) throw badPasskey();
  const { credential, credentialBackedUp } = registrationInfo;
  return {
    id: crypto.randomUUID(),
    credential: credential.id,
    key: credential.publicKey.toBase64(),
    counter: credential.counter,
    transports: (credential.transports ?? []).slice(0, 8),
    name,
    created,
    used: null,
    synced: credentialBackedUp,
    site: rpID,
  };
}

/**
 * What a browser is asked for a proof.
 * @param of the passkeys that would do; null: any that its owner picks (who is not known yet), which must verify them by PIN,
 *   finger or face, as it stands for password and second factor at once
 */
export function askForPasskey(
  site: string,
  challenge: string,
  of: readonly PasskeyRecord[] | null,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const rpID = passkeySite(site);
  return generateAuthenticationOptions({
    rpID,
    challenge: Uint8Array.fromBase64(challenge, { alphabet: "base64url" }),
    timeout: PASSKEY_MS,
    userVerification: of === null ? "required" : "preferred",
    ...(of === null ? {} : { allowCredentials: of.filter((one) => one.site === rpID).map(credentialOf) }),
  });
}

/**
 * A passkey after the use that an answer proves, with its new counter. Throws AtollError 401 `wrong-passkey`, also for a counter
 * that went back: another authenticator has the same key.
 */
export async function usedPasskey(
  site: string,
  challenge: string,
  passkey: PasskeyRecord,
  response: AuthenticationResponseJSON,
  options: { readonly verifiedUser: boolean; readonly now: string },
): Promise<PasskeyRecord> {
  const rpID = passkeySite(site);
  if (passkey.site !== rpID) throw wrongPasskey();
  let result: Awaited<ReturnType<typeof verifyAuthenticationResponse>>;
  try {
    result = await verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: site,
      expectedRPID: rpID,
      credential: {
        id: passkey.credential,
        publicKey: Uint8Array.fromBase64(passkey.key),
        counter: passkey.counter,
        transports: [...passkey.transports],
      },
      requireUserVerification: options.verifiedUser,
    });
  } catch (cause) {
    throw wrongPasskey(cause);
  }
  if (!result.verified) throw wrongPasskey();
  const { newCounter, credentialBackedUp } = result.authenticationInfo;
  return { ...passkey, counter: newCounter, synced: credentialBackedUp, used: options.now };
}

/** What an authenticator signs, so that an old answer opens nothing: 256 random bits, base64url. */
export function newChallenge(): string {
  return randomBytes(32).toString("base64url");
}

/** The user whom a passkey says it belongs to; null when it says nothing. Proves nothing. */
export function ownerOf({ response }: AuthenticationResponseJSON): string | null {
  if (response.userHandle === undefined) return null;
  const hex = bytesOf(response.userHandle)?.toHex();
  return hex === undefined || hex.length !== 32
    ? null
    : hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** An authenticator keeps the user's id, which names nobody to who finds it. */
function userHandle(userId: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.fromHex(userId.replaceAll("-", ""));
}

function bytesOf(text: string): Uint8Array | null {
  try {
    return Uint8Array.fromBase64(text, { alphabet: "base64url" });
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return null;
  }
}

const badPasskey = (cause?: unknown) =>
  new AtollError(422, "bad-passkey", "Cannot use this passkey: try again", undefined, { cause });
export const wrongPasskey = (cause?: unknown) =>
  new AtollError(401, "wrong-passkey", "This passkey does not open this account", undefined, { cause });

/** The library throws plain errors for whatever an answer holds. */
async function checked<T>(verify: () => Promise<T>): Promise<T> {
  try {
    return await verify();
  } catch (cause) {
    throw badPasskey(cause);
  }
}
