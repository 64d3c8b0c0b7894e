// For every page: the message of the form sent last, shown once.
import { CLEARED_FLASH, readFlash } from "@/lib/web/forms.ts";
import { define } from "../fresh.config.ts";

export default define.middleware(async (ctx) => {
  ctx.state.flash = readFlash(ctx.req.headers.get("cookie"));
  const response = await ctx.next();
  if (ctx.state.flash && ctx.req.method === "GET") response.headers.append("set-cookie", CLEARED_FLASH);
  return response;
});
