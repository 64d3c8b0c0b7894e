import { deepEqual, equal, notEqual } from "node:assert/strict";
import { join } from "node:path";
import { hashedName, inputsOf, mediaType, walk } from "./build_files.ts";

Deno.test("hashed names keep directory and extension", () => {
  equal(hashedName("/atoll.css", "1a"), "/atoll-1a.css");
  equal(hashedName("/a.b/icons.min.svg", "1a"), "/a.b/icons.min-1a.svg");
  equal(hashedName("/a.b/LICENSE", "1a"), "/a.b/LICENSE-1a");
});

Deno.test("media types follow the extension", () => {
  equal(mediaType("/a/B.SVG"), "image/svg+xml");
  equal(mediaType("/x.unknown"), "application/octet-stream");
});

Deno.test("the stamp of the inputs changes with any input, and with nothing else", async () => {
  const root = await Deno.makeTempDir();
  try {
    deepEqual(await walk(join(root, "static")), []);
    await Deno.mkdir(join(root, "static/deep"), { recursive: true });
    await Deno.writeTextFile(join(root, "static/deep/b.css"), "b");
    await Deno.writeTextFile(join(root, "static/a.css"), "a");
    await Deno.writeTextFile(join(root, "static/.hidden"), "");
    deepEqual(await walk(join(root, "static")), ["a.css", "deep/b.css"]);

    const first = await inputsOf(root, join(root, "lib/fresh"));
    await Deno.writeTextFile(join(root, "README.md"), "no input");
    await Deno.writeTextFile(join(root, "static/a_test.ts"), "no input");
    equal(await inputsOf(root, join(root, "lib/fresh")), first);
    await Deno.writeTextFile(join(root, "static/deep/b.css"), "bb");
    notEqual(await inputsOf(root, join(root, "lib/fresh")), first);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});
