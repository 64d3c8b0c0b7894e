import assert from "node:assert/strict";
import { join } from "node:path";
import { openStore } from "@/lib/store/store.ts";
import { withDir } from "@/tests/api/support.ts";
import { COMMAND_NAMES, runCommand } from "./commands.ts";
import type { Terminal } from "./terminal.ts";

/** Runs a command with somebody who types these secrets. */
async function run(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  typed: string[] = [],
) {
  const said: string[] = [];
  const complained: string[] = [];
  const io: Terminal = {
    say: (text) => void said.push(text),
    complain: (text) => void complained.push(text),
    secret: () => Promise.resolve(typed.shift() ?? assert.fail("nothing was to be asked")),
  };
  const code = await runCommand(args, (name) => env[name], io);
  return { code, said: said.join("\n"), complained: complained.join("\n") };
}

Deno.test("what begins with no command is left to the server", async () => {
  for (const args of [[], ["--listen", ":80"], ["toString"], ["serve"]]) {
    assert.equal((await run(args)).code, null, args.join(" "));
  }
});

Deno.test("every command explains itself", async () => {
  for (const name of COMMAND_NAMES) {
    const { code, said } = await run([name, "--help"]);
    assert.equal(code, 0);
    assert.match(said, new RegExp(`^Usage: ${name}`));
    assert.match(said, /--data DIR/);
    assert(Math.max(...said.split("\n").map(({ length }) => length)) <= 110, name);
  }
});

Deno.test("wrong arguments are refused by name, and secrets are none of them", async () => {
  const cases: [args: string[], complaint: RegExp][] = [
    [["backup"], /^Usage: backup FILE/],
    [["backup", "a", "b"], /Unexpected argument "b"/],
    [["rotate-key", "a"], /Unexpected argument "a"/],
    [["backup", "a", "--passphrase", "secret"], /--passphrase/],
    [["reset-password", "ada", "--password", "secret"], /--password/],
    [["backup", "a", "--with-key", "--passphrase-file", "/nothing/here"], /Cannot read the passphrase file/],
    [["check-data", "--data="], /--data is empty/],
  ];
  cases.push([["backup", "a", "--with-key"], /^The passphrase is too short: use at least 12 characters/]);
  for (const [args, complaint] of cases) {
    const { code, complained } = await run(args, {}, ["short"]);
    assert.equal(code, 2, args.join(" "));
    assert.match(complained, complaint);
  }
});

Deno.test("data and key are found as the server finds them, and a passphrase may come from a file", async () => {
  await withDir(async (dir) => {
    const data = join(dir, "data");
    const env = { ATOLL_DATA: data, ATOLL_KEY: new Uint8Array(32).fill(1).toBase64() };
    const key = { file: null, secret: env.ATOLL_KEY, credentials: null };
    (await openStore(data, key)).close();
    assert.deepEqual(await run(["check-data"], env), {
      code: 0,
      said: "2 records, all well",
      complained: "",
    });
    const wrong = await run(["check-data"], { ATOLL_DATA: data });
    assert.equal(wrong.code, 1);
    assert.match(wrong.complained, /^Cannot find the key file/);

    const passphrase = join(dir, "passphrase");
    await Deno.writeTextFile(passphrase, "correct horse\r\nbattery\n");
    const file = join(dir, "backup");
    assert.equal((await run(["backup", file, "--with-key", "--passphrase-file", passphrase], env)).code, 0);
    const restored = await run(["restore", file, "--data", join(dir, "new")], {}, ["correct horse"]);
    assert.equal(restored.code, 0, restored.complained);
    assert.equal((await run(["check-data", "--data", join(dir, "new")])).code, 0);
    assert.match((await run(["rotate-key"], env)).complained, /^Cannot write the key in ATOLL_KEY/);
  });
});
