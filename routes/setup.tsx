// The first run: creates the first administrator, with the one-time token that the server printed.
import { page } from "fresh";
import { Head } from "fresh/runtime";
import { Note } from "@/components/Bits.tsx";
import { Field } from "@/components/Form.tsx";
import { Front } from "@/components/Front.tsx";
import { noteRefusal } from "@/lib/api/refusals.ts";
import { signedInHeaders } from "@/lib/auth/cookie.ts";
import { AtollError } from "@/lib/errors.ts";
import { clientAddress } from "@/lib/web/client_address.ts";
import { text } from "@/lib/web/forms.ts";
import { t } from "@/lib/view/text.ts";
import { define } from "../fresh.config.ts";

interface Data {
  readonly token: string;
  readonly username: string;
  readonly error: string | null;
  readonly field: string | undefined;
}

export const config = { skipInheritedLayouts: true };

export const handler = define.handlers({
  async GET(ctx) {
    if (!await ctx.state.services.auth.needsSetup()) return ctx.redirect("/sign-in", 303);
    const token = ctx.url.searchParams.get("token") ?? "";
    return page<Data>({ token, username: "admin", error: null, field: undefined });
  },
  async POST(ctx) {
    const form = await ctx.req.formData();
    const token = text(form, "token");
    const username = text(form, "username");
    const password = String(form.get("password") ?? "");
    try {
      checkFilled(username, password, String(form.get("repeated") ?? ""));
      const signedIn = await ctx.state.services.auth.setUp(
        token,
        username,
        password,
        clientAddress(ctx.req.headers, ctx.info.remoteAddr, ctx.config.trustProxy),
      );
      const secure = ctx.url.protocol === "https:";
      return new Response(null, {
        status: 303,
        headers: [["location", "/pools"], ...signedInHeaders(signedIn, secure)],
      });
    } catch (error) {
      if (!(error instanceof AtollError)) throw error;
      noteRefusal(ctx.req, error);
      const { message, status, field } = error;
      return page<Data>({ token, username, error: message, field }, { status });
    }
  },
});

/** Throws AtollError 422 for what was left empty, then for passwords that differ. */
function checkFilled(username: string, password: string, repeated: string): void {
  const missing = (message: string, field?: string) =>
    new AtollError(422, "credentials-missing", message, field);
  if (username === "" && password === "") throw missing("Enter a user name and a password");
  if (username === "") throw missing("Enter a user name", "username");
  if (password === "") throw missing("Enter a password", "password");
  if (password !== repeated) {
    throw new AtollError(422, "passwords-differ", "The two passwords differ", "repeated");
  }
}

export default define.page<typeof handler>(function SetUp({ data: { token, username, error, field }, url }) {
  const of = (name: string) => error !== null && field === name ? error : undefined;
  return (
    <Front title={t("Set up Atoll")} here={url.pathname + url.search}>
      <Head>
        <title>{t("Set up")} · Atoll</title>
      </Head>
      <p class="soft mb-4">{t("Create the first administrator.")}</p>
      {error && !["username", "password", "repeated", "token"].includes(field ?? "") && (
        <Note tone="bad" alert>{error}</Note>
      )}
      <form method="post" action="/setup">
        {token && !of("token") ? <input type="hidden" name="token" value={token} /> : (
          <Field
            name="token"
            label={t("Set-up token")}
            value={token}
            error={of("token")}
            hint={t("The server printed it, as part of a link, when it started.")}
          />
        )}
        <Field
          name="username"
          label={t("User name")}
          value={username}
          error={of("username")}
          autocomplete="username"
        />
        <Field
          name="password"
          label={t("Password")}
          type="password"
          error={of("password")}
          autocomplete="new-password"
          focus
        />
        <Field
          name="repeated"
          label={t("Password, once more")}
          type="password"
          error={of("repeated")}
          autocomplete="new-password"
        />
        <button class="btn main w-full" type="submit">{t("Create the administrator")}</button>
      </form>
    </Front>
  );
});
