// The second step of a sign-in: a code, a recovery code, or a passkey.
import { page } from "fresh";
import type { Context } from "fresh";
import { Head } from "fresh/runtime";
import { Note } from "@/components/Bits.tsx";
import { Field } from "@/components/Form.tsx";
import { Front } from "@/components/Front.tsx";
import PasskeyButton from "@/islands/PasskeyButton.tsx";
import { noteRefusal } from "@/lib/api/refusals.ts";
import type { Challenge, Proof, SignInSteps } from "@/lib/auth/factor_types.ts";
import { readPasskeyProof } from "@/lib/auth/webauthn_shapes.ts";
import { AtollError } from "@/lib/errors.ts";
import { answer, safePath, text } from "@/lib/web/forms.ts";
import { goIn, ticketOf, visitorOf } from "@/lib/web/sign_in.ts";
import { t } from "@/lib/view/text.ts";
import { define, type State } from "../../fresh.config.ts";

interface Data {
  readonly next: string;
  readonly error: string | null;
  readonly kinds: Challenge["kinds"];
  /** What a passkey of the user can be asked at this site; null: none would do. */
  readonly options: Awaited<ReturnType<SignInSteps["passkeyOptions"]>>;
}

export const config = { skipInheritedLayouts: true };

/** Where to begin anew, with why. */
function over(next: string): Response {
  const to = next === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(next)}`;
  return answer("failed", "The sign-in took too long: begin again", to);
}

async function data(ctx: Context<State>, next: string, error: string | null): Promise<Data | null> {
  const { signIns } = ctx.state.services;
  const ticket = ticketOf(ctx, "step");
  const challenge = ticket === null ? null : await signIns.challenge(ticket);
  if (challenge === null) return null;
  const options = await signIns.passkeyOptions(challenge.ticket, visitorOf(ctx).site);
  return { next, error, kinds: challenge.kinds, options };
}

export const handler = define.handlers({
  async GET(ctx) {
    const next = safePath(ctx.url.searchParams.get("next"));
    if (ctx.state.principal) return ctx.redirect(next, 303);
    const shown = await data(ctx, next, null);
    return shown === null ? over(next) : page(shown);
  },
  async POST(ctx) {
    const form = await ctx.req.formData();
    const next = safePath(form.get("next"));
    const ticket = ticketOf(ctx, "step");
    if (ticket === null) return over(next);
    try {
      const proof = proofOf(text(form, "code"), text(form, "passkey"));
      return await goIn(
        ctx,
        next,
        ctx.state.services.signIns.signInSecond(ticket, proof, visitorOf(ctx)),
        "step",
      );
    } catch (error) {
      if (!(error instanceof AtollError)) throw error;
      noteRefusal(ctx.req, error);
      const again = await data(ctx, next, error.message);
      return again === null ? over(next) : page(again, { status: error.status });
    }
  },
});

/** Throws AtollError 422 for neither. An empty code is no try: it does not count. */
function proofOf(code: string, passkey: string): Proof {
  const response = readPasskeyProof(passkey);
  if (response !== null) return { kind: "passkey", response };
  if (code !== "") return { kind: "code", code };
  throw new AtollError(422, "code-missing", "Enter a code", "code");
}

export default define.page<typeof handler>(
  function SecondStep({ data: { next, error, kinds, options }, url }) {
    const app = kinds.includes("totp");
    const codes = app || kinds.includes("recovery");
    return (
      <Front title={t("Second step")} here={url.pathname + url.search}>
        <Head>
          <title>{t("Second step")} · Atoll</title>
        </Head>
        {error && <Note tone="bad" alert>{error}</Note>}
        {options !== null && (
          <PasskeyButton action="/sign-in/second" next={next} options={options} main={!app} />
        )}
        {codes && (
          <form method="post" action="/sign-in/second" class={options === null ? "" : "mt-4"}>
            <input type="hidden" name="next" value={next} />
            <Field
              name="code"
              label={app ? t("Code") : t("Recovery code")}
              autocomplete="one-time-code"
              hint={app
                ? t("Six digits from your authenticator app. A recovery code does as well, once.")
                : t("Each one opens once.")}
              focus={options === null || app}
            />
            <button class={options !== null && !app ? "btn w-full" : "btn main w-full"} type="submit">
              {t("Go on")}
            </button>
          </form>
        )}
        {options === null && !app && kinds.includes("passkey") && (
          <p class="soft mt-3">
            {t(
              "Your passkeys work at the address they were made for. Open Atoll there, or enter a recovery code.",
            )}
          </p>
        )}
        <p class="mt-4">
          <a href="/sign-in">{t("Sign in as somebody else")}</a>
        </p>
      </Front>
    );
  },
);
