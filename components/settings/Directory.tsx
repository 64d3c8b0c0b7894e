// Settings of signing in by a directory: OpenID Connect and LDAP, with what a trial of them found.
import type { Check, LdapSettings, OidcSettings } from "@/lib/auth/factor_types.ts";
import { formView, type Sent } from "@/lib/view/form.ts";
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

const SECRET_KEPT = "One is kept. Leave this empty to keep it.";
const CREATE = {
  name: "createUsers",
  label: "Make a user at the first sign-in",
  hint:
    "Otherwise only users who are there already may sign in so. A new one may do nothing until a group or a grant allows it.",
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
      submit="Save"
      also={{ name: "oidc-test", label: "Test" }}
      cancel="/settings"
    >
      <Box form={form} name="enabled" label="Offer it at the sign-in" on={settings.enabled} />
      <div class="field">
        <label for="redirect">Redirect address, to be entered at the provider</label>
        <input id="redirect" class="mono" readOnly value={redirect} />
      </div>
      <Input
        form={form}
        name="issuer"
        label="Issuer"
        type="url"
        value={settings.issuer}
        placeholder="https://login.example.org"
        autocomplete="off"
      />
      <Input form={form} name="clientId" label="Client id" value={settings.clientId} autocomplete="off" />
      <Input
        form={form}
        name="clientSecret"
        label="Client secret"
        type="password"
        required={false}
        autocomplete="off"
        hint={settings.hasSecret ? SECRET_KEPT : "Empty for a public client."}
      />
      {settings.hasSecret && (
        <Box
          form={form}
          name="dropSecret"
          label="Forget the client secret"
          on={false}
        />
      )}
      <Input
        form={form}
        name="label"
        label="Name on the button"
        value={settings.label}
        placeholder="Example's login"
        autocomplete="off"
      />
      <Input
        form={form}
        name="scopes"
        label="Scopes besides openid"
        value={settings.scopes.join(" ")}
        placeholder="profile email groups"
        required={false}
        autocomplete="off"
      />
      <Input
        form={form}
        name="usernameClaim"
        label="Claim of the user name"
        value={settings.usernameClaim}
        autocomplete="off"
      />
      <Input
        form={form}
        name="groupClaim"
        label="Claim of the groups"
        value={settings.groupClaim}
        hint="Its values put people into the groups that name them as their group of the directory. Empty: groups are kept by hand."
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
      submit="Save"
      also={{ name: "ldap-test", label: "Test" }}
      cancel="/settings"
    >
      <Box form={form} name="enabled" label="Offer it at the sign-in" on={settings.enabled} />
      <Input
        form={form}
        name="url"
        label="Address"
        value={settings.url}
        placeholder="ldaps://ldap.example.org"
        autocomplete="off"
      />
      <Choices
        form={form}
        name="tls"
        legend="Encryption of ldap://"
        one
        values={[settings.tls]}
        options={[
          { value: "starttls", text: "StartTLS, before anything else is said" },
          { value: "none", text: "None", hint: "For a directory on the same machine alone" },
        ]}
      />
      <Input
        form={form}
        name="bindDn"
        label="Who searches, as a DN"
        value={settings.bindDn}
        hint="Empty: anonymously."
        required={false}
        autocomplete="off"
      />
      <Input
        form={form}
        name="bindPassword"
        label="Password of who searches"
        type="password"
        required={false}
        autocomplete="off"
        {...(settings.hasPassword ? { hint: SECRET_KEPT } : {})}
      />
      {settings.hasPassword && <Box form={form} name="dropPassword" label="Forget the password" on={false} />}
      <Input
        form={form}
        name="userBase"
        label="Where users are"
        value={settings.userBase}
        placeholder="ou=people,dc=example,dc=org"
        autocomplete="off"
      />
      <Input
        form={form}
        name="userFilter"
        label="Filter of users"
        value={settings.userFilter}
        hint="{username} stands for the name that was typed."
        autocomplete="off"
      />
      <Input
        form={form}
        name="usernameAttribute"
        label="Attribute of the user name"
        value={settings.usernameAttribute}
        autocomplete="off"
      />
      <Input
        form={form}
        name="idAttribute"
        label="Attribute that never changes"
        value={settings.idAttribute}
        hint="entryUUID, or objectGUID in Active Directory: who is renamed stays the same user."
        autocomplete="off"
      />
      <Input
        form={form}
        name="groupBase"
        label="Where groups are"
        value={settings.groupBase}
        hint="Empty: groups are kept by hand."
        required={false}
        autocomplete="off"
      />
      <Input
        form={form}
        name="groupFilter"
        label="Filter of groups"
        value={settings.groupFilter}
        hint="{dn} and {username} stand for the user's."
        required={false}
        autocomplete="off"
      />
      <Input
        form={form}
        name="groupAttribute"
        label="Attribute of the group's name"
        value={settings.groupAttribute}
        required={false}
        autocomplete="off"
      />
      <Box form={form} {...CREATE} on={settings.createUsers} />
      <Authorities form={form} value={settings.ca} />
      <Input
        form={form}
        name="lookup"
        label="For the test: a user to look up"
        hint="With their groups. It is not kept."
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
      label="Certificate authorities"
      value={value}
      rows={4}
      hint="PEM. Trusted instead of the public ones; empty: the public ones."
      placeholder="-----BEGIN CERTIFICATE-----"
    />
  );
}

/** What a trial found, step by step. */
export function CheckResult({ check }: { check: Check }) {
  return (
    <Note tone={check.ok ? "ok" : "bad"} alert>
      <p>{check.ok ? "The test went well. Nothing is saved yet." : "The test failed. Nothing is saved."}</p>
      <ul class="mt-2">
        {check.steps.map((step) => (
          <li key={step.sentence} class={step.ok ? "ok" : "bad"}>
            <Icon name={step.ok ? "check" : "x"} /> {step.sentence}
            <span class="sr">{step.ok ? " (well)" : " (failed)"}</span>
          </li>
        ))}
      </ul>
      <p class="soft mt-2">A password that was typed has to be typed again to be saved.</p>
    </Note>
  );
}
