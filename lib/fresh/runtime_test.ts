import { equal } from "node:assert/strict";
import { setAssetNames } from "./assets.ts";
import { asset, Head, HttpError, IS_BROWSER } from "./runtime.ts";

Deno.test("assets get their hashed URL, keep query and fragment, and stay as they are when unknown", () => {
  setAssetNames({ "/icons.svg": "/icons-1a2b.svg" });
  try {
    equal(asset("/icons.svg"), "/icons-1a2b.svg");
    equal(asset("/icons.svg#play"), "/icons-1a2b.svg#play");
    equal(asset("/icons.svg?v=1#play"), "/icons-1a2b.svg?v=1#play");
    equal(asset("/none.svg"), "/none.svg");
    equal(asset("constructor"), "constructor");
  } finally {
    setAssetNames({});
  }
});

Deno.test("on the server Head shows nothing in its place", () => {
  equal(IS_BROWSER, false);
  equal(Head({ children: "x" }), null);
  equal(new HttpError(404).status, 404);
});
