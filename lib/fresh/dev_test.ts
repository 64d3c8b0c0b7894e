import { deepEqual, equal, match, rejects } from "node:assert/strict";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Builder } from "./dev.ts";

const root = fileURLToPath(new URL("../../tests/fresh/fixture", import.meta.url));

async function inTemporary(run: (outDir: string) => Promise<void>): Promise<void> {
  const directory = await Deno.makeTempDir({ prefix: "fresh-build-" });
  try {
    await run(join(directory, "_fresh"));
    deepEqual(
      [...Deno.readDirSync(directory)].map(({ name }) => name).filter((name) => name !== "_fresh"),
      [],
    );
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

Deno.test("a build serves the fixture, generated files included, and knows that it is up to date", async () => {
  await inTemporary(async (outDir) => {
    const generated = [{ path: "/made.css", contents: () => Promise.resolve("p{}") }];
    const builder = new Builder({ root, outDir, generated });
    equal(await builder.upToDate(), false);
    equal(await builder.ensure(), true);
    equal(await builder.ensure(), false);

    const server = await builder.listen({ port: 0, hostname: "127.0.0.1", onListen: () => {} });
    try {
      const base = `http://127.0.0.1:${server.addr.port}`;
      const answer = await fetch(`${base}/shared`);
      equal(answer.headers.get("vary")?.toLowerCase(), "accept-encoding");
      const page = await answer.text();
      const script = /src="(\/_fresh\/js\/start-[^"]+)"/.exec(page)?.[1] ?? "";
      const response = await fetch(base + script);
      await response.body?.cancel();
      match(response.headers.get("cache-control") ?? "", /immutable/);
      equal(await (await fetch(`${base}/made.css`)).text(), "p{}");
    } finally {
      await server.shutdown();
    }
  });
});

Deno.test("two builds at a time leave a whole one, a failing one leaves the old", async () => {
  await inTemporary(async (outDir) => {
    const builder = new Builder({ root, outDir });
    await Promise.all([builder.build(), builder.build()]);
    equal(await builder.upToDate(), true);
    const failing = new Builder({
      root,
      outDir,
      generated: [{ path: "/x", contents: () => Promise.reject(new Error("no")) }],
    });
    await rejects(failing.build(), /^Error: no$/);
    equal(await builder.upToDate(), true);
  });
});

Deno.test("the bundled server runs alone: no registry, no cache, no configuration", async () => {
  await inTemporary(async (outDir) => {
    await new Builder({ root, outDir }).build({ bundleServer: true });
    const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "-A",
        "--no-config",
        "--no-remote",
        "--no-npm",
        "--cached-only",
        join(outDir, "atoll.js"),
        "/nested",
      ],
      cwd: outDir,
      env: { DENO_DIR: join(outDir, "empty"), NO_COLOR: "1" },
    }).output();
    equal(new TextDecoder().decode(stderr), "");
    equal(success, true);
    const html = new TextDecoder().decode(stdout);
    match(html, /<!--i:0--><section id="outer">/);
    equal(html.match(/<!DOCTYPE/g)?.length, 1);
  });
});

Deno.test("of several processes that need a build one makes it, and the others wait for it", async () => {
  await inTemporary(async (outDir) => {
    const script = `import { Builder } from ${JSON.stringify(import.meta.resolve("./dev.ts"))};
      console.log(await new Builder(${JSON.stringify({ root, outDir })}).ensure());`;
    const said = await Promise.all([1, 2, 3].map(async () => {
      const child = new Deno.Command(Deno.execPath(), {
        args: [
          "run",
          "-A",
          "--no-check",
          "--config",
          "deno.json",
          `data:text/typescript,${encodeURIComponent(script)}`,
        ],
        cwd: fileURLToPath(new URL("../..", import.meta.url)),
        env: { NO_COLOR: "1" },
      });
      const { stdout, stderr } = await child.output();
      return new TextDecoder().decode(stdout).trim() || new TextDecoder().decode(stderr);
    }));
    deepEqual(said.sort(), ["false", "false", "true"]);
  });
});
