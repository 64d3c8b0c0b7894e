// Pages take forms and nothing else: what is no form is refused before a handler reads it.
import { AtollError } from "@/lib/errors.ts";
import type { Middleware } from "fresh";
import type { State } from "@/fresh.config.ts";

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/** Answers 415 to an unsafe request that is no form, and 400 to a multipart one that cannot be read (AtollError). */
export function formGuard(): Middleware<State> {
  return async (ctx) => {
    if (SAFE.has(ctx.req.method)) return await ctx.next();
    const type = ctx.req.headers.get("content-type")?.split(";", 1)[0]?.trim().toLowerCase();
    if (type === "multipart/form-data") await readable(ctx.req.clone());
    else if (type !== "application/x-www-form-urlencoded") {
      throw new AtollError(415, "no-form", "This address takes forms only");
    }
    return await ctx.next();
  };
}

/** Url-encoded text can always be read; a multipart body cannot when its boundary is wrong or it ends early. */
async function readable(copy: Request): Promise<void> {
  try {
    await copy.formData();
  } catch (error) {
    if (error instanceof AtollError) throw error;
    throw new AtollError(400, "malformed-form", "The form cannot be read", undefined, { cause: error });
  }
}
