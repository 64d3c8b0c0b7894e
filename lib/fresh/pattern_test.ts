import { deepEqual, equal, throws } from "node:assert/strict";
import { bySpecificity, compilePattern, compilePrefix, isStatic, joinPath } from "./pattern.ts";

function params(pattern: string, path: string): Record<string, string> | null {
  const found = compilePattern(pattern)(path);
  return found && { ...found };
}

Deno.test("patterns match whole paths and give decoded parameters", () => {
  deepEqual(params("/", "/"), {});
  deepEqual(params("/vms", "/vms"), {});
  equal(params("/vms", "/vms/1"), null);
  deepEqual(params("/vms/:id", "/vms/a%2Fb"), { id: "a/b" });
  deepEqual(params("/f/:name.json", "/f/x.json"), { name: "x" });
  equal(params("/f/:name.json", "/f/xjson"), null);
  deepEqual(params("/:lang?/about", "/about"), {});
  deepEqual(params("/:lang?/about", "/de/about"), { lang: "de" });
  deepEqual(params("/files/:rest*", "/files"), {});
  deepEqual(params("/files/:rest*", "/files/a/b"), { rest: "a/b" });
  equal(params("/files/:rest+", "/files"), null);
  deepEqual(params("/api/*", "/api/v1/vms"), {});
  deepEqual(params("/api/*", "/api"), {});
  equal(params("/api/*", "/apix"), null);
  deepEqual(params("*", "/any/thing"), {});
});

Deno.test("malformed percent-encoding throws, and parameter names cannot reach prototypes", () => {
  throws(() => compilePattern("/:id")("/%zz"), URIError);
  const found = compilePattern("/:constructor?")("/");
  equal(found?.constructor, undefined);
});

Deno.test("prefixes cover a path and everything below it", () => {
  const covers = compilePrefix("/vms/:id");
  deepEqual(["/vms/1", "/vms/1/console", "/vms", "/vmsx/1"].map(covers), [true, true, false, false]);
  deepEqual(["/", "/x", "/x/y"].map(compilePrefix("/")), [true, true, true]);
  deepEqual(["/vms", "/vmsx"].map(compilePrefix("/vms")), [true, false]);
});

Deno.test("specific patterns are tried before general ones", () => {
  const sorted = ["/*", "/:rest*", "/:a", "/:a/b", "/x-:a", "/x/:b", "/x", "/:a?"].sort(bySpecificity);
  deepEqual(sorted, ["/x", "/x/:b", "/x-:a", "/:a", "/:a/b", "/:a?", "/*", "/:rest*"]);
});

Deno.test("paths join without doubled slashes", () => {
  equal(joinPath("/", "/"), "/");
  equal(joinPath("/a/", "/b/"), "/a/b");
  deepEqual(["/a", "/:a", "/a/*"].map(isStatic), [true, false, false]);
});
