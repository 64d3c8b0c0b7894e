import assert from "node:assert/strict";
import { join } from "node:path";
import { withDir, withStore } from "@/tests/api/support.ts";
import { openStore, StoreError } from "./store.ts";

const mode = async (path: string) => ((await Deno.stat(path)).mode ?? 0) & 0o777;

Deno.test("a new data directory and everything in it belong to their owner alone", async () => {
  await withDir(async (parent) => {
    const dir = join(parent, "deep", "data");
    const store = await openStore(dir);
    try {
      await store.check();
      assert.equal(await mode(dir), 0o700);
      for await (const entry of Deno.readDir(dir)) {
        assert.equal(await mode(join(dir, entry.name)), 0o600, entry.name);
      }
    } finally {
      store.close();
    }
  });
});

Deno.test("files that came back from a backup readable by others are taken from them", async () => {
  await withDir(async (dir) => {
    (await openStore(dir)).close();
    const files = ["atoll.kv", "secret.key"];
    for (const name of files) await Deno.chmod(join(dir, name), 0o644);
    (await openStore(dir)).close();
    for (const name of files) assert.equal(await mode(join(dir, name)), 0o600, name);
  });
});

Deno.test("a data directory that is in use is refused, and free again once closed", async () => {
  await withStore(async (_store, dir) => {
    await assert.rejects(openStore(dir), (error) => {
      assert(error instanceof StoreError);
      assert.match(error.message, /another Atoll is running on it$/);
      return true;
    });
  });
  await withDir(async (dir) => {
    (await openStore(dir)).close();
    (await openStore(dir)).close();
  });
});

Deno.test("a data directory that is a file is refused with the path", async () => {
  await withDir(async (dir) => {
    const path = join(dir, "data");
    await Deno.writeTextFile(path, "");
    await assert.rejects(
      openStore(path),
      (error) => error instanceof StoreError && error.message.includes(path),
    );
  });
});

Deno.test("a damaged database is refused and left as it is", async () => {
  await withDir(async (dir) => {
    const path = join(dir, "atoll.kv");
    await Deno.writeTextFile(path, "this is no database ".repeat(1000));
    await assert.rejects(
      openStore(dir),
      (error) =>
        error instanceof StoreError && error.message.startsWith(`Cannot open the database "${path}"`),
    );
    assert.equal((await Deno.readTextFile(path)).slice(0, 19), "this is no database");
  });
});

Deno.test("a missing key file is refused, and nothing is lost when it comes back", async () => {
  await withDir(async (dir) => {
    const pool = {
      id: "p1",
      name: "lab",
      label: "",
      disabled: false,
      readOnly: false,
      address: "xen.lab",
      members: [],
      username: "root",
      password: "hunter2 hunter2",
      fingerprint: null,
      accepted: {},
      ca: null,
      dialect: null,
    };
    const first = await openStore(dir);
    await first.pools.put(pool);
    first.close();

    const key = join(dir, "secret.key");
    await Deno.rename(key, key + ".away");
    await assert.rejects(openStore(dir), /Cannot find the key file .* restore it from a backup/);
    await Deno.writeTextFile(key, btoa("x".repeat(32)));
    await assert.rejects(openStore(dir), /belongs to another data directory/);
    await Deno.writeTextFile(key, "not base64!");
    await assert.rejects(openStore(dir), /does not hold 32 bytes/);

    await Deno.rename(key + ".away", key);
    const again = await openStore(dir);
    assert.deepEqual(await again.pools.list(), [pool]);
    again.close();
  });
});

Deno.test("what was acknowledged is there after kill -9, whole, and the directory is free", async () => {
  await withDir(async (dir) => {
    const script = `
      import { openStore } from "@/lib/store/store.ts";
      const store = await openStore(${JSON.stringify(dir)});
      for (let n = 0; ; n++) {
        const id = "pool-" + n;
        await store.pools.put({ id, name: id, address: id, username: "root",
          members: [{ address: id, name: "", fingerprint: null }], accepted: {}, ca: null,
          password: "secret of " + id, fingerprint: null, dialect: "json2" });
        console.log(n);
      }`;
    const child = new Deno.Command(Deno.execPath(), {
      args: ["eval", "--unstable-kv", script],
      stdout: "piped",
      stderr: "null",
    }).spawn();
    let acknowledged = -1;
    let text = "";
    for await (const chunk of child.stdout.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      acknowledged = text.slice(0, text.lastIndexOf("\n")).split("\n").length - 1;
      if (acknowledged >= 50) {
        child.kill("SIGKILL");
        break;
      }
    }
    await child.status;
    const store = await openStore(dir);
    const pools = new Map((await store.pools.list()).map((pool) => [pool.id, pool]));
    store.close();
    assert(acknowledged >= 50);
    for (let n = 0; n <= acknowledged; n++) {
      assert.equal(pools.get(`pool-${n}`)?.password, `secret of pool-${n}`);
    }
    for (const pool of pools.values()) assert.equal(pool.members[0]?.address, pool.id);
  });
});
