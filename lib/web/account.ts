// What the forms of one's own account do.
import type { Context } from "fresh";
import type { State } from "@/fresh.config.ts";
import { AtollError } from "@/lib/errors.ts";
import { clientAddress } from "./client_address.ts";
import { type Deed, newPassword, type Shown, signedIn } from "./form_page.ts";
import { text } from "./forms.ts";

/** What is seen only once. */
export type Once =
  | { readonly kind: "token"; readonly name: string; readonly secret: string }
  | { readonly kind: "codes"; readonly codes: readonly string[] };

const PATH = "/account";
const DAY = 24 * 60 * 60 * 1000;

/** The deeds of the page, by the name of their form. @param shown renders the page with what is seen only once */
export function accountDeeds<Page>(
  ctx: Context<State>,
  shown: (once: Once) => Promise<Page>,
): { readonly [name: string]: Deed<Page> } {
  const principal = signedIn(ctx.state);
  const { people, factors } = ctx.state.services;
  const done = (text: string, to = PATH) => ({ done: text, to });
  const codesOr = async (
    codes: readonly string[],
    text: string,
  ): Promise<Shown<Page> | ReturnType<typeof done>> =>
    codes.length === 0 ? done(text) : { page: await shown({ kind: "codes", codes }) };

  return {
    password: async (form) => {
      await people.changePassword(principal, String(form.get("current") ?? ""), newPassword(form));
      return done("Your password is changed; your other sessions have ended");
    },
    confirm: async (form) => {
      const client = clientAddress(ctx.req.headers, ctx.info.remoteAddr, ctx.config.trustProxy);
      await factors.confirm(principal, String(form.get("password") ?? ""), client);
      return done("Thank you: go on", PATH + ctx.url.search);
    },
    "totp-begin": async () => {
      await factors.totpBegin(principal);
      return done("Scan the code with your app", `${PATH}?ask=totp`);
    },
    "totp-confirm": async (form) => {
      const codes = await factors.totpConfirm(principal, text(form, "code"));
      return await codesOr(codes, "The authenticator app is asked for from now on");
    },
    "totp-remove": async (form) => {
      await factors.totpRemove(principal, text(form, "code"));
      return done("The authenticator app is removed");
    },
    codes: async () => await codesOr(await factors.newRecoveryCodes(principal), "The codes are new"),
    "passkey-rename": async (form) => {
      await factors.passkeyRename(principal, text(form, "passkey"), text(form, "name"));
      return done("The passkey is renamed");
    },
    "passkey-remove": async (form) => {
      await factors.passkeyRemove(principal, text(form, "passkey"));
      return done("The passkey is removed");
    },
    "end-session": async (form) => {
      await people.endSession(principal, text(form, "session"));
      return done("The session has ended");
    },
    "end-sessions": async () => {
      await people.endSessionsOf(principal, principal.userId);
      return done("You are signed out everywhere else");
    },
    token: async (form) => {
      const scope = text(form, "scope") === "user" ? "user" : "read-only";
      const name = text(form, "name");
      const expires = expiry(text(form, "expires"));
      const { secret } = await people.createToken(principal, { name, scope, expires });
      return { page: await shown({ kind: "token", name, secret }) };
    },
    "revoke-token": async (form) => {
      await people.revokeToken(principal, text(form, "token"));
      return done("The token is revoked");
    },
    preferences: async (form) => {
      const theme = text(form, "theme");
      await people.setPreferences(principal, {
        theme: theme === "light" || theme === "dark" ? theme : "system",
      });
      return done("Your preferences are kept");
    },
    "forget-view": async (form) => {
      const { views } = await people.preferences(principal);
      const [list, name] = [text(form, "list"), text(form, "view")];
      await people.setPreferences(principal, {
        views: views.filter((view) => view.list !== list || view.name !== name),
      });
      return done(`The view ${name} is forgotten`);
    },
  };
}

/** When a token ends; null: never. @param days as the form sends them */
function expiry(days: string): string | null {
  if (days === "") return null;
  const number = Number(days);
  if (!Number.isInteger(number) || number < 1 || number > 3650) {
    throw new AtollError(422, "bad-expiry", "Choose how long the token is valid", "expires");
  }
  return new Date(Date.now() + number * DAY).toISOString();
}
