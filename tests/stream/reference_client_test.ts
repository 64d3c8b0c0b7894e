// The reference client of docs/stream.md, taken from the page as it stands, in front of a real server and a real pool.
import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { withServer, XmlClient } from "../integration/support.ts";
import { startSim } from "../processes.ts";
import type { Fields } from "./client.ts";
import { referenceClient } from "./document.ts";
import { Relay } from "./relay.ts";

type Objects = ReadonlyMap<string, Fields>;
type Follow = (options: {
  url: string;
  cookie: string;
  wanted: readonly string[];
  changed: (n: number, objects: Objects) => void;
  signal: AbortSignal;
}) => Promise<void>;

async function loadClient(): Promise<Follow> {
  const file = await Deno.makeTempFile({ suffix: ".js" });
  try {
    await Deno.writeTextFile(file, referenceClient());
    const { follow }: { follow: Follow } = await import(pathToFileURL(file).href);
    assert.equal(typeof follow, "function");
    return follow;
  } finally {
    await Deno.remove(file);
  }
}

/** Keeps what the client tells, and lets a test wait for it. */
class Told {
  readonly objects: Objects[] = [];
  events = 0;
  #waiting: (() => void) | undefined;

  readonly changed = (n: number, objects: Objects): void => {
    this.objects[n] = new Map(objects);
    this.events++;
    this.#waiting?.();
  };

  async until(test: () => boolean): Promise<void> {
    while (!test()) {
      await new Promise<void>((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`Nothing of it was told: ${test}`)), 20_000);
        this.#waiting = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }
}

Deno.test("the reference client of docs/stream.md follows a pool through a broken connection", async () => {
  const follow = await loadClient();
  await using sim = await startSim(["--vms", "12", "--hosts", "2"]);
  await withServer(async (api) => {
    await api.addPool(sim.url);
    const all = await api.all("vms");
    const [vm, other] = all;
    assert.ok(vm && other);
    const xen = await XmlClient.login(sim.url);
    const rename = async (id: string, name: string) => {
      await xen.call("VM.set_name_label", await xen.call("VM.get_by_uuid", id), name);
    };

    const relay = new Relay(new URL(api.url));
    const told = new Told(), leave = new AbortController();
    const following = follow({
      url: relay.url,
      cookie: api.cookie,
      wanted: ["vm:name,power_state", "vm:name?name:special"],
      changed: told.changed,
      signal: leave.signal,
    });
    await told.until(() => told.objects.length === 2);
    const expected = all.map(({ id, name, power_state }) => [`vm/${id}`, { id, name, power_state }] as const);
    assert.deepEqual(told.objects[0], new Map(expected));
    assert.deepEqual(told.objects[1], new Map());

    await rename(vm.id, "special");
    await told.until(() => told.objects[1]?.size === 1);
    assert.equal(told.objects[0]?.get(`vm/${vm.id}`)?.name, "special");

    relay.cut();
    await rename(vm.id, "plain again");
    await rename(other.id, "special, too");
    await told.until(() => told.objects[1]?.has(`vm/${other.id}`) ?? false);
    assert.deepEqual(told.objects[1], new Map([[`vm/${other.id}`, { id: other.id, name: "special, too" }]]));
    await told.until(() => told.objects[0]?.get(`vm/${vm.id}`)?.name === "plain again");
    const [first, again] = relay.asked;
    assert.match(first ?? "", /&since=&.*&since= HTTP/);
    assert.match(again ?? "", /(&since=\w{6}\.\d+\.\w+.*){2} HTTP/);

    leave.abort();
    await following;
    await relay.close();
  });
});

Deno.test("the reference client gives up where trying again is of no use", async () => {
  const follow = await loadClient();
  await withServer(async (api) => {
    const options = { url: api.url, changed: () => assert.fail("told"), signal: AbortSignal.timeout(20_000) };
    await assert.rejects(follow({ ...options, cookie: "", wanted: ["vm"] }), /session|sign/i);
    await assert.rejects(follow({ ...options, cookie: api.cookie, wanted: ["vm:colour"] }), /colour/);
  });
});
