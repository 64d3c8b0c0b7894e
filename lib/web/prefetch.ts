// Pages that are about to be opened are fetched ahead: browsers that know speculation rules are told which, by a header, since the
// policy lets nothing stand inline. A page of one object is fetched when somebody rests on its link; a list, which may be long, only
// once its link is pressed, so that no list is made that nobody opens. Whatever would change something is not among them.
import type { Middleware } from "fresh";
import type { State } from "@/fresh.config.ts";
import { readFlash } from "./forms.ts";

const PATH = "/speculation-rules.json";
const HEADER = `"${PATH}"`;

const OBJECTS = ["vms", "hosts", "pools", "storage", "networks", "templates", "disks", "snapshots"];
const PAGES = [
  "health",
  "topology",
  "stats",
  "tasks",
  "alerts",
  "account",
  "help",
  "users",
  "groups",
  "roles",
  "settings",
];

const but = [
  { href_matches: "/*/console*" },
  { href_matches: "/pools/import*" },
  { selector_matches: "[data-panel], [download], [role=button]" },
].map((not) => ({ not }));

/** What browsers may fetch ahead, and when. */
export const RULES = {
  prefetch: [
    {
      where: { and: [{ href_matches: OBJECTS.map((name) => `/${name}/*`) }, ...but] },
      eagerness: "moderate",
    },
    {
      where: { and: [{ href_matches: ["/", ...[...OBJECTS, ...PAGES].map((name) => `/${name}`)] }, ...but] },
      eagerness: "conservative",
    },
  ],
};
const TEXT = JSON.stringify(RULES);

export function prefetch(): Middleware<State> {
  return async (ctx) => {
    const { req, url } = ctx;
    if (req.method === "GET" && url.pathname === PATH) {
      return new Response(TEXT, {
        headers: {
          "content-type": "application/speculationrules+json",
          "cache-control": "private, max-age=3600",
        },
      });
    }
    // A message that is shown once must not be used up by a page that nobody may open.
    const ahead = req.headers.get("sec-purpose")?.startsWith("prefetch") === true;
    if (ahead && readFlash(req.headers.get("cookie")) !== null) return new Response(null, { status: 425 });
    const response = await ctx.next();
    if (response.headers.get("content-type")?.startsWith("text/html") && ctx.state.principal) {
      response.headers.set("speculation-rules", HEADER);
    }
    return response;
  };
}
