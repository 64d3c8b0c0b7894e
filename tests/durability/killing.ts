// Processes that are killed at random moments (SIGKILL: nothing of theirs runs any more), and how many such moments a run tries.
import { parseArgs } from "node:util";
import { resolve } from "node:path";
import { ROOT } from "@/tests/sources.ts";

const { values } = parseArgs({
  args: Deno.args,
  options: { moments: { type: "string" }, seed: { type: "string" } },
  strict: false,
});

/** `task test durability [--moments 200] [--seed N]` */
export const MOMENTS = Number(values.moments ?? 15);
/** Another one each run, unless one is given: it is named when something fails. */
export const SEED = Number(values.seed ?? Math.floor(Math.random() * 1e6));

/**
 * Runs a script and kills it `after` ms from its first line, or from its start where `from` says so. Gives its lines, whole ones only,
 * as they were printed until it died; its complaints are an error unless it was killed.
 */
export async function killed(
  script: string,
  args: readonly string[],
  after: number,
  from: "start" | "first line",
  hear: (line: string) => void,
): Promise<void> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", resolve(ROOT, script), ...args],
    cwd: ROOT,
    env: { ATOLL_LOG: "error" },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let over = false;
  // It may end by itself in the very moment, long before its last lines are read.
  const status = child.status.finally(() => over = true);
  const arm = () => timer ??= setTimeout(() => over || child.kill("SIGKILL"), after);
  if (from === "start") arm();
  const complaints = new Response(child.stderr).text();
  let unfinished = "";
  // Lines that the kill cut short have no end: what readline would give as one.
  const text = child.stdout.pipeThrough(new TextDecoderStream());
  for await (const chunk of text) {
    arm();
    const lines = (unfinished + chunk).split("\n");
    unfinished = lines.pop() ?? "";
    for (const line of lines) hear(line);
  }
  const { signal, success } = await status;
  clearTimeout(timer);
  if (signal === null && !success) throw new Error(`${script} failed: ${await complaints}`);
  await complaints;
}
