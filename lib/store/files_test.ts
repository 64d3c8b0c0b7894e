import assert from "node:assert/strict";
import { join } from "node:path";
import { withDir } from "@/tests/api/support.ts";
import { keepPrivate, reasonOf, writeWhole } from "./files.ts";
import { StoreError } from "./record.ts";

const modeOf = async (path: string) => ((await Deno.stat(path)).mode ?? 0) & 0o777;

Deno.test("a file that others may read is taken from them, one that is not there is fine", async () => {
  await withDir(async (dir) => {
    const path = join(dir, "file");
    await keepPrivate(path);
    await Deno.writeTextFile(path, "x", { mode: 0o644 });
    await keepPrivate(path);
    assert.equal(await modeOf(path), 0o600);
    await Deno.chmod(path, 0o400);
    await keepPrivate(path);
    assert.equal(await modeOf(path), 0o400, "stricter stays");
  });
});

Deno.test({
  name: "a file whose mode cannot be changed is refused in a sentence",
  // The mode of what the kernel shows of itself cannot be changed, not even by root.
  ignore: Deno.build.os !== "linux",
  async fn() {
    await assert.rejects(keepPrivate("/proc/self/status"), (error) => {
      assert(error instanceof StoreError);
      assert.match(error.message, /^Cannot keep "\/proc\/self\/status" from other users: /);
      return true;
    });
  },
});

Deno.test("a file is written whole, private, and leaves no draft", async () => {
  await withDir(async (dir) => {
    const path = join(dir, "file");
    await writeWhole(path, "one");
    await writeWhole(path, "two");
    assert.equal(await Deno.readTextFile(path), "two");
    assert.equal(await modeOf(path), 0o600);
    assert.deepEqual((await Array.fromAsync(Deno.readDir(dir))).map(({ name }) => name), ["file"]);
  });
});

Deno.test("a system error is told without its number", () => {
  assert.equal(reasonOf(new Error("Permission denied (os error 13), open 'x'")), "Permission denied");
  assert.equal(reasonOf("odd"), "odd");
});
