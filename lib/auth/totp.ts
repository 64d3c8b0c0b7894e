// Codes of authenticator apps (RFC 6238): six digits, a new one every 30 s, SHA-1: what every app knows.
import { Secret, TOTP } from "otpauth";
import { renderSVG } from "uqr";
import type { TotpOffer } from "./factor_types.ts";

const PERIOD = 30;
/** 160 bits, as RFC 4226 recommends. */
const SECRET_BYTES = 20;
const CODE = /^\d{6}$/;

const totpOf = (secret: string, label = "") =>
  new TOTP({ issuer: "Atoll", label, secret: Secret.fromBase32(secret), period: PERIOD });

/** A new secret, base32. */
export function newTotpSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32;
}

/** What an authenticator app needs of a secret. */
export function offerOf(secret: string, username: string): TotpOffer {
  const uri = totpOf(secret, username).toString();
  return {
    uri,
    // Whites of four squares around it: less, and some cameras do not find it.
    svg: renderSVG(uri, { ecc: "M", border: 4, pixelSize: 4 }),
    secret: secret.replaceAll(/.{4}(?=.)/g, "$& "),
  };
}

/** A code as it was typed, without the spaces that apps show; null when it cannot be one. */
export function totpCode(typed: string): string | null {
  const code = typed.replaceAll(/[\s-]/g, "");
  return CODE.test(code) ? code : null;
}

/**
 * The time step a code belongs to: this one, the one before or the one after (clocks differ, typing takes time); null when it
 * is wrong, or no later than `used`: a code that somebody has looked at over a shoulder opens nothing.
 * @param now milliseconds since 1970
 */
export function totpStep(secret: string, code: string, used: number, now: number): number | null {
  const delta = totpOf(secret).validate({ token: code, timestamp: now, window: 1 });
  if (delta === null) return null;
  const step = TOTP.counter({ period: PERIOD, timestamp: now }) + delta;
  return step > used ? step : null;
}
