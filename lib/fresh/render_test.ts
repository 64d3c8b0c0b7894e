import { deepEqual, equal, match, ok } from "node:assert/strict";
import { type ComponentChildren, Fragment, h } from "preact";
import { signal } from "@preact/signals";
import { App } from "./app.ts";
import { registerBuild } from "./build.ts";
import { Head } from "./runtime.ts";

function Button({ label }: { label: string }) {
  return h("button", null, label);
}

function Panel(
  { open = true, title, children }: {
    open?: boolean;
    title?: ComponentChildren;
    children?: ComponentChildren;
  },
) {
  return h(Fragment, null, h("h2", null, title), h(Button, { label: "inner" }), open && children);
}

registerBuild({
  routes: [],
  islands: [
    { name: "Button", component: Button, chunk: "/_fresh/js/button.js", imports: ["/_fresh/js/shared.js"] },
    { name: "Panel", component: Panel, chunk: "/_fresh/js/panel.js", imports: ["/_fresh/js/shared.js"] },
  ],
  client: { chunk: "/_fresh/js/start.js", imports: ["/_fresh/js/shared.js"] },
});

async function render(component: () => ComponentChildren, basePath = ""): Promise<string> {
  const app = new App({ basePath, onUncaught: (error) => Promise.reject(error) }).route("/", { component });
  const response = await app.handler()(new Request(`http://atoll.test${basePath}/`));
  equal(response.status, 200);
  return (await response.text()).replace("<!DOCTYPE html>", "");
}

/** What the page hands to the browser: chunks, which island is of which, the graph. */
function handed(html: string): [string[], number[], [unknown, unknown[]]] {
  return JSON.parse(/<script id="fresh-islands"[^>]*>(.*?)<\/script>/.exec(html)?.[1] ?? "null");
}

function documentOf(...body: ComponentChildren[]) {
  return h("html", null, h("head", null, h("title", null, "Old")), h("body", null, ...body));
}

Deno.test("a page without islands has neither script nor marker", async () => {
  equal(
    await render(() => documentOf("x")),
    "<html><head><title>Old</title></head><body>x</body></html>",
  );
});

Deno.test("scripts come once: chunks are preloaded in the head, data ends the body", async () => {
  const html = await render(() => documentOf(h(Button, { label: "a" }), h(Button, { label: "b" })), "/ui");
  const [head = "", body = ""] = html.split("</head>");
  deepEqual([...head.matchAll(/modulepreload" href="([^"]+)"/g)].map((found) => found[1]), [
    "/ui/_fresh/js/shared.js",
    "/ui/_fresh/js/button.js",
  ]);
  match(head, /<script type="module" src="\/ui\/_fresh\/js\/start\.js"><\/script>$/);
  match(body, /<!--i:0--><button>a<\/button><!--\/i--><!--i:1--><button>b<\/button><!--\/i--><script/);
  deepEqual(handed(html), [["/ui/_fresh/js/button.js"], [0, 0], [[{ label: "a" }, { label: "b" }], []]]);
  ok(html.endsWith("</script></body></html>"));
});

Deno.test("islands an island renders itself are part of it, those in its slots are marked", async () => {
  const html = await render(() =>
    documentOf(h(Panel, { title: h("b", null, "T") }, h(Button, { label: "slot" })))
  );
  match(
    html,
    /<!--i:0--><h2><!--s:0--><b>T<\/b><!--\/s--><\/h2><button>inner<\/button><!--s:1--><!--i:1--><button>slot<\/button><!--\/i--><!--\/s--><!--\/i-->/,
  );
  deepEqual(handed(html)[2][0], [{ title: { $: ["l", 0] }, children: { $: ["l", 1] } }, { label: "slot" }]);
});

Deno.test("slots that are not shown wait in templates, with the islands in them", async () => {
  const html = await render(() =>
    documentOf(h(Panel, { open: false }, h(Panel, { open: false }, h(Button, { label: "deep" }))))
  );
  match(html, /<template data-slot="0"><!--i:1--><h2><\/h2><button>inner<\/button><!--\/i--><\/template>/);
  match(html, /<template data-slot="1"><!--i:2--><button>deep<\/button><!--\/i--><\/template>/);
});

Deno.test("one object given to five islands is written once a page", async () => {
  const data = { rows: Array.from({ length: 50 }, (_, i) => [`vm-${i}`, i]) };
  const count = signal(1);
  const give = { label: "x", data, count };
  const html = await render(() => documentOf(Array.from({ length: 5 }, () => h(Button, give))));
  equal(html.match(/vm-49/g)?.length, 1);
  const [, , [islands, shared]] = handed(html);
  deepEqual(islands, Array.from({ length: 5 }, () => ({ label: "x", data: { $: 0 }, count: { $: 1 } })));
  deepEqual(shared, [data, { $: ["s", 1] }]);
});

Deno.test("vnodes kept between requests render alike every time", async () => {
  const kept = documentOf(h(Panel, { title: "kept" }, h(Button, { label: "slot" })));
  const first = await render(() => kept);
  equal(await render(() => kept), first);
  equal(await render(() => documentOf(h(Panel, { title: "kept" }, h(Button, { label: "slot" })))), first);
});

Deno.test("Head replaces the title, and metas of the same name, and adds the rest", async () => {
  const html = await render(() =>
    h(
      "html",
      null,
      h("head", null, h("title", null, "Old"), h("meta", { name: "robots", content: "all" })),
      h(
        "body",
        null,
        h(Head, null, h("title", null, "New & old"), h("meta", { name: "robots", content: "none" })),
        h(Head, null, h("title", null, "Newest")),
      ),
    )
  );
  equal(
    html,
    '<html><head><meta name="robots" content="none"/><title>Newest</title></head><body></body></html>',
  );
});

Deno.test("content cannot take the place of what is inserted", async () => {
  const html = await render(() =>
    documentOf("</head></body><!--i:0-->", h(Button, { label: "</script><!--" }))
  );
  match(html, /&lt;\/head>&lt;\/body>&lt;!--i:0-->/);
  equal(html.match(/<\/script>/g)?.length, 2);
});
