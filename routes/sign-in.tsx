// The sign-in.
import { page } from "fresh";
import { Head } from "fresh/runtime";
import { Note } from "@/components/Bits.tsx";
import { Field } from "@/components/Form.tsx";
import { Front } from "@/components/Front.tsx";
import { noteRefusal } from "@/lib/api/refusals.ts";
import { readDevice, signedInHeaders } from "@/lib/auth/cookie.ts";
import { AtollError } from "@/lib/errors.ts";
import { clientAddress } from "@/lib/web/client_address.ts";
import { define } from "../fresh.config.ts";
import { safePath, text } from "@/lib/web/forms.ts";

interface Data {
  readonly username: string;
  readonly next: string;
  readonly error: string | null;
}

export const config = { skipInheritedLayouts: true };

export const handler = define.handlers({
  async GET(ctx) {
    const next = safePath(ctx.url.searchParams.get("next"));
    if (ctx.state.principal) return ctx.redirect(next, 303);
    if (await ctx.state.services.auth.needsSetup()) return ctx.redirect("/setup", 303);
    return page<Data>({ username: "", next, error: null });
  },
  async POST(ctx) {
    const form = await ctx.req.formData();
    const username = text(form, "username");
    const password = String(form.get("password") ?? "");
    const next = safePath(form.get("next"));
    try {
      // No try at a password: it does not count against the client.
      if (username === "" || password === "") {
        throw new AtollError(422, "credentials-missing", "Enter your user name and your password");
      }
      const secure = ctx.url.protocol === "https:";
      const signedIn = await ctx.state.services.auth.signIn(
        username,
        password,
        clientAddress(ctx.req.headers, ctx.info.remoteAddr, ctx.config.trustProxy),
        readDevice(ctx.req.headers.get("cookie"), secure),
      );
      return new Response(null, {
        status: 303,
        headers: [["location", next], ...signedInHeaders(signedIn, secure)],
      });
    } catch (error) {
      if (!(error instanceof AtollError)) throw error;
      noteRefusal(ctx.req, error);
      return page<Data>({ username, next, error: error.message }, { status: error.status });
    }
  },
});

export default define.page<typeof handler>(function SignIn({ data }) {
  return (
    <Front title="Sign in">
      <Head>
        <title>Sign in · Atoll</title>
      </Head>
      {data.error && <Note tone="bad" alert>{data.error}</Note>}
      <form method="post" action="/sign-in">
        <input type="hidden" name="next" value={data.next} />
        <Field
          name="username"
          label="User name"
          value={data.username}
          autocomplete="username"
          focus={data.username === ""}
        />
        <Field
          name="password"
          label="Password"
          type="password"
          autocomplete="current-password"
          focus={data.username !== ""}
        />
        <button class="btn main w-full" type="submit">Sign in</button>
      </form>
    </Front>
  );
});
