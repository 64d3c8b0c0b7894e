// What pages do with forms: perform an action, then redirect with a message that the next page shows once.
import type { Context } from "fresh";
import type { Flash, State } from "@/fresh.config.ts";
import { AtollError } from "@/lib/errors.ts";
import { type ActionView, asks, isFinal } from "@/lib/view/action.ts";
import type { Collection, Json } from "@/lib/view/types.ts";

const FLASH = "atoll-flash";
/** Long enough for every sentence, short enough for a cookie. */
const LONGEST = 600;

/** Where to go after a form: a path of this site and nothing else, as a header may hold it. */
export function safePath(value: unknown, otherwise = "/"): string {
  if (typeof value !== "string" || !/^\/(?![/\\])[^\\\s]*$/.test(value)) return otherwise;
  const url = URL.parse(value, "http://here");
  // Dots that cancel out may leave two slashes at the start.
  if (url === null || url.pathname.startsWith("//")) return otherwise;
  return url.pathname + url.search + url.hash;
}

/** A redirect after a form, with a message for the next page. */
export function answer(kind: Flash["kind"], text: string, to: string): Response {
  const value = encodeURIComponent(JSON.stringify([kind, text.slice(0, LONGEST)]));
  return new Response(null, {
    status: 303,
    headers: { location: to, "set-cookie": `${FLASH}=${value}; Path=/; Max-Age=30; HttpOnly; SameSite=Lax` },
  });
}

/** Set-Cookie value that takes the message away. */
export const CLEARED_FLASH = `${FLASH}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax`;

/** The message in a Cookie header; null when there is none, or nothing that was written here. */
export function readFlash(cookies: string | null): Flash | null {
  const value = /(?:^|;\s*)atoll-flash=([^;]*)/.exec(cookies ?? "")?.[1];
  if (!value) return null;
  try {
    const read: unknown = JSON.parse(decodeURIComponent(value));
    if (!Array.isArray(read)) return null;
    const [kind, text] = read;
    return (kind === "done" || kind === "failed") && typeof text === "string" ? { kind, text } : null;
  } catch {
    return null; // not ours: no message
  }
}

/** A form's text field, trimmed; "" when it is missing or a file. */
export function text(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
}

/** Runs what a form asks for; failures for people become a message on `path`, others are thrown. */
export async function attempt(
  path: string,
  done: string,
  run: () => Promise<unknown>,
  failedPath = path,
): Promise<Response> {
  try {
    await run();
    return answer("done", done, path);
  } catch (error) {
    if (!(error instanceof AtollError)) throw error;
    return answer("failed", error.message, failedPath);
  }
}

/**
 * Performs the action that a form on an object's page asks for. What must be told or confirmed first leads to the page with
 * `?ask=`; a form with a field `snapshot`, `vbd` or `vif` means that one of the object's.
 */
export async function performForm(
  ctx: Context<State>,
  collection: Collection,
  id: string,
  path: string,
): Promise<Response> {
  const { principal, services } = ctx.state;
  if (!principal) throw new AtollError(401, "not-signed-in", "Sign in first");
  const form = await ctx.req.formData();
  const part = partOf((name) => text(form, name));
  const [of, what]: readonly [Collection, string] = part ?? [collection, id];
  const name = text(form, "action");
  const action = services.actions.list(principal, of, what).find((one) => one.name === name);
  const view = services.cache.get(of, what);
  if (!action || !view) throw new AtollError(404, "unknown-action", `There is no action "${name}" here`);
  const label = "name" in view && view.name !== "" ? view.name : what;

  const ask = `${path}?${new URLSearchParams({ ask: name, ...(part && { [of]: what }) })}`;
  if (action.refused !== null) return answer("failed", `${action.label}: ${action.refused}`, path);
  if (asks(action) && text(form, "confirmed") !== "yes") {
    return new Response(null, { status: 303, headers: { location: ask } });
  }
  if (isFinal(action) && text(form, "typed") !== label.trim()) {
    return answer("failed", `Nothing was destroyed: the name typed is not "${label}"`, ask);
  }
  const args = argumentsOf(action, form);
  const away = isFinal(action) && of === collection ? `/${path.split("/")[1] ?? ""}` : path;
  return await attempt(away, `${action.label}: ${label}`, async () => {
    await services.actions.perform(principal, of, what, name, args);
  }, ask);
}

const OWN_PARTS = ["snapshot", "vbd", "vif"] as const;

/** What belongs to an object, where a form or an address means that instead of the object. */
export function partOf(
  value: (name: string) => string | null,
): readonly [(typeof OWN_PARTS)[number], string] | null {
  for (const part of OWN_PARTS) {
    const id = value(part);
    if (id) return [part, id];
  }
  return null;
}

/** What a form tells an action, by the fields that it was asked for. What is left empty is left out, but for long texts. */
export function argumentsOf(
  { fields }: Pick<ActionView, "fields">,
  form: FormData,
): { readonly [name: string]: Json } {
  const args: Record<string, Json> = {};
  // A button in a menu tells nothing: only where the form was shown an empty box means no.
  const shown = text(form, "confirmed") === "yes";
  for (const { name, kind } of fields) {
    const value = text(form, name);
    if (kind === "yes") {
      if (shown) args[name] = form.has(name);
    } else if (kind === "many") {
      if (shown) args[name] = form.getAll(name).filter((one) => typeof one === "string");
    } else if (kind === "size" && value !== "") {
      const bytes = Math.round(Number(value) * 2 ** 30);
      args[name] = Number.isFinite(bytes) ? bytes : value;
    } else if (form.has(name) && (value !== "" || kind === "lines")) args[name] = value;
  }
  return args;
}
