// What runs for a request knows it, and nothing else does.
import assert from "node:assert/strict";
import { inRequest, onBehalf, requestContext } from "./request_context.ts";

Deno.test("two requests at a time each know their own client, whatever they wait for", async () => {
  const gate = Promise.withResolvers<void>();
  const seen = (client: string) =>
    inRequest(client, async () => {
      const before = requestContext();
      await gate.promise;
      assert.equal(requestContext(), before);
      return before;
    });
  const both = [seen("10.0.0.1"), seen("10.0.0.2")];
  gate.resolve();
  const [one, two] = await Promise.all(both);
  assert.deepEqual([one?.client, two?.client], ["10.0.0.1", "10.0.0.2"]);
  assert.notEqual(one?.id, two?.id);
  assert.equal(requestContext(), null);
});

Deno.test("what goes on after the answer belongs to no request", async () => {
  const answered = Promise.withResolvers<void>();
  let later: Promise<unknown> = Promise.resolve();
  await inRequest("10.0.0.1", () => {
    later = answered.promise.then(() => requestContext());
  });
  answered.resolve();
  assert.equal(await later, null);
});

Deno.test("within a request another one is the same, and a failure ends it", async () => {
  const nested = inRequest("outer", () => inRequest("inner", () => requestContext()?.client));
  assert.equal(await nested, "outer");
  await assert.rejects(inRequest("a", () => Promise.reject(new Error("failed"))), /failed/);
  assert.equal(requestContext(), null);
});

Deno.test("what was asked for and is done after the answer still knows for whom", async () => {
  const later = await inRequest("10.0.0.1", () => onBehalf());
  const client = () => Promise.resolve().then(() => requestContext()?.client);
  assert.equal(await later(client), "10.0.0.1");
  assert.equal(await client(), undefined);
  assert.equal(await onBehalf()(client), undefined);
});
