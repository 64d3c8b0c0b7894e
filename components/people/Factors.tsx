// One's own second factors: authenticator app, recovery codes, passkeys, and how they are set up.
import type { OwnFactors, TotpOffer } from "@/lib/auth/factor_types.ts";
import { formView, type Sent } from "@/lib/view/form.ts";
import { plural } from "@/lib/view/format.ts";
import { Ago } from "../Bits.tsx";
import { Icon } from "../Icon.tsx";
import { Ask, Deed, Input, PageForm } from "../PageForm.tsx";

const PATH = "/account";

export function Factors({ factors }: { factors: OwnFactors }) {
  const some = factors.totp || factors.passkeys.length > 0;
  return (
    <section class="card" aria-labelledby="factors">
      <h2 id="factors">Second factor</h2>
      <ul class="lines">
        <li>
          <Icon name="smartphone" />
          <span class="say">
            Authenticator app
            <br />
            <span class="soft">{factors.totp ? "Asked for at each sign-in" : "Not set up"}</span>
          </span>
          {factors.totp
            ? (
              <a class="btn danger" href={`${PATH}?ask=totp-remove`}>
                Remove <span class="sr">the app</span>
              </a>
            )
            : (
              <a class="btn" href={`${PATH}?ask=totp`}>
                Set up <span class="sr">an authenticator app</span>
              </a>
            )}
        </li>
        {factors.passkeys.map((one) => (
          <li key={one.id}>
            <Icon name="fingerprint" />
            <span class="say">
              Passkey <bdi>{one.name}</bdi>
              <br />
              <span class="soft">
                For {one.site}
                {one.synced && ", synced"}, {one.used === null ? "never used" : (
                  <>
                    used <Ago iso={one.used} />
                  </>
                )}
              </span>
            </span>
            <a class="btn" href={`${PATH}?ask=passkey-rename&passkey=${one.id}`}>
              Rename<span class="sr">{` ${one.name}`}</span>
            </a>
            <a class="btn danger" href={`${PATH}?ask=passkey-remove&passkey=${one.id}`}>
              Remove<span class="sr">{` ${one.name}`}</span>
            </a>
          </li>
        ))}
        {some && (
          <li>
            <Icon name="key-round" />
            <span class="say">
              Recovery codes
              <br />
              <span class={factors.recoveryCodes === 0 ? "t-warn" : "soft"}>
                {factors.recoveryCodes === 0 ? "None left" : `${plural(factors.recoveryCodes, "code")} left`}
              </span>
            </span>
            <a class="btn" href={`${PATH}?ask=codes`}>New codes</a>
          </li>
        )}
      </ul>
      <div class="pad">
        <a class="btn" href={`${PATH}?ask=passkey`}>
          <Icon name="plus" /> Add a passkey
        </a>
      </div>
    </section>
  );
}

/** The password again, before one's second factors change. @param then where to go on */
export function Confirm({ sent, cancel }: { sent: Sent | null; cancel: string }) {
  const form = formView(sent, "confirm");
  return (
    <Ask title="Is it you?" lines={["Your sign-in is a while ago. Enter your password once more."]}>
      <PageForm form={form} fields={["password"]} submit="Go on" cancel={cancel}>
        <Input
          form={form}
          name="password"
          label="Your password"
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
        title="Set up an authenticator app"
        lines={[
          "An app on your phone shows six digits that change every half minute. You will be asked for them at each sign-in.",
        ]}
      >
        <div class="flex flex-wrap gap-2">
          <Deed name="totp-begin" label="Show the code to scan" tone="main" />
          <a class="btn" href={PATH}>Cancel</a>
        </div>
      </Ask>
    );
  }
  return (
    <Ask title="Set up an authenticator app">
      <ol class="mb-3">
        <li class="mb-2">1. Scan this with the app, or type the key into it.</li>
      </ol>
      <div class="flex flex-wrap gap-4 items-center mb-3">
        <div
          class="qr"
          role="img"
          aria-label="QR code of the key"
          // deno-lint-ignore react-no-danger -- an SVG that Atoll made itself, of nothing but squares
          dangerouslySetInnerHTML={{ __html: offer.svg }}
        />
        <div class="min-w-0">
          <p class="soft">Key</p>
          <p class="mono" id="totp-key">{offer.secret}</p>
          <p class="mt-2">
            <a href={offer.uri}>Open in an app on this device</a>
          </p>
        </div>
      </div>
      <p class="mb-2">2. Enter the six digits that it shows.</p>
      <PageForm form={form} fields={["code"]} submit="Turn it on" cancel={PATH}>
        <Input form={form} name="code" label="Code" autocomplete="one-time-code" focus />
      </PageForm>
    </Ask>
  );
}
