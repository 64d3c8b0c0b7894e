// The commands of whoever runs the server, as processes beside a real server: what works while it runs, and what waits for its end.
import assert from "node:assert/strict";
import { join } from "node:path";
import { withDir } from "@/tests/api/support.ts";
import { startServer } from "@/tests/processes.ts";
import { ROOT } from "@/tests/sources.ts";

const PASSWORD = "first password of all";

/** Runs a command; gives its code and what it said. */
async function command(args: readonly string[], input = "", env: Record<string, string> = {}) {
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--no-check",
      "--no-prompt",
      "--allow-read",
      "--allow-write",
      "--allow-env",
      "manage.ts",
      ...args,
    ],
    cwd: ROOT,
    env: { NO_COLOR: "1", ATOLL_LOG: "error", ...env },
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(input));
  await writer.close();
  const { code, stdout, stderr } = await child.output();
  return { code, said: new TextDecoder().decode(stdout), complained: new TextDecoder().decode(stderr) };
}

async function signIn(url: string, password: string): Promise<number> {
  const response = await fetch(`${url}/api/v1/session`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ username: "admin", password }),
  });
  await response.body?.cancel();
  return response.status;
}

Deno.test("the drill: back up a running server, lose everything, restore, and let a locked-out administrator in", async () => {
  await withDir(async (parent) => {
    const data = join(parent, "data");
    const file = join(parent, "atoll.age");
    const passphrase = "correct horse battery";
    {
      await using _server = await startServer(data, PASSWORD);
      const made = await command(["backup", file, "--with-key", "--data", data], passphrase + "\n");
      assert.equal(made.code, 0, made.complained);
      assert.match(made.said, /read again and found whole/);
      assert.match((await command(["check-data", "--data", data])).said, /^\d+ records, all well\n$/);
      for (const args of [["restore", file], ["rotate-key"], ["reset-password", "admin"]]) {
        const refused = await command([...args, "--data", data], passphrase + "\n");
        assert.equal(refused.code, 1);
        assert.match(refused.complained, /another Atoll is running on it\n$/, args[0]);
      }
    }
    await Deno.remove(data, { recursive: true });
    const restored = await command(["restore", file, "--data", data], passphrase + "\n");
    assert.equal(restored.code, 0, restored.complained);
    const rotated = await command(["rotate-key", "--data", data]);
    assert.equal(rotated.code, 0, rotated.complained);
    const weak = await command(["reset-password", "admin", "--data", data], "short\n");
    assert.equal(weak.code, 1);
    assert.match(weak.complained, /too short/);
    const reset = await command(
      ["reset-password", "ADMIN", "--second-factors", "--data", data],
      "a whole new password\n",
    );
    assert.equal(reset.code, 0, reset.complained);
    assert.equal(reset.said, "admin has a new password, and is signed out everywhere\n");

    await using server = await startServer(data, PASSWORD);
    assert.equal(await signIn(server.url, "a whole new password"), 200);
    assert.equal(await signIn(server.url, PASSWORD), 401);
    const told = [made(reset), made(rotated), made(restored), ...server.lines].join("\n");
    for (const secret of [passphrase, "a whole new password", PASSWORD]) assert(!told.includes(secret));
  });

  function made({ said, complained }: { said: string; complained: string }): string {
    return said + complained;
  }
});

Deno.test("a server whose key is in the environment needs no file, and refuses another key", async () => {
  await withDir(async (data) => {
    const key = new Uint8Array(32).fill(7).toBase64();
    const other = new Uint8Array(32).fill(8).toBase64();
    const env = { ATOLL_KEY: key };
    {
      await using server = await startServer(data, PASSWORD, [], [], env);
      assert.equal(await signIn(server.url, PASSWORD), 200);
      assert(!server.lines.join("\n").includes(key));
    }
    const names = (await Array.fromAsync(Deno.readDir(data))).map(({ name }) => name);
    assert(!names.includes("secret.key"));
    await assert.rejects(startServer(data, PASSWORD, [], [], { ATOLL_KEY: other }), (error) => {
      assert(error instanceof Error);
      assert.match(error.message, /Cannot use the key in ATOLL_KEY: it belongs to another data directory/);
      assert(!error.message.includes(other));
      return true;
    });
    await using server = await startServer(data, PASSWORD, [], [], env);
    assert.equal(await signIn(server.url, PASSWORD), 200);
  });
});

Deno.test("what the environment held as a secret is gone from it, and no child process is given it", async () => {
  await withDir(async (data) => {
    const script = `
      import { main } from "@/main.ts";
      const args = ["--listen", "127.0.0.1:0", "--data", ${JSON.stringify(data)}];
      main(args).catch((error) => console.error(error));
      for (let n = 0; n < 5000 && Deno.env.has("ATOLL_KEY"); n++) await new Promise((resolve) => setTimeout(resolve, 1));
      const { stdout } = await new Deno.Command("env").output();
      console.log(new TextDecoder().decode(stdout));
      Deno.exit(0);`;
    const key = new Uint8Array(32).fill(9).toBase64();
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["eval", script],
      cwd: ROOT,
      env: { ATOLL_KEY: key, ATOLL_ADMIN_PASSWORD: PASSWORD, ATOLL_CANARY: "still here" },
      stdin: "null",
    }).output();
    assert.equal(code, 0);
    const seen = new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
    assert.match(seen, /ATOLL_CANARY=still here/);
    for (const secret of [key, PASSWORD]) assert(!seen.includes(secret));
  });
});
