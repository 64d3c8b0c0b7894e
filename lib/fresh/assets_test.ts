import { deepEqual } from "node:assert/strict";
import { assetNames, setAssetNames } from "./assets.ts";

Deno.test("the last names set are the ones given", () => {
  setAssetNames({ "/a.css": "/a-1.css" });
  setAssetNames({ "/b.css": "/b-1.css" });
  deepEqual(assetNames(), { "/b.css": "/b-1.css" });
  setAssetNames({});
});
