// For every page: the message of the form sent last, shown once.
import { CLEARED_FLASH, readFlash } from "@/lib/web/forms.ts";
import { define } from "../fresh.config.ts";

export default define.middleware(async (ctx) => {
  const { state, req } = ctx;
  state.flash = readFlash(req.headers.get("cookie"));
  const response = await ctx.next();
  if (req.method === "GET" && state.flash) response.headers.append("set-cookie", CLEARED_FLASH);
  return response;
});
