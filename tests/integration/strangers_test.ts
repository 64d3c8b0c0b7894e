// A stranger's client in front of the simulator: the npm package xen-api, which Xen Orchestra uses, run on Node.js as it is.
import assert from "node:assert/strict";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { Rpc } from "@/bench/rpc.ts";
import { startSim } from "../processes.ts";
import { ROOT } from "../sources.ts";

const NODE = await new Deno.Command("node", { args: ["--version"], stdout: "null", stderr: "null" }).output()
  .then(({ success }) => success, () => false);

/** What the client tells, one object a line. */
interface Told {
  readonly connected?: number;
  readonly uuid?: string;
  readonly name?: string;
  readonly power_state?: string;
}

class Stranger {
  readonly #lines: AsyncIterator<string>;

  private constructor(private readonly child: Deno.ChildProcess) {
    this.#lines = createInterface({ input: Readable.fromWeb(child.stdout) })[Symbol.asyncIterator]();
  }

  static start(url: string, transport: string): Stranger {
    const script = `${ROOT}/bench/peers/xen_api.mjs`;
    return new Stranger(
      new Deno.Command("node", {
        args: [script, "watch", url, transport],
        stdin: "piped",
        stdout: "piped",
        stderr: "inherit",
      }).spawn(),
    );
  }

  /** What it tells next that passes the test. */
  async hears(test: (told: Told) => boolean): Promise<Told> {
    for (;;) {
      const { value, done } = await this.#lines.next();
      assert.ok(!done, "the client ended");
      const told: Told = JSON.parse(value);
      if (test(told)) return told;
    }
  }

  async end(): Promise<number> {
    await this.child.stdin.close();
    while (!(await this.#lines.next()).done);
    return (await this.child.status).code;
  }
}

for (const transport of ["json-rpc", "xml-rpc"]) {
  Deno.test({
    name: `xen-api logs in by ${transport}, and sees a rename and a start${NODE ? "" : " (needs Node.js)"}`,
    ignore: !NODE,
    async fn() {
      await using sim = await startSim(["--vms", "10"]);
      const rpc = await Rpc.login(sim.url);
      const vms = await rpc.call("VM.get_all_records") as Record<string, Record<string, unknown>>;
      const [ref, vm] = Object.entries(vms).find(([, vm]) =>
        vm["power_state"] === "Halted" && vm["is_a_template"] === false && vm["is_a_snapshot"] === false
      ) ?? [];
      assert.ok(ref !== undefined && vm !== undefined, "a VM that can be started");
      const stranger = Stranger.start(sim.url, transport);
      const { connected } = await stranger.hears(({ connected }) =>
        connected !== undefined
      );
      assert.equal(connected, Object.keys(vms).length);

      await rpc.call("VM.set_name_label", ref, "renamed by another");
      const renamed = await stranger.hears(({ name }) => name === "renamed by another");
      assert.equal(renamed.uuid, vm["uuid"]);

      await rpc.call("VM.start", ref, false, false);
      const started = await stranger.hears(({ uuid, power_state }) =>
        uuid === vm["uuid"] && power_state === "Running"
      );
      assert.equal(started.name, "renamed by another");
      assert.equal(await stranger.end(), 0);
      await rpc.call("session.logout");
    },
  });
}
