import { equal, match } from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { Crumbs } from "./Crumbs.tsx";

Deno.test("crumbs are a list of links in a navigation with a name, and text where nothing leads", () => {
  const html = renderToString(<Crumbs items={[{ href: "/vms", text: "VMs" }, { text: "lab" }]} />);
  match(html, /^<nav class="crumbs" aria-label="[^"]+"><ol>/);
  match(html, /<li><a href="\/vms">VMs<\/a><\/li><li>lab<\/li>/);
  equal(html.includes("style="), false);
});
