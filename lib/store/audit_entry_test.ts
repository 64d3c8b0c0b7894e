import assert from "node:assert/strict";
import { draftOf } from "./audit_entry.ts";
import { entry } from "./audit_testing.ts";
import { StoreError } from "./record.ts";

Deno.test("texts of any length are kept short enough to be written, and hold no half characters", () => {
  const long = "x".repeat(200_000);
  const draft = draftOf(
    entry(long, {
      message: "y".repeat(2047) + "😀",
      object: { collection: long, id: long, name: long },
      who: { userId: long, username: long },
      task: long,
    }),
    null,
  );
  assert.equal(draft.message.length, 2048);
  assert(draft.message.isWellFormed());
  assert.deepEqual(
    [draft.what, draft.object?.id, draft.object?.name, draft.object?.collection, draft.task, draft.who.userId]
      .map((text) => text?.length),
    [64, 128, 1024, 32, 128, 64],
  );
});

Deno.test("what could not be read afterwards is refused", () => {
  const odd: object = { result: "perhaps" };
  assert.throws(() => draftOf({ ...entry("a"), ...odd }, null), StoreError);
});
