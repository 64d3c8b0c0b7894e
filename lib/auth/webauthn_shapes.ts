// What a browser sends of a passkey, as far as it is looked at: bounded, and of the form that the verifying library expects.
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from "@simplewebauthn/server";
import { z } from "zod";

const bytes = (max: number) => z.base64url("is no base64url").max(max, "is too long");
const attachment = z.enum(["cross-platform", "platform"]);

const common = {
  id: bytes(1400),
  rawId: bytes(1400),
  type: z.literal("public-key"),
};

/** An answer of `navigator.credentials.get`. */
export const passkeyProof = z.object({
  ...common,
  response: z.object({
    clientDataJSON: bytes(4_000),
    authenticatorData: bytes(4_000),
    signature: bytes(8_000),
    userHandle: bytes(100).nullish(),
  }),
  authenticatorAttachment: attachment.nullish(),
}).transform(({ response: { userHandle, ...response }, authenticatorAttachment, ...rest }) => ({
  ...rest,
  ...(authenticatorAttachment === null || authenticatorAttachment === undefined
    ? {}
    : { authenticatorAttachment }),
  response: { ...response, ...(userHandle === null || userHandle === undefined ? {} : { userHandle }) },
  clientExtensionResults: {},
})) satisfies z.ZodType<AuthenticationResponseJSON>;

/** An answer of `navigator.credentials.create`. */
export const passkeyMade = z.object({
  ...common,
  response: z.object({
    clientDataJSON: bytes(4_000),
    attestationObject: bytes(32_000),
    transports: z.array(z.string().max(32)).max(8).nullish(),
  }),
  authenticatorAttachment: attachment.nullish(),
}).transform(({ response: { transports, ...response }, authenticatorAttachment, ...rest }) => ({
  ...rest,
  ...(authenticatorAttachment === null || authenticatorAttachment === undefined
    ? {}
    : { authenticatorAttachment }),
  response: { ...response, ...(transports === null || transports === undefined ? {} : { transports }) },
  clientExtensionResults: {},
})) satisfies z.ZodType<RegistrationResponseJSON>;

/** A proof as a form carries it, JSON in a field; null when it is none. */
export function readPasskeyProof(text: string): AuthenticationResponseJSON | null {
  if (text === "" || text.length > 32_000) return null;
  try {
    const { success, data } = passkeyProof.safeParse(JSON.parse(text));
    return success ? data : null;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return null;
  }
}
