import assert from "node:assert/strict";
import { actionsOf } from "./action_list.ts";

/** Asks while every fetch is answered so. */
async function asking(answer: () => Response | Promise<Response>) {
  const { fetch } = globalThis;
  const asked: string[] = [];
  globalThis.fetch = (input) => {
    asked.push(String(input));
    return Promise.resolve().then(answer);
  };
  try {
    return { list: await actionsOf("vms", "a/b"), asked };
  } finally {
    globalThis.fetch = fetch;
  }
}

Deno.test("the actions are those that the server lists for the object", async () => {
  const start = { name: "start", label: "Start", dangerous: false, refused: null };
  const { list, asked } = await asking(() => Response.json({ items: [start, null, { name: "half" }] }));
  assert.deepEqual(asked, ["/api/v1/vms/a%2Fb/actions"]);
  assert.deepEqual(list, [start]);
});

Deno.test("no answer, a refusal and nonsense give none, so that the old ones stay", async () => {
  const answers = [
    () => Promise.reject(new TypeError("no network")),
    () => Response.json({ items: [] }, { status: 404 }),
    () => new Response("oops"),
    () => Response.json([]),
  ];
  for (const answer of answers) assert.equal((await asking(answer)).list, null);
});
