// For every page: the colour scheme, the message of the form sent last, and the door (set-up, then sign-in).
import { readCookie } from "@/lib/auth/cookie.ts";
import { define } from "../fresh.config.ts";
import type { Flash, State } from "../fresh.config.ts";

const PUBLIC = new Set(["/sign-in", "/set-up", "/theme"]);
const FLASH = "atoll-flash";

/** Where to go after a form: a path of this site and nothing else. */
export function safePath(value: unknown, otherwise: string = "/"): string {
  return typeof value === "string" && /^\/(?![/\\])[^\r\n]*$/.test(value) ? value : otherwise;
}

/** A redirect after a form, with a message that the next page shows once. */
export function answer(kind: Flash["kind"], text: string, to: string): Response {
  const value = encodeURIComponent(JSON.stringify([kind, text.slice(0, 600)]));
  return new Response(null, {
    status: 303,
    headers: {
      location: to,
      "set-cookie": `${FLASH}=${value}; Path=/; Max-Age=30; HttpOnly; SameSite=Lax`,
    },
  });
}

function cookie(header: string | null, name: string): string | null {
  for (const part of (header ?? "").split(";")) {
    const pair = part.trim();
    if (pair.startsWith(name + "=")) return pair.slice(name.length + 1);
  }
  return null;
}

function readFlash(header: string | null): Flash | null {
  const value = cookie(header, FLASH);
  if (value === null) return null;
  try {
    const read: unknown = JSON.parse(decodeURIComponent(value));
    if (!Array.isArray(read)) return null;
    const [kind, text] = read;
    return (kind === "done" || kind === "failed") && typeof text === "string" ? { kind, text } : null;
  } catch {
    return null; // a cookie of something else: no message
  }
}

function readTheme(header: string | null): State["theme"] {
  const value = cookie(header, "theme");
  return value === "light" || value === "dark" ? value : "system";
}

export default define.middleware(async (ctx) => {
  const { state, url, req } = ctx;
  const cookies = req.headers.get("cookie");
  state.theme = readTheme(cookies);
  state.flash = readFlash(cookies);
  if (!state.principal) {
    const session = readCookie(cookies, url.protocol === "https:");
    state.principal = session === null ? null : await state.services.auth.verify(session);
  }
  if (!state.principal && !PUBLIC.has(url.pathname)) {
    if (await state.services.auth.needsSetup()) return ctx.redirect("/set-up", 303);
    const back = req.method === "GET" && url.pathname !== "/"
      ? `?next=${encodeURIComponent(url.pathname + url.search)}`
      : "";
    return ctx.redirect(`/sign-in${back}`, 303);
  }
  const response = await ctx.next();
  if (state.flash && req.method === "GET") {
    response.headers.append("set-cookie", `${FLASH}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax`);
  }
  return response;
});
