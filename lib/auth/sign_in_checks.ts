// Trials of settings: what works, step by step, and the first thing that does not, in words that say what to change.
import type { LdapSettingsRecord, OidcSettingsRecord } from "@/lib/store/providers.ts";
import { DirectoryError } from "./directory.ts";
import type { Check } from "./factor_types.ts";
import { Ldap } from "./ldap.ts";
import { LdapConnection } from "./ldap_connection.ts";
import { Oidc } from "./oidc.ts";

type Step = () => Promise<string>;

/** Runs steps until one fails. */
async function tried(steps: readonly Step[]): Promise<Check> {
  const done: { ok: boolean; sentence: string }[] = [];
  for (const step of steps) {
    try {
      done.push({ ok: true, sentence: await step() });
    } catch (error) {
      if (!(error instanceof DirectoryError)) throw error;
      done.push({ ok: false, sentence: error.message });
      return { ok: false, steps: done };
    }
  }
  return { ok: true, steps: done };
}

/** Whether a provider is there and does what Atoll needs. Its client id and secret show at the first sign-in only. */
export function checkProvider(settings: OidcSettingsRecord, secret: string): Promise<Check> {
  const oidc = new Oidc(settings, secret);
  return tried([
    async () => {
      const { issuer } = (await oidc.config()).serverMetadata();
      return `The provider ${issuer} answers`;
    },
    async () => {
      const metadata = (await oidc.config()).serverMetadata();
      const { response_types_supported: types, code_challenge_methods_supported: pkce } = metadata;
      if (metadata.authorization_endpoint === undefined || metadata.token_endpoint === undefined) {
        throw new DirectoryError("It names no address to sign in at");
      }
      if (types !== undefined && !types.includes("code")) {
        throw new DirectoryError("It does not offer the authorization code flow");
      }
      return pkce?.includes("S256")
        ? "It offers the authorization code flow with PKCE"
        : "It offers the authorization code flow, and does not say whether it checks PKCE";
    },
  ]);
}

/** Whether a directory is there, lets Atoll search, and knows somebody. */
export function checkLdapDirectory(
  settings: LdapSettingsRecord,
  password: string,
  username: string,
): Promise<Check> {
  const ldap = new Ldap(settings, password);
  return tried([
    async () => {
      await using _connection = await LdapConnection.open(settings);
      const encrypted = settings.url.startsWith("ldaps:") || settings.tls === "starttls";
      return `The directory answers, ${encrypted ? "and its certificate is trusted" : "unencrypted"}`;
    },
    async () => {
      await using _connection = await ldap.connect();
      return settings.bindDn === "" ? "It lets anybody search" : `It lets ${settings.bindDn} in`;
    },
    ...(username === "" ? [] : [async () => {
      const person = await ldap.find(username);
      if (person === null) throw new DirectoryError(`It knows nobody called "${username}"`);
      const { identity, dn } = person;
      const groups = identity.groups.filter((group) => !group.includes("="));
      const of = settings.groupBase === ""
        ? ""
        : groups.length === 0
        ? ", in no group"
        : `, in ${groups.slice(0, 20).join(", ")}`;
      return `It knows "${identity.username}" as ${dn}${of}`;
    }]),
  ]);
}
