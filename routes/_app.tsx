// The document around every page.
import { asset } from "fresh/runtime";
import { define } from "../fresh.config.ts";

export default define.page(function App({ Component, state }) {
  return (
    <html lang="en" data-theme={state.theme ?? "system"}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="color-scheme" content="light dark" />
        <title>Atoll</title>
        <link rel="stylesheet" href={asset("/atoll.css")} />
        <link rel="icon" type="image/svg+xml" href={asset("/favicon.svg")} />
        <link rel="manifest" href={asset("/manifest.webmanifest")} />
      </head>
      <body>
        <Component />
      </body>
    </html>
  );
});
