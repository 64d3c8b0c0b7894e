// What one-file builds are made of: the bundled server alone, and what deno compile packs.
import assert from "node:assert/strict";
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { permissions } from "../../permissions.ts";
import { startScript } from "../processes.ts";
import { ROOT } from "../sources.ts";
import { PASSWORD, withData } from "./support.ts";

const deno = (args: string[], env: Record<string, string> = {}) =>
  new Deno.Command(Deno.execPath(), { args, cwd: ROOT, env: { NO_COLOR: "1", ...env }, stdin: "null" });

/** Packs with Deno itself in the place of the runtime: the file does not run as Atoll, but it holds what it would. */
async function pack(output: string): Promise<string> {
  const { success, stdout, stderr } = await deno(["task", "compile", "--output", output], {
    DENORT_BIN: Deno.execPath(),
  }).output();
  const text = new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
  assert.ok(success, text);
  return text;
}

Deno.test("one file holds the bundled server and its static files, and the bundle runs alone", async () => {
  await withData(async (directory) => {
    const output = join(directory, "bin", "atoll");
    assert.match(await pack(output), /Embedded Files[\s\S]*atoll\.js[\s\S]*static/);
    assert.ok((await Deno.stat(output)).size > (await Deno.stat(`${ROOT}/_fresh/atoll.js`)).size);

    const alone = join(directory, "alone");
    await cp(`${ROOT}/_fresh/static`, join(alone, "static"), { recursive: true });
    await cp(`${ROOT}/_fresh/atoll.js`, join(alone, "atoll.js"));
    await using server = await startScript(
      join(alone, "atoll.js"),
      ["--listen", "127.0.0.1:0", "--data", join(directory, "data")],
      {
        ready: /^Atoll ready at /,
        cwd: alone,
        permissions: permissions({ data: [join(directory, "data")], read: [join(alone, "static")] }),
        flags: ["--no-config", "--unstable-kv", "--no-remote", "--no-npm", "--cached-only"],
        env: { ATOLL_ADMIN_PASSWORD: PASSWORD, DENO_DIR: join(directory, "empty") },
      },
    );
    const page = await fetch(`${server.url}/sign-in`);
    assert.equal(page.status, 200);
    const sheet = /href="(\/[^"]+\.css)"/.exec(await page.text())?.[1];
    assert.ok(sheet, "the page has a stylesheet");
    const style = await fetch(server.url + sheet);
    assert.equal(style.status, 200);
    assert.ok((await style.text()).length > 1000);
  });
});

Deno.test("where there is no runtime to pack, compile says so and what to do", async () => {
  await withData(async (directory) => {
    const { code, stderr } = await deno(["task", "compile", "--output", join(directory, "atoll")], {
      DENORT_BIN: join(directory, "missing"),
    }).output();
    const text = new TextDecoder().decode(stderr);
    assert.notEqual(code, 0);
    assert.match(text, /Cannot make one file[\s\S]*DENORT_BIN[\s\S]*deno task start/);
  });
});
