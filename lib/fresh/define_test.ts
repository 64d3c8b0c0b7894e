import { deepEqual, equal } from "node:assert/strict";
import { createDefine, page } from "./define.ts";

const define = createDefine<{ user: string }>();

Deno.test("define gives back what it was given, typed", () => {
  const handler = define.handlers({
    GET: (ctx) => page({ greeting: `Hello ${ctx.state.user}`, params: ctx.params }),
    POST: () => Promise.resolve(new Response("done")),
  });
  const view = define.page<typeof handler>(({ data, state }) => {
    // Type checks: data is what GET gave to page(), state is what define was made for.
    const greeting: string = data.greeting;
    const user: string = state.user;
    return `${greeting} ${user}`;
  });
  equal(typeof handler.GET, "function");
  equal(typeof view, "function");
  const middleware = define.middleware((ctx) => ctx.next());
  deepEqual(define.middleware([middleware]), [middleware]);
});

Deno.test("page() renders with data, 200 and no headers unless told", () => {
  const bare = page();
  const full = page({ a: 1 }, { status: 422, headers: { "x-a": "b" } });
  deepEqual([bare.data, bare.status, bare.headers], [undefined, 200, {}]);
  deepEqual([full.data, full.status, full.headers], [{ a: 1 }, 422, { "x-a": "b" }]);
});
