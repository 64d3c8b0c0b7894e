// Settings of signing in by a directory: OpenID Connect and LDAP, with what a trial of them found.
import type { Check, LdapSettings, OidcSettings } from "@/lib/auth/factor_types.ts";
import { formView, type Sent } from "@/lib/view/form.ts";
import { msg, t } from "@/lib/view/text.ts";
import { Note } from "../Bits.tsx";
import { Icon } from "../Icon.tsx";
import { Box, Choices, Input, Lines, PageForm } from "../PageForm.tsx";

/** Names of the fields that tell their own mistakes. */
const OIDC_FIELDS = [
  "label",
  "issuer",
  "clientId",
  "clientSecret",
  "scopes",
  "usernameClaim",
  "groupClaim",
  "ca",
];
const LDAP_FIELDS = [
  "url",
  "tls",
  "ca",
  "bindDn",
  "bindPassword",
  "userBase",
  "userFilter",
  "usernameAttribute",
  "idAttribute",
  "groupBase",
  "groupFilter",
  "groupAttribute",
];

const SECRET_KEPT = msg("One is kept. Leave this empty to keep it.");
const CREATE = {
  name: "createUsers",
  label: msg("Make a user at the first sign-in"),
  hint: msg(
    "Otherwise only users who are there already may sign in so. A new one may do nothing until a group or a grant allows it.",
  ),
} as const;

/** @param redirect where the provider must send people back to */
export function OidcForm({ settings, redirect, sent }: {
  settings: OidcSettings & { readonly hasSecret: boolean };
  redirect: string;
  sent: Sent | null;
}) {
  const form = formView(sent, "oidc");
  return (
    <PageForm
      form={form}
      fields={OIDC_FIELDS}
      submit={t("Save")}
      also={{ name: "oidc-test", label: t("Test") }}
      cancel="/settings"
    >
      <Box form={form} name="enabled" label={t("Offer it at the sign-in")} on={settings.enabled} />
      <div class="field">
        <label for="redirect">{t("Redirect address, to be entered at the provider")}</label>
        <input id="redirect" class="mono" readOnly value={redirect} />
      </div>
      <Input
        form={form}
        name="issuer"
        label={t("Issuer")}
        type="url"
        value={settings.issuer}
        placeholder={t("https://login.example.org")}
        autocomplete="off"
      />
      <Input
        form={form}
        name="clientId"
        label={t("Client id")}
        value={settings.clientId}
        autocomplete="off"
      />
      <Input
        form={form}
        name="clientSecret"
        label={t("Client secret")}
        type="password"
        required={false}
        autocomplete="off"
        hint={settings.hasSecret ? t(SECRET_KEPT) : t("Empty for a public client.")}
      />
      {settings.hasSecret && (
        <Box
          form={form}
          name="dropSecret"
          label={t("Forget the client secret")}
          on={false}
        />
      )}
      <Input
        form={form}
        name="label"
        label={t("Name on the button")}
        value={settings.label}
        placeholder={t("Example's login")}
        autocomplete="off"
      />
      <Input
        form={form}
        name="scopes"
        label={t("Scopes besides openid")}
        value={settings.scopes.join(" ")}
        placeholder={t("profile email groups")}
        required={false}
        autocomplete="off"
      />
      <Input
        form={form}
        name="usernameClaim"
        label={t("Claim of the user name")}
        value={settings.usernameClaim}
        autocomplete="off"
      />
      <Input
        form={form}
        name="groupClaim"
        label={t("Claim of the groups")}
        value={settings.groupClaim}
        hint={t(
          "Its values put people into the groups that name them as their group of the directory. Empty: groups are kept by hand.",
        )}
        required={false}
        autocomplete="off"
      />
      <Box form={form} {...CREATE} on={settings.createUsers} />
      <Authorities form={form} value={settings.ca} />
    </PageForm>
  );
}

export function LdapForm({ settings, sent }: {
  settings: LdapSettings & { readonly hasPassword: boolean };
  sent: Sent | null;
}) {
  const form = formView(sent, "ldap");
  return (
    <PageForm
      form={form}
      fields={LDAP_FIELDS}
      submit={t("Save")}
      also={{ name: "ldap-test", label: t("Test") }}
      cancel="/settings"
    >
      <Box form={form} name="enabled" label={t("Offer it at the sign-in")} on={settings.enabled} />
      <Input
        form={form}
        name="url"
        label={t("Address")}
        value={settings.url}
        placeholder={t("ldaps://ldap.example.org")}
        autocomplete="off"
      />
      <Choices
        form={form}
        name="tls"
        legend={t("Encryption of ldap://")}
        one
        values={[settings.tls]}
        options={[
          { value: "starttls", text: t("StartTLS, before anything else is said") },
          { value: "none", text: t("None"), hint: t("For a directory on the same machine alone") },
        ]}
      />
      <Input
        form={form}
        name="bindDn"
        label={t("Who searches, as a DN")}
        value={settings.bindDn}
        hint={t("Empty: anonymously.")}
        required={false}
        autocomplete="off"
      />
      <Input
        form={form}
        name="bindPassword"
        label={t("Password of who searches")}
        type="password"
        required={false}
        autocomplete="off"
        {...(settings.hasPassword ? { hint: t(SECRET_KEPT) } : {})}
      />
      {settings.hasPassword && (
        <Box form={form} name="dropPassword" label={t("Forget the password")} on={false} />
      )}
      <Input
        form={form}
        name="userBase"
        label={t("Where users are")}
        value={settings.userBase}
        placeholder={t("ou=people,dc=example,dc=org")}
        autocomplete="off"
      />
      <Input
        form={form}
        name="userFilter"
        label={t("Filter of users")}
        value={settings.userFilter}
        hint={t("{field} stands for the name that was typed.", { field: "{username}" })}
        autocomplete="off"
      />
      <Input
        form={form}
        name="usernameAttribute"
        label={t("Attribute of the user name")}
        value={settings.usernameAttribute}
        autocomplete="off"
      />
      <Input
        form={form}
        name="idAttribute"
        label={t("Attribute that never changes")}
        value={settings.idAttribute}
        hint={t("entryUUID, or objectGUID in Active Directory: who is renamed stays the same user.")}
        autocomplete="off"
      />
      <Input
        form={form}
        name="groupBase"
        label={t("Where groups are")}
        value={settings.groupBase}
        hint={t("Empty: groups are kept by hand.")}
        required={false}
        autocomplete="off"
      />
      <Input
        form={form}
        name="groupFilter"
        label={t("Filter of groups")}
        value={settings.groupFilter}
        hint={t("{dn} and {username} stand for the user's.", { dn: "{dn}", username: "{username}" })}
        required={false}
        autocomplete="off"
      />
      <Input
        form={form}
        name="groupAttribute"
        label={t("Attribute of the group's name")}
        value={settings.groupAttribute}
        required={false}
        autocomplete="off"
      />
      <Box form={form} {...CREATE} on={settings.createUsers} />
      <Authorities form={form} value={settings.ca} />
      <Input
        form={form}
        name="lookup"
        label={t("For the test: a user to look up")}
        hint={t("With their groups. It is not kept.")}
        required={false}
        autocomplete="off"
      />
    </PageForm>
  );
}

function Authorities({ form, value }: { form: ReturnType<typeof formView>; value: string }) {
  return (
    <Lines
      form={form}
      name="ca"
      label={t("Certificate authorities")}
      value={value}
      rows={4}
      hint={t("PEM. Trusted instead of the public ones; empty: the public ones.")}
      placeholder={t("-----BEGIN CERTIFICATE-----")}
    />
  );
}

/** What a trial found, step by step. */
export function CheckResult({ check }: { check: Check }) {
  return (
    <Note tone={check.ok ? "ok" : "bad"} alert>
      <p>
        {check.ok ? t("The test went well. Nothing is saved yet.") : t("The test failed. Nothing is saved.")}
      </p>
      <ul class="mt-2">
        {check.steps.map((step) => (
          <li key={step.sentence} class={step.ok ? "ok" : "bad"}>
            <Icon name={step.ok ? "check" : "x"} /> {step.sentence}
            <span class="sr">{step.ok ? t(" (well)") : t(" (failed)")}</span>
          </li>
        ))}
      </ul>
      <p class="soft mt-2">{t("A password that was typed has to be typed again to be saved.")}</p>
    </Note>
  );
}
