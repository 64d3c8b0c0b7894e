// The document around every page.
import { asset } from "fresh/runtime";
import { ENGLISH } from "@/lib/view/languages.ts";
import { define } from "../fresh.config.ts";

export default define.page(function App({ Component, state }) {
  const language = state.language ?? ENGLISH;
  return (
    <html lang={language.tag} dir={language.dir} data-theme={state.theme ?? "system"}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="color-scheme" content="light dark" />
        <title>Atoll</title>
        <link rel="stylesheet" href={asset("/atoll.css")} />
        {/* Texts of the language, before the islands start: both are deferred, and this one stands first. */}
        {language !== ENGLISH && <script defer src={asset(`/i18n/${language.tag}.js`)} />}
        <link rel="icon" type="image/svg+xml" href={asset("/favicon.svg")} />
        <link rel="manifest" href={asset("/manifest.webmanifest")} />
      </head>
      <body>
        <Component />
      </body>
    </html>
  );
});
