// Passkeys in the browser: makes one, or has one prove its owner. Both need a click, a secure site and a person.
import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from "@simplewebauthn/browser";

export type PasskeyOptions = PublicKeyCredentialRequestOptionsJSON;

/** What is sent to Atoll, or a sentence for people; null: its owner has left it, which needs no words. */
export type Asked<T> = { readonly ok: true; readonly answer: T } | {
  readonly ok: false;
  readonly message: string | null;
};

/** Whether this browser, at this site, has passkeys at all. False on the server. */
export function hasPasskeys(): boolean {
  return typeof globalThis.PublicKeyCredential === "function";
}

/** Has a passkey prove its owner; the answer is JSON, as Atoll takes it. Never throws. */
export async function provePasskey(options: PasskeyOptions): Promise<Asked<string>> {
  return await asked(async () => {
    const { startAuthentication } = await import("@simplewebauthn/browser");
    return JSON.stringify(await startAuthentication({ optionsJSON: options }));
  });
}

/** Asks Atoll for what to prove, and has a passkey prove it: a sign-in without name and password. Never throws. */
export async function signInByPasskey(): Promise<Asked<{ readonly ticket: string; readonly proof: string }>> {
  const question = await post<{ ticket: string; options: PasskeyOptions }>(
    "/api/v1/session/passkey/question",
    {},
  );
  if (!question.ok) return question;
  const { ticket, options } = question.answer;
  const proof = await provePasskey(options);
  return proof.ok ? { ok: true, answer: { ticket, proof: proof.answer } } : proof;
}

/** Makes a passkey and adds it to who is signed in; gives the recovery codes to show, where there are new ones. Never throws. */
export async function addPasskey(name: string): Promise<Asked<readonly string[]>> {
  const options = await post<PublicKeyCredentialCreationOptionsJSON>("/api/v1/factors/passkeys/question", {});
  if (!options.ok) return options;
  const made = await asked(async () => {
    const { startRegistration } = await import("@simplewebauthn/browser");
    return await startRegistration({ optionsJSON: options.answer });
  });
  if (!made.ok) return made;
  const added = await post<{ recoveryCodes: readonly string[] }>("/api/v1/factors/passkeys", {
    name,
    passkey: made.answer,
  });
  return added.ok ? { ok: true, answer: added.answer.recoveryCodes } : added;
}

async function asked<T>(ask: () => Promise<T>): Promise<Asked<T>> {
  try {
    return { ok: true, answer: await ask() };
  } catch (error) {
    return { ok: false, message: sentenceOf(error) };
  }
}

/** Browsers tell little, so that sites learn nothing of the authenticators there are. */
function sentenceOf(error: unknown): string | null {
  const name = error instanceof Error ? error.name : "";
  const code = error instanceof Error && "code" in error ? error.code : "";
  if (code === "ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED" || name === "InvalidStateError") {
    return "This device or key holds a passkey of yours already";
  }
  if (name === "NotAllowedError" || name === "AbortError") return null;
  if (name === "SecurityError") {
    return "Passkeys do not work at this address: open Atoll by its name over HTTPS";
  }
  return "The browser could not use a passkey: try again";
}

/** POSTs JSON to Atoll. What it answers is its own contract, so it is not looked at again. */
async function post<T>(path: string, body: unknown): Promise<Asked<T>> {
  let response: Response;
  try {
    response = await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  } catch {
    // fetch rejects only where no answer came.
    return { ok: false, message: "Atoll does not answer" };
  }
  const answer = await response.json().catch(() => null);
  if (response.ok) return { ok: true, answer };
  const message = answer?.error?.message;
  return {
    ok: false,
    message: typeof message === "string" ? message : `Atoll answered with status ${response.status}`,
  };
}
