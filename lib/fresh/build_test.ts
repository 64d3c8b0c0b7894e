import { deepEqual, equal, rejects, throws } from "node:assert/strict";
import { App } from "./app.ts";
import { assetNames } from "./assets.ts";
import { currentAssets, currentBuild, registerAssets } from "./build.ts";

Deno.test("without a build there are no assets, and file routes say how to start", async () => {
  equal(currentBuild(), null);
  deepEqual(currentAssets().files, {});
  await rejects(currentAssets().read("x"), /No build registered/);
  throws(() => new App().fsRoutes(), /start the app through _fresh\/server\.js/);
});

Deno.test("registered assets are known to asset()", () => {
  const before = currentAssets();
  registerAssets({ ...before, names: { "/a.css": "/a-1.css" } });
  try {
    deepEqual(assetNames(), { "/a.css": "/a-1.css" });
  } finally {
    registerAssets(before);
  }
});
