// How pages look and speak: in the colours and the language of who asks, who may have chosen otherwise on another device than this
// browser remembers.
import type { Middleware } from "fresh";
import type { State } from "@/fresh.config.ts";
import { speakingTo } from "@/lib/i18n/server.ts";
import { languageCookie, readLanguage, readZone, spoken, themeCookie } from "./look_cookies.ts";

/** Goes right behind the session: errors of all that follows are told in that language, too. */
export function look(): Middleware<State> {
  return async (ctx) => {
    const { state, req } = ctx;
    const cookies = req.headers.get("cookie");
    const remembered = { theme: state.theme, language: readLanguage(cookies) };
    const own = state.principal === null ? null : await state.services.people.look(state.principal);
    state.theme = own?.theme ?? remembered.theme;
    const chosen = own?.language ?? remembered.language;
    state.language = spoken(chosen, req.headers.get("accept-language"));
    const response = await speakingTo(state.language, readZone(cookies), () => ctx.next());
    if (req.method === "GET" && response.status !== 101) {
      // The browser takes over what the user prefers, for the next time before the sign-in.
      if (state.theme !== remembered.theme) response.headers.append("set-cookie", themeCookie(state.theme));
      if (chosen !== remembered.language) response.headers.append("set-cookie", languageCookie(chosen));
    }
    return response;
  };
}
