// The directories as they are set up now: what signs people in besides Atoll's own passwords.
import { Ldap } from "./ldap.ts";
import { Oidc } from "./oidc.ts";
import type { ProviderStores } from "@/lib/store/providers.ts";

/** A directory that is switched on. */
export interface Directory<T> {
  readonly client: T;
  readonly label: string;
  readonly createUsers: boolean;
}

/** Reads the settings once, and again after `changed`. */
export class Directories {
  private oidcNow: Promise<Directory<Oidc> | null> | undefined;
  private ldapNow: Promise<Directory<Ldap> | null> | undefined;

  constructor(private readonly stores: ProviderStores) {}

  /** Null: switched off. Throws StoreError when the settings cannot be read. */
  oidc(): Promise<Directory<Oidc> | null> {
    return this.oidcNow ??= kept(this.readOidc(), () => this.oidcNow = undefined);
  }

  ldap(): Promise<Directory<Ldap> | null> {
    return this.ldapNow ??= kept(this.readLdap(), () => this.ldapNow = undefined);
  }

  /** The settings were written: the next sign-in goes by them. */
  changed(): void {
    this.oidcNow = undefined;
    this.ldapNow = undefined;
  }

  private async readOidc(): Promise<Directory<Oidc> | null> {
    const { settings, secret } = await this.stores.oidc.get();
    const { label, createUsers } = settings;
    return settings.enabled ? { client: new Oidc(settings, secret), label, createUsers } : null;
  }

  private async readLdap(): Promise<Directory<Ldap> | null> {
    const { settings, secret } = await this.stores.ldap.get();
    const { createUsers } = settings;
    return settings.enabled ? { client: new Ldap(settings, secret), label: "LDAP", createUsers } : null;
  }
}

/** A failure is not kept: who asks next tries again. */
function kept<T>(reading: Promise<T>, forget: () => void): Promise<T> {
  reading.catch(forget);
  return reading;
}
