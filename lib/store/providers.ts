// Settings of the directories that people may sign in by, with their secrets sealed.
import { z } from "zod";
import { checked, getRecord } from "./record.ts";
import { sealed, type Secrets } from "./secrets.ts";

const text = (max: number) => z.string().max(max);
const pem = text(24 * 1024);

export const oidcSettings = z.object({
  enabled: z.boolean(),
  label: text(40),
  issuer: text(512),
  clientId: text(256),
  scopes: z.array(text(64)).max(16).readonly(),
  usernameClaim: text(64),
  groupClaim: text(64),
  createUsers: z.boolean(),
  ca: pem,
});

export const ldapSettings = z.object({
  enabled: z.boolean(),
  url: text(512),
  tls: z.enum(["starttls", "none"]),
  ca: pem,
  bindDn: text(512),
  userBase: text(512),
  userFilter: text(512),
  usernameAttribute: text(64),
  idAttribute: text(64),
  groupBase: text(512),
  groupFilter: text(512),
  groupAttribute: text(64),
  createUsers: z.boolean(),
});

export type OidcSettingsRecord = z.infer<typeof oidcSettings>;
export type LdapSettingsRecord = z.infer<typeof ldapSettings>;

/** What a form shows before anything was set. */
export const INITIAL: { readonly oidc: OidcSettingsRecord; readonly ldap: LdapSettingsRecord } = {
  oidc: {
    enabled: false,
    label: "single sign-on",
    issuer: "",
    clientId: "",
    scopes: ["profile"],
    usernameClaim: "preferred_username",
    groupClaim: "groups",
    createUsers: true,
    ca: "",
  },
  ldap: {
    enabled: false,
    url: "",
    tls: "starttls",
    ca: "",
    bindDn: "",
    userBase: "",
    userFilter: "(uid={username})",
    usernameAttribute: "uid",
    idAttribute: "entryUUID",
    groupBase: "",
    groupFilter: "(member={dn})",
    groupAttribute: "cn",
    createUsers: true,
  },
};

/** A directory's settings, and the secret that Atoll shows to it ("": none). */
export interface Provider<S> {
  readonly settings: S;
  readonly secret: string;
}

/** The settings of one directory. */
export class ProviderStore<S> {
  private readonly key: Deno.KvKey;
  private readonly sealedFor: string;
  private readonly schema: z.ZodType<{ settings: S; secret: z.infer<typeof sealed> | null }>;

  constructor(
    private readonly kv: Deno.Kv,
    private readonly secrets: Secrets,
    name: keyof typeof INITIAL,
    settings: z.ZodType<S>,
    private readonly initial: S,
  ) {
    this.key = ["providers", name];
    this.sealedFor = `providers/${name}/secret`;
    this.schema = z.object({ settings, secret: sealed.nullable() });
  }

  /** The initial ones when there are none. Throws StoreError when they cannot be read. */
  async get(): Promise<Provider<S>> {
    const record = await getRecord(this.kv, this.schema, this.key);
    if (record === null) return { settings: this.initial, secret: "" };
    const { settings, secret } = record;
    return { settings, secret: secret === null ? "" : await this.secrets.open(secret, this.sealedFor) };
  }

  async set({ settings, secret }: Provider<S>): Promise<void> {
    const closed = secret === "" ? null : await this.secrets.seal(secret, this.sealedFor);
    await this.kv.set(this.key, checked(this.schema, this.key, { settings, secret: closed }));
  }
}

export interface ProviderStores {
  readonly oidc: ProviderStore<OidcSettingsRecord>;
  readonly ldap: ProviderStore<LdapSettingsRecord>;
}

export function providerStores(kv: Deno.Kv, secrets: Secrets): ProviderStores {
  return {
    oidc: new ProviderStore(kv, secrets, "oidc", oidcSettings, INITIAL.oidc),
    ldap: new ProviderStore(kv, secrets, "ldap", ldapSettings, INITIAL.ldap),
  };
}
