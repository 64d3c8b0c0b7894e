// What is asked on one's own account: the password, second factors, tokens.
import type { OwnFactors, TotpOffer } from "@/lib/auth/factor_types.ts";
import type { TokenInfo } from "@/lib/auth/people_types.ts";
import { formView, type Sent } from "@/lib/view/form.ts";
import { msg, t } from "@/lib/view/text.ts";
import { Note } from "../Bits.tsx";
import { Ask, Choices, Input, PageForm, Select } from "../PageForm.tsx";
import { Confirm, SetUpTotp } from "./Factors.tsx";
import { RevokeToken } from "./UserAsk.tsx";

const PATH = "/account";

/** What needs a recent sign-in. */
const GUARDED = ["totp", "totp-remove", "codes", "passkey", "passkey-rename", "passkey-remove", "token"];

interface Props {
  ask: string;
  sent: Sent | null;
  /** Whether the sign-in is recent enough for what somebody can come in with later. */
  recent: boolean;
  offer: TotpOffer | null;
  passkey: OwnFactors["passkeys"][number] | undefined;
  token: TokenInfo | undefined;
}

export function AccountAsk({ ask, sent, recent, offer, passkey, token }: Props) {
  if (GUARDED.includes(ask) && !recent) return <Confirm sent={sent} cancel={PATH} />;
  const form = formView(sent, ask);
  switch (ask) {
    case "password":
      return (
        <Ask
          title={t("Change your password")}
          lines={[t("Your other sessions end. API tokens stay as they are.")]}
        >
          <PageForm
            form={form}
            fields={["current", "password", "repeated"]}
            submit={t("Change the password")}
            cancel={PATH}
          >
            <Input
              form={form}
              name="current"
              label={t("Current password")}
              type="password"
              autocomplete="current-password"
              focus
            />
            <Input
              form={form}
              name="password"
              label={t("New password")}
              type="password"
              autocomplete="new-password"
            />
            <Input
              form={form}
              name="repeated"
              label={t("New password, once more")}
              type="password"
              autocomplete="new-password"
            />
          </PageForm>
        </Ask>
      );
    case "totp":
      return <SetUpTotp offer={offer} sent={sent} />;
    case "totp-remove":
      return (
        <Ask
          title={t("Remove the authenticator app?")}
          lines={[
            t("Your sign-in asks for it no more. Without another second factor the password alone is enough."),
          ]}
        >
          <PageForm form={form} fields={["code"]} submit={t("Remove the app")} tone="danger" cancel={PATH}>
            <Input
              form={form}
              name="code"
              label={t("Code of the app, or a recovery code")}
              autocomplete="one-time-code"
              focus
            />
          </PageForm>
        </Ask>
      );
    case "codes":
      return (
        <Ask title={t("Make new recovery codes?")} lines={[t("The codes that you have now stop working.")]}>
          <PageForm form={form} submit={t("Make new codes")} cancel={PATH} />
        </Ask>
      );
    case "passkey-rename":
    case "passkey-remove":
      return passkey === undefined
        ? <Note tone="warn">{t("This passkey is not there any more.")}</Note>
        : <AskPasskey ask={ask} sent={sent} passkey={passkey} />;
    case "token":
      return <NewToken sent={sent} />;
    case "revoke-token":
      return token === undefined
        ? <Note tone="warn">{t("This token is not there any more.")}</Note>
        : <RevokeToken token={token} sent={sent} path={PATH} />;
    default:
      return null;
  }
}

function AskPasskey({ ask, sent, passkey }: {
  ask: string;
  sent: Sent | null;
  passkey: OwnFactors["passkeys"][number];
}) {
  const form = formView(sent, ask);
  const hidden = { passkey: passkey.id };
  return ask === "passkey-rename"
    ? (
      <Ask title={t("Rename {name}", { name: passkey.name })}>
        <PageForm form={form} fields={["name"]} hidden={hidden} submit={t("Rename")} cancel={PATH}>
          <Input form={form} name="name" label={t("Name")} value={passkey.name} autocomplete="off" focus />
        </PageForm>
      </Ask>
    )
    : (
      <Ask
        title={t("Remove {name}?", { name: passkey.name })}
        lines={[t("It signs you in no more. Delete it on your device, too: Atoll cannot.")]}
      >
        <PageForm form={form} hidden={hidden} submit={t("Remove the passkey")} tone="danger" cancel={PATH} />
      </Ask>
    );
}

/** How long a token is valid, in days. */
export const LIFETIMES = [
  { value: "30", text: msg("30 days") },
  { value: "90", text: msg("90 days") },
  { value: "365", text: msg("A year") },
  { value: "", text: msg("Until it is revoked") },
] as const;

function NewToken({ sent }: { sent: Sent | null }) {
  const form = formView(sent, "token");
  return (
    <Ask
      title={t("Make an API token")}
      lines={[t("A program that has it may do in your name what you choose here.")]}
    >
      <PageForm form={form} fields={["name", "scope", "expires"]} submit={t("Make the token")} cancel={PATH}>
        <Input
          form={form}
          name="name"
          label={t("Name")}
          hint={t("What it is for: it stands in this list and in the audit log.")}
          autocomplete="off"
          focus
        />
        <Choices
          form={form}
          name="scope"
          legend={t("It may")}
          one
          values={["read-only"]}
          options={[
            { value: "read-only", text: t("Read"), hint: t("See what you see, and change nothing") },
            { value: "user", text: t("Everything"), hint: t("All that you may do, but make tokens") },
          ]}
        />
        <Select form={form} name="expires" label={t("Valid for")} value="90" options={LIFETIMES} />
      </PageForm>
    </Ask>
  );
}
