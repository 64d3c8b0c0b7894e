// For every page: the message of the form sent last, shown once.
import { define } from "../fresh.config.ts";
import type { Flash } from "../fresh.config.ts";

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

export default define.middleware(async (ctx) => {
  ctx.state.flash = readFlash(ctx.req.headers.get("cookie"));
  const response = await ctx.next();
  if (ctx.state.flash && ctx.req.method === "GET") {
    response.headers.append("set-cookie", `${FLASH}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax`);
  }
  return response;
});
