// For every page: the colour scheme that the user prefers, and the message of the form sent last, shown once.
import { CLEARED_FLASH, readFlash } from "@/lib/web/forms.ts";
import { themeCookie } from "@/lib/web/theme_cookie.ts";
import { define } from "../fresh.config.ts";

export default define.middleware(async (ctx) => {
  const { state, req } = ctx;
  state.flash = readFlash(req.headers.get("cookie"));
  // What the browser remembers is for the pages before the sign-in: the user may have chosen otherwise on another device.
  const remembered = state.theme;
  if (state.principal) state.theme = await state.services.people.theme(state.principal) ?? remembered;
  const response = await ctx.next();
  if (req.method !== "GET") return response;
  if (state.flash) response.headers.append("set-cookie", CLEARED_FLASH);
  if (state.theme !== remembered) response.headers.append("set-cookie", themeCookie(state.theme));
  return response;
});
