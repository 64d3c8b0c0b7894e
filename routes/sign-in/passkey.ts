// A passkey alone: takes the proof that the sign-in page's button has made.
import { noteRefusal } from "@/lib/api/refusals.ts";
import { readPasskeyProof } from "@/lib/auth/webauthn_shapes.ts";
import { AtollError } from "@/lib/errors.ts";
import { answer, safePath, text } from "@/lib/web/forms.ts";
import { goIn, visitorOf } from "@/lib/web/sign_in.ts";
import { define } from "../../fresh.config.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const form = await ctx.req.formData();
    const next = safePath(form.get("next"));
    const response = readPasskeyProof(text(form, "passkey"));
    try {
      if (response === null) throw new AtollError(422, "bad-passkey", "This is no answer of a passkey");
      const { signIns } = ctx.state.services;
      return await goIn(ctx, next, signIns.signInPasskey(text(form, "ticket"), response, visitorOf(ctx)));
    } catch (error) {
      if (!(error instanceof AtollError)) throw error;
      noteRefusal(ctx.req, error);
      return answer("failed", error.message, `/sign-in?next=${encodeURIComponent(next)}`);
    }
  },
});
