// What the server may do on its machine: no more than it needs, and it works with that.
import assert from "node:assert/strict";
import { permissions } from "../../permissions.ts";
import { startScript } from "../processes.ts";
import { ROOT, sourceFiles } from "../sources.ts";
import { PASSWORD, withData, withServer } from "./support.ts";

const START = permissions({ data: ["data"] });

Deno.test("tasks name their permissions one by one, and the server gets these", async () => {
  const { tasks } = JSON.parse(await Deno.readTextFile(`${ROOT}/deno.json`));
  for (const name of ["demo", "start"]) {
    assert.doesNotMatch(tasks[name].command, /-A\b|--allow-all|--allow-ffi|--allow-import/, name);
  }
  const names = START.map((flag) => flag.split("=")[0]);
  assert.deepEqual(names, [
    "--no-prompt",
    "--allow-net",
    "--allow-read",
    "--allow-write",
    "--allow-env",
    "--allow-sys",
  ]);
});

Deno.test("every name that the server reads of its environment is permitted", async () => {
  const files = (await sourceFiles()).filter((file) =>
    /^(lib|routes)\/|^main\.ts$/.test(file) && !/test/.test(file)
  );
  const texts = await Promise.all(files.map((file) => Deno.readTextFile(`${ROOT}/${file}`)));
  const names = texts.flatMap((text) =>
    [...text.matchAll(/\benv(?:\.get)?\("([A-Z_]+)"\)/g)].map(([, name]) => name)
  );
  const permitted = START.find((flag) => flag.startsWith("--allow-env="))?.slice(12).split(",") ?? [];
  assert.ok(names.length > 5);
  assert.deepEqual(names.filter((name = "") => !permitted.includes(name)), []);
});

Deno.test("the server really runs with them: the runtime itself refuses it programs and others' files", async () => {
  await withServer(async (api, { pid }) => {
    await api.get("/api/v1/session");
    const command = (await Deno.readTextFile(`/proc/${pid}/cmdline`)).split("\0");
    const given = command.filter((word) => /^(-A|--allow)/.test(word)).map((word) => word.split("=")[0]);
    assert.deepEqual(given, ["--allow-net", "--allow-read", "--allow-write", "--allow-env", "--allow-sys"]);
  });
  const probe = await Deno.makeTempFile({ suffix: ".ts" });
  try {
    await Deno.writeTextFile(
      probe,
      `const asked = [
        { name: "run" }, { name: "run", command: "sh" }, { name: "ffi" }, { name: "import" },
        { name: "read", path: "/etc/passwd" }, { name: "read", path: Deno.args[0] + "/../x" },
        { name: "write", path: "/tmp" }, { name: "write", path: "_fresh" }, { name: "env", variable: "HOME" },
        { name: "sys", kind: "uid" }, { name: "net" }, { name: "write", path: Deno.args[0] + "/x" },
      ];
      for (const one of asked) {
        const { state } = await Deno.permissions.query(one);
        console.log("at " + (state === "granted" ? "granted" : "refused"));
      }
      console.log("ready");`,
    );
    await withData(async (data) => {
      const running = await startScript(probe, [data], {
        ready: /^ready/,
        permissions: permissions({ data: [data] }),
      });
      await running.stop();
      const states = running.lines.flatMap((line) => /^at (\w+)/.exec(line)?.[1] ?? []);
      assert.deepEqual(states, [...Array(10).fill("refused"), "granted", "granted"]);
    });
  } finally {
    await Deno.remove(probe);
  }
});

Deno.test("a data directory that it may not use is said so, with what to do", async () => {
  await withData(async (data) => {
    const started = startScript("_fresh/atoll.js", ["--listen", "127.0.0.1:0", "--data", `${data}/other`], {
      ready: /^Atoll ready/,
      env: { ATOLL_ADMIN_PASSWORD: PASSWORD },
      permissions: permissions({ data: [`${data}/one`] }),
    });
    await assert.rejects(started, (error: Error) => {
      assert.match(error.message, /ended with 1[\s\S]*may not use "[^"]*\/other"[\s\S]*--allow-write/);
      return true;
    });
  });
});
