// Every task of a genuine day, followed by its handle from what the pool told of it.
import { strict as assert } from "node:assert";
import { openJson } from "./envelope.ts";
import { XapiError } from "./errors.ts";
import { decodeEventBatch } from "./event_batch.ts";
import { parseJson } from "./json_text.ts";
import { isCancelled, Task, type TaskState } from "./task_handle.ts";
import { isOver, TaskFeed } from "./task_source.ts";
import type { XapiEvent, XapiRecord } from "./types.ts";

const url = new URL("../../../shared/xapi/histories/day-of-work/events.ndjson.gz", import.meta.url);

async function open(): Promise<Deno.FsFile | undefined> {
  try {
    return await Deno.open(url);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

const file = await open();

/** The events of the loop that hears of tasks alone, in the order they came. */
async function taskEvents(file: Deno.FsFile): Promise<XapiEvent[]> {
  const text = await new Response(file.readable.pipeThrough(new DecompressionStream("gzip"))).text();
  const events: XapiEvent[] = [];
  for (const line of text.trimEnd().split("\n")) {
    if (!line.startsWith('{"loop":"task"')) continue;
    const parsed = parseJson(line);
    assert(typeof parsed === "object" && parsed !== null && !Array.isArray(parsed));
    events.push(...(await decodeEventBatch(openJson(parsed.reply ?? null))).events);
  }
  return events;
}

/** What somebody saw of a task, told in one line. */
async function outcome(task: Task): Promise<string> {
  try {
    await task.result();
    return "success";
  } catch (error) {
    assert(error instanceof XapiError, String(error));
    if (isCancelled(error)) return "cancelled";
    return error.code === "HANDLE_INVALID" && error.params[0] === "task" ? "gone" : `failure ${error.code}`;
  }
}

/** The same told by the pool's last record of it. */
function told(record: XapiRecord | null): string {
  if (record === null) return "gone";
  const [code] = Array.isArray(record.error_info) ? record.error_info : [];
  return record.status === "failure" ? `failure ${code}` : String(record.status);
}

Deno.test({
  name: `each task of a genuine day ends for its handle as for the pool${
    file ? "" : " (skipped: the history is not here)"
  }`,
  ignore: file === undefined,
  async fn() {
    assert(file !== undefined);
    const feed = new TaskFeed();
    const caller = { call: () => Promise.reject(new Error("Nothing needs to be asked")) };
    const ends = new Map<string, XapiRecord | null>();
    const outcomes = new Map<string, Promise<string>>();
    const states = new Map<string, TaskState[]>();
    for (const { ref, record = null } of await taskEvents(file)) {
      const label = String(record?.name_label ?? "");
      if (label.startsWith("Async.") && !outcomes.has(ref)) {
        const task = new Task(ref, label.slice("Async.".length), { caller, source: feed });
        const seen: TaskState[] = [];
        states.set(ref, seen);
        outcomes.set(ref, outcome(task));
        void Array.fromAsync(task, (state) => seen.push(state));
      }
      feed.put(ref, record);
      if (!ends.has(ref) && (record === null || isOver(record))) ends.set(ref, record);
      // Others take their turn, as between two answers.
      await new Promise((resolve) => queueMicrotask(() => resolve(null)));
    }
    const tally: Record<string, number> = {};
    for (const [ref, ended] of outcomes) {
      const end = ends.get(ref);
      if (end === undefined) continue;
      const got = await ended;
      assert.equal(got, told(end), ref);
      tally[got] = (tally[got] ?? 0) + 1;
      const progress = (states.get(ref) ?? []).map((state) => state.progress);
      assert(progress.every((part) => part >= 0 && part <= 1), `${ref}: ${progress}`);
    }
    assert((tally.success ?? 0) > 150, JSON.stringify(tally));
    assert((tally.cancelled ?? 0) > 1, JSON.stringify(tally));
    assert(Object.keys(tally).some((end) => end.startsWith("failure")), JSON.stringify(tally));
  },
});
