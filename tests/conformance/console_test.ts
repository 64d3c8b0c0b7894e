// The recorded console: a WebSocket asked of a host where xapi's proxy for WebSockets does not run. xapi answers 501 in that
// case (console.ml, ws_proxy) and when the request has no key; the simulator answers so where it is told that the proxy is
// away, and opens the console everywhere else, which is not recorded: the recorded hosts had no screens to connect to.
import assert from "node:assert/strict";
import { startSimulator } from "@/sim/mod.ts";
import { text } from "@/sim/values.ts";
import { haveRecordings, recordings, send } from "./recordings.ts";
import { names, newTally, note, report } from "./tally.ts";

const ignore = !haveRecordings();
const why = ignore ? " (left out: no recordings in ../shared)" : "";

Deno.test(`Without its proxy the simulator refuses a WebSocket as xapi did${why}`, { ignore }, async () => {
  const tally = newTally();
  const simulator = await startSimulator({ hosts: 1, vms: 1, password: "lab", webSockets: false });
  try {
    const session = String(
      await simulator.call("session.login_with_password", ["root", "lab", "2.21", "test"]),
    );
    // The recorded one is the text console of the host's control domain.
    const console = [...simulator.db.table("console").values()].find((each) =>
      text(each, "protocol") === "vt100"
    );
    for (const recording of recordings(/^C-console/)) {
      const requestHead = recording.requestHead
        .replace(/OpaqueRef:77c1edff-[0-9a-f-]+/, session)
        .replace(/uuid=[0-9a-f-]+/, `uuid=${text(console, "uuid")}`);
      const answer = await send(simulator.url, { ...recording, requestHead }, "");
      tally.requests++;
      note(tally, recording, "status", recording.response.status, answer.status);
      note(tally, recording, "headers", names(recording.response.headers), names(answer.headers));
      note(tally, recording, "body", recording.response.body, answer.body);
    }
    assert.equal(tally.requests, 1);
  } finally {
    await simulator.close();
  }
  report("C-console", tally);
});
