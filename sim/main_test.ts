// The simulator as a process: what it says when it cannot start, and how it ends.
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const MAIN = fileURLToPath(new URL("./main.ts", import.meta.url));

function process(...args: string[]): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", MAIN, "--hosts", "1", ...args],
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

/** The address, as soon as it is told, and the rest of the output. */
async function ready(child: Deno.ChildProcess): Promise<{ url: string; rest: () => Promise<string> }> {
  const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (;;) {
    const url = /^Xen-API at (\S+)\n/.exec(text)?.[1];
    if (url !== undefined) {
      const more = async (): Promise<string> => {
        const { value } = await reader.read();
        return value === undefined ? "" : value + await more();
      };
      return { url, rest: more };
    }
    const { value } = await reader.read();
    assert.ok(value !== undefined, `It ended after "${text}"`);
    text += value;
  }
}

/** What a process said without what Deno said before it: that it waits for others who start. */
function own(errors: string): string {
  return errors.replaceAll(/^.*waiting for file lock.*\n/gm, "");
}

async function rpc(url: string, method: string, ...params: unknown[]): Promise<unknown> {
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
  return (await (await fetch(`${url}/jsonrpc`, { method: "POST", body })).json()).result;
}

Deno.test("What keeps it from starting is said in one sentence, with a code", async () => {
  const directory = await Deno.makeTempDir();
  const file = (name: string, content: string | Uint8Array) => {
    const path = `${directory}/${name}`;
    Deno.writeFileSync(path, typeof content === "string" ? new TextEncoder().encode(content) : content);
    return path;
  };
  using taken = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = taken.addr;
  const list = file("list.json", "[1]");
  const cls = file("class.json", '{"VM": [1]}');
  const record = file("record.json", '{"VM": {"OpaqueRef:1": "text"}}');
  const broken = file("broken.json", '{"VM":');
  const cut = file("cut.json.gz", gzipSync('{"VM": {}}').subarray(0, 15));
  const pem = file("no.pem", "no certificate");
  const cases: readonly (readonly [args: string[], code: number, said: string | RegExp])[] = [
    [["--state", list], 1, `Cannot use the state file ${list}: it is no object of classes\n`],
    [["--state", cls], 1, `Cannot use the state file ${cls}: VM is not an object of records\n`],
    [["--state", record], 1, `Cannot use the state file ${record}: VM OpaqueRef:1 is not a record\n`],
    [["--state", broken], 1, /^Cannot read the state file .*broken\.json: it is not JSON \(.+\)\n$/],
    [["--state", cut], 1, /^Cannot unpack the state file .*cut\.json\.gz: .+\n$/],
    [["--state", "nowhere.json"], 1, "Cannot read the state file nowhere.json: there is no such file\n"],
    [["--state", directory], 1, `Cannot read the state file ${directory}: is a directory\n`],
    [["--listen", `127.0.0.1:${port}`], 1, `Cannot listen on 127.0.0.1:${port}: the port is in use\n`],
    [["--tls-cert", "no", "--tls-key", pem], 1, "Cannot read no: there is no such file\n"],
    [["--tls-cert", pem, "--tls-key", pem], 1, /^Cannot listen on 127\.0\.0\.1:0: .*certificate.*\n$/],
    [["--vms", "many"], 2, /^--vms many is not a whole number of at least 0\n\nUsage: /],
  ];
  try {
    await Promise.all(cases.map(async ([args, code, said]) => {
      const child = process(...args);
      const [output] = await Promise.all([child.output(), child.stdin.close()]);
      const errors = own(new TextDecoder().decode(output.stderr));
      if (typeof said === "string") assert.equal(errors, said);
      else assert.match(errors, said);
      assert.equal(output.code, code, errors);
      assert.equal(output.stdout.length, 0);
    }));
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
});

Deno.test("It ends in order at SIGTERM, at SIGINT, and when its input closes", async () => {
  const ends: Readonly<Record<string, (child: Deno.ChildProcess) => Promise<void> | void>> = {
    SIGTERM: (child) => child.kill("SIGTERM"),
    SIGINT: (child) => child.kill("SIGINT"),
    EOF: (child) => child.stdin.close(),
  };
  await Promise.all(
    Object.entries(ends).map(async ([name, end]) => {
      const child = process("--vms", "20", "--churn", "200", "--until-eof");
      const { url, rest } = await ready(child);
      const session = await rpc(url, "session.login_with_password", "root", "atoll");
      const blocked = assert.rejects(rpc(url, "event.from", session, ["secret"], "", 60));
      await end(child);
      const [{ code, signal }, output, errors] = await Promise.all([
        child.status,
        rest(),
        new Response(child.stderr).text(),
        name === "EOF" ? undefined : child.stdin.close(),
      ]);
      assert.deepEqual([code, signal, output, own(errors)], [0, null, "", ""], name);
      await blocked;
    }),
  );
});

Deno.test("A second SIGINT ends it at once, whatever the first one is at", async () => {
  const child = process("--vms", "3");
  const { rest } = await ready(child);
  child.kill("SIGINT");
  child.kill("SIGINT");
  const { code, signal } = await child.status;
  // Whichever comes first: the orderly end or the second signal.
  assert.ok(code === 0 || signal === "SIGINT", `${code} ${signal}`);
  assert.equal(await rest() + await new Response(child.stderr).text(), "");
  await child.stdin.close();
});

Deno.test({
  name: "100 VMs take less than 150 MB after the whole pool was read by JSON-RPC and XML-RPC",
  ignore: Deno.build.os !== "linux",
  async fn() {
    const child = process("--vms", "100", "--until-eof");
    const { url, rest } = await ready(child);
    const session = await rpc(url, "session.login_with_password", "root", "atoll");
    await rpc(url, "event.from", session, ["*"], "", 1);
    const param = `<param><value>${session}</value></param>`;
    const xml =
      `<methodCall><methodName>VM.get_all_records</methodName><params>${param}</params></methodCall>`;
    await (await fetch(url, { method: "POST", body: xml })).text();
    const status = await Deno.readTextFile(`/proc/${child.pid}/status`);
    const megabytes = Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
    assert.ok(megabytes < 150, `${megabytes} MB`);
    await child.stdin.close();
    await Promise.all([child.status, rest(), new Response(child.stderr).text()]);
  },
});

Deno.test("With --cluster every host has an address, and those beside the pool have one too", async () => {
  const child = process("--hosts", "3", "--vms", "1", "--cluster", "--spares", "1", "--until-eof");
  await child.stdin.close();
  const { code, stdout } = await child.output();
  assert.equal(code, 0);
  const urls = new TextDecoder().decode(stdout).match(/(?<=^Xen-API at )http:\S+$/gm) ?? [];
  assert.deepEqual(urls.map((url) => new URL(url).hostname), [
    "127.0.1.101",
    "127.0.1.102",
    "127.0.1.103",
    "127.0.1.104",
  ]);
});
