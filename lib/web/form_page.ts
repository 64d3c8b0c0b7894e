// Pages with forms: each form is a deed by name; what is refused comes back as the same page, with what was typed.
import type { Context } from "fresh";
import type { State } from "@/fresh.config.ts";
import { noteRefusal } from "@/lib/api/refusals.ts";
import type { Principal } from "@/lib/auth/types.ts";
import { AtollError } from "@/lib/errors.ts";
import type { Sent } from "@/lib/view/form.ts";
import { answer, text } from "./forms.ts";

/** What a deed did, told on the page that it leads to. */
export interface Done {
  readonly done: string;
  readonly to: string;
}

/** What a deed shows at once rather than on another page: what is seen only once. */
export interface Shown<Page> {
  readonly page: Page;
}

/** Does what a form asks for. Throws AtollError, with the field at fault. */
export type Deed<Page = never> = (form: FormData) => Promise<Done | Shown<Page>>;

/** Fields whose values never go back to the browser. */
const SECRET = /password|repeated|current|secret|code/i;

/** Who asks. Throws AtollError 401 for nobody. */
export function signedIn({ principal }: Pick<State, "principal">): Principal {
  if (!principal) throw new AtollError(401, "not-signed-in", "Sign in first");
  return principal;
}

/**
 * Does the deed that a form's `do` names, and redirects with the message. An AtollError becomes the page again.
 * @param again renders the page with what was sent, in the status of the error
 */
export async function perform<Page>(
  ctx: Context<State>,
  deeds: { readonly [name: string]: Deed<Page> },
  again: (sent: Sent, status: number) => Promise<Page>,
): Promise<Page | Response> {
  const form = await ctx.req.formData();
  const name = text(form, "do");
  const deed = Object.hasOwn(deeds, name) ? deeds[name] : undefined;
  if (deed === undefined) {
    throw new AtollError(400, "unknown-action", "The form asks for nothing that can be done here");
  }
  try {
    const outcome = await deed(form);
    return "page" in outcome ? outcome.page : answer("done", outcome.done, outcome.to);
  } catch (error) {
    if (!(error instanceof AtollError)) throw error;
    noteRefusal(ctx.req, error);
    return await again({ ...sentForm(form, name), message: error.message, field: error.field }, error.status);
  }
}

/** A form as it was sent, to be shown again. @param name which of the page's forms it is */
export function sentForm(form: FormData, name: string): Sent {
  return { form: name, values: typed(form), message: null, field: undefined };
}

/** The text fields of a form, without what is secret. */
function typed(form: FormData): Sent["values"] {
  const values = new Map<string, string[]>();
  for (const [name, value] of form) {
    if (typeof value !== "string" || SECRET.test(name)) continue;
    values.set(name, [...values.get(name) ?? [], value]);
  }
  return Object.fromEntries(values);
}

/** All values of a group of check boxes. */
export function texts(form: FormData, name: string): string[] {
  return form.getAll(name).filter((value) => typeof value === "string");
}

/** Throws AtollError 422 unless the name was typed: before what cannot be undone. */
export function checkTyped(form: FormData, name: string): void {
  if (text(form, "typed") === name.trim()) return;
  throw new AtollError(422, "name-differs", `Nothing was deleted: what was typed is not "${name}"`, "typed");
}

/** A new password that was typed twice. Throws AtollError 422. */
export function newPassword(form: FormData): string {
  const password = String(form.get("password") ?? "");
  if (password === "") throw new AtollError(422, "password-missing", "Enter a password", "password");
  if (password !== String(form.get("repeated") ?? "")) {
    throw new AtollError(422, "passwords-differ", "The two passwords differ", "repeated");
  }
  return password;
}
