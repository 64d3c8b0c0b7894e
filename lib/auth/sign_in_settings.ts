// Settings of sign-in by a directory: who may see, change and try them. The secrets go in and never come out.
import { AtollError } from "@/lib/errors.ts";
import type { AuditEntry } from "@/lib/store/audit.ts";
import type { Provider, ProviderStore } from "@/lib/store/providers.ts";
import type { Store } from "@/lib/store/store.ts";
import type { Directories } from "./directories.ts";
import type {
  Check,
  LdapInput,
  LdapSettings,
  OidcInput,
  OidcSettings,
  SignInSettingsService,
} from "./factor_types.ts";
import { checkLdapDirectory, checkProvider } from "./sign_in_checks.ts";
import { checkedLdap, checkedOidc } from "./sign_in_inputs.ts";
import type { Principal } from "./types.ts";

export interface SignInSettingsDeps {
  readonly store: Pick<Store, "providers" | "audit">;
  readonly directories: Pick<Directories, "changed">;
  /** Of lib/rights, which looks down on this room. */
  readonly rights: { can(principal: Principal, action: string): boolean };
}

const RIGHT = "settings.manage";

export class SignInSettings implements SignInSettingsService {
  constructor(private readonly deps: SignInSettingsDeps) {}

  async readOidc(principal: Principal): Promise<OidcSettings & { readonly hasSecret: boolean }> {
    this.allow(principal);
    const { settings, secret } = await this.deps.store.providers.oidc.get();
    return { ...settings, hasSecret: secret !== "" };
  }

  async readLdap(principal: Principal): Promise<LdapSettings & { readonly hasPassword: boolean }> {
    this.allow(principal);
    const { settings, secret } = await this.deps.store.providers.ldap.get();
    return { ...settings, hasPassword: secret !== "" };
  }

  async writeOidc(principal: Principal, { clientSecret, ...input }: OidcInput): Promise<void> {
    const { oidc } = this.deps.store.providers;
    await this.write(principal, "oidc", oidc, (now) => this.oidcOf(input, clientSecret, now));
  }

  async writeLdap(principal: Principal, { bindPassword, ...input }: LdapInput): Promise<void> {
    const { ldap } = this.deps.store.providers;
    await this.write(principal, "ldap", ldap, (now) => this.ldapOf(input, bindPassword, now));
  }

  async checkOidc(principal: Principal, { clientSecret, ...input }: OidcInput): Promise<Check> {
    this.allow(principal);
    // Tried as if it were in use: then nothing of it may be empty.
    const used = { ...input, enabled: true };
    const { settings, secret } = this.oidcOf(used, clientSecret, await this.deps.store.providers.oidc.get());
    return await checkProvider(settings, secret);
  }

  async checkLdap(principal: Principal, input: LdapInput, username: string): Promise<Check> {
    this.allow(principal);
    const { bindPassword, ...rest } = input;
    const used = { ...rest, enabled: true };
    const { settings, secret } = this.ldapOf(used, bindPassword, await this.deps.store.providers.ldap.get());
    return await checkLdapDirectory(settings, secret, username);
  }

  redirectUri(site: string): string {
    return redirectUriOf(site);
  }

  private oidcOf(input: OidcSettings, secret: string | undefined, now: Provider<OidcSettings>) {
    const settings = checkedOidc(input);
    if (
      secret === undefined && now.secret !== "" && hostOf(settings.issuer) !== hostOf(now.settings.issuer)
    ) {
      throw secretAgain("clientSecret", "client secret");
    }
    return { settings, secret: secret ?? now.secret };
  }

  private ldapOf(input: LdapSettings, secret: string | undefined, now: Provider<LdapSettings>) {
    const settings = checkedLdap(input);
    const same = settings.url === now.settings.url && settings.tls === now.settings.tls &&
      settings.ca === now.settings.ca;
    if (secret === undefined && now.secret !== "" && !same) throw secretAgain("bindPassword", "password");
    return { settings, secret: secret ?? now.secret };
  }

  private async write<S>(
    principal: Principal,
    name: "oidc" | "ldap",
    store: ProviderStore<S>,
    edit: (now: Provider<S>) => Provider<S>,
  ): Promise<void> {
    this.allow(principal);
    await store.set(edit(await store.get()));
    this.deps.directories.changed();
    const entry: AuditEntry = {
      who: { userId: principal.userId, username: principal.username },
      what: `settings.${name}`,
      object: null,
      result: "done",
      message: "",
      task: null,
    };
    await this.deps.store.audit.append(entry);
  }

  private allow(principal: Principal): void {
    if (this.deps.rights.can(principal, RIGHT)) return;
    throw new AtollError(403, "forbidden", "You are not allowed to do this");
  }
}

/** Where a provider sends people back to. */
export function redirectUriOf(site: string): string {
  return new URL("/sign-in/oidc/callback", site).href;
}

const hostOf = (url: string) => URL.parse(url)?.host ?? "";

/** A secret that is kept goes nowhere but where it was given for: who changes the address must know it. */
function secretAgain(field: string, what: string): AtollError {
  return new AtollError(422, "secret-needed", `Enter the ${what} again: the connection was changed`, field);
}
