// One's own second factors: authenticator app, recovery codes, passkeys, and how they are set up.
import type { OwnFactors, TotpOffer } from "@/lib/auth/factor_types.ts";
import { formView, type Sent } from "@/lib/view/form.ts";
import { t, tn } from "@/lib/view/text.ts";
import { tx } from "@/components/Rich.tsx";
import { Ago } from "../Bits.tsx";
import { Icon } from "../Icon.tsx";
import { Ask, Deed, Input, PageForm } from "../PageForm.tsx";

const PATH = "/account";

export function Factors({ factors }: { factors: OwnFactors }) {
  const some = factors.totp || factors.passkeys.length > 0;
  return (
    <section class="card" aria-labelledby="factors">
      <h2 id="factors">{t("Second factor")}</h2>
      <ul class="lines">
        <li>
          <Icon name="smartphone" />
          <span class="say">
            {t("Authenticator app")}
            <br />
            <span class="soft">{factors.totp ? t("Asked for at each sign-in") : t("Not set up")}</span>
          </span>
          {factors.totp
            ? (
              <a class="btn danger" href={`${PATH}?ask=totp-remove`}>
                {tx("Remove {part}", { part: <span class="sr">{t("the app")}</span> })}
              </a>
            )
            : (
              <a class="btn" href={`${PATH}?ask=totp`}>
                {tx("Set up {part}", { part: <span class="sr">{t("an authenticator app")}</span> })}
              </a>
            )}
        </li>
        {factors.passkeys.map((one) => (
          <li key={one.id}>
            <Icon name="fingerprint" />
            <span class="say">
              {tx("Passkey {name}", { name: <bdi>{one.name}</bdi> })}
              <br />
              <span class="soft">
                {one.synced
                  ? t("For {site}, synced", { site: one.site })
                  : t("For {site}", { site: one.site })} ·{" "}
                {one.used === null ? t("never used") : tx("used {when}", { when: <Ago iso={one.used} /> })}
              </span>
            </span>
            <a class="btn" href={`${PATH}?ask=passkey-rename&passkey=${one.id}`}>
              {tx("Rename{part}", { part: <span class="sr">{` ${one.name}`}</span> })}
            </a>
            <a class="btn danger" href={`${PATH}?ask=passkey-remove&passkey=${one.id}`}>
              {tx("Remove{part}", { part: <span class="sr">{` ${one.name}`}</span> })}
            </a>
          </li>
        ))}
        {some && (
          <li>
            <Icon name="key-round" />
            <span class="say">
              {t("Recovery codes")}
              <br />
              <span class={factors.recoveryCodes === 0 ? "t-warn" : "soft"}>
                {factors.recoveryCodes === 0
                  ? t("None left")
                  : tn(factors.recoveryCodes, "{count} code left", "{count} codes left")}
              </span>
            </span>
            <a class="btn" href={`${PATH}?ask=codes`}>{t("New codes")}</a>
          </li>
        )}
      </ul>
      <div class="pad">
        <a class="btn" href={`${PATH}?ask=passkey`}>
          <Icon name="plus" /> {t("Add a passkey")}
        </a>
      </div>
    </section>
  );
}

/** The password again, before one's second factors change. @param then where to go on */
export function Confirm({ sent, cancel }: { sent: Sent | null; cancel: string }) {
  const form = formView(sent, "confirm");
  return (
    <Ask title={t("Is it you?")} lines={[t("Your sign-in is a while ago. Enter your password once more.")]}>
      <PageForm form={form} fields={["password"]} submit={t("Go on")} cancel={cancel}>
        <Input
          form={form}
          name="password"
          label={t("Your password")}
          type="password"
          autocomplete="current-password"
          focus
        />
      </PageForm>
    </Ask>
  );
}

/** @param offer null: it has not begun */
export function SetUpTotp({ offer, sent }: { offer: TotpOffer | null; sent: Sent | null }) {
  const form = formView(sent, "totp-confirm");
  if (offer === null) {
    return (
      <Ask
        title={t("Set up an authenticator app")}
        lines={[
          t("An app on your phone shows six digits that change every half minute. You will be asked for them at each sign-in."),
        ]}
      >
        <div class="flex flex-wrap gap-2">
          <Deed name="totp-begin" label={t("Show the code to scan")} tone="main" />
          <a class="btn" href={PATH}>{t("Cancel")}</a>
        </div>
      </Ask>
    );
  }
  return (
    <Ask title={t("Set up an authenticator app")}>
      <ol class="mb-3">
        <li class="mb-2">{t("1. Scan this with the app, or type the key into it.")}</li>
      </ol>
      <div class="flex flex-wrap gap-4 items-center mb-3">
        <div
          class="qr"
          role="img"
          aria-label={t("QR code of the key")}
          // deno-lint-ignore react-no-danger -- an SVG that Atoll made itself, of nothing but squares
          dangerouslySetInnerHTML={{ __html: offer.svg }}
        />
        <div class="min-w-0">
          <p class="soft">{t("Key")}</p>
          <p class="mono" id="totp-key">{offer.secret}</p>
          <p class="mt-2">
            <a href={offer.uri}>{t("Open in an app on this device")}</a>
          </p>
        </div>
      </div>
      <p class="mb-2">{t("2. Enter the six digits that it shows.")}</p>
      <PageForm form={form} fields={["code"]} submit={t("Turn it on")} cancel={PATH}>
        <Input form={form} name="code" label={t("Code")} autocomplete="one-time-code" focus />
      </PageForm>
    </Ask>
  );
}
