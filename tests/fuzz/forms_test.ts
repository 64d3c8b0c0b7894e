// Nonsense for every form of every page, and for the addresses of pages: forms are taken from the pages themselves, so that a new one
// is tried without being named. No failure of the server, no wait, and somebody is told what was wrong.
import assert from "node:assert/strict";
import { parseArgs } from "node:util";
import fc from "fast-check";
import { startSim } from "../processes.ts";
import { ROOT } from "../sources.ts";
import { memoryOf, openTarget } from "../attacks/support.ts";
import { text } from "./nonsense.ts";

const { values } = parseArgs({
  args: Deno.args,
  options: { cases: { type: "string", default: "500" }, seed: { type: "string" } },
  strict: false,
});
const CASES = Number(values.cases);
const SEED = values.seed === undefined ? {} : { seed: Number(values.seed) };
const MB = 1024 * 1024;
/** Questions that pages ask before they do something, and lists of what can be opened. */
const ASKS = [
  "?ask=rename",
  "?ask=destroy",
  "?ask=migrate",
  "?ask=snapshot",
  "?ask=add_tag",
  "?add=1",
  "?q=power:",
];

interface Form {
  readonly action: string;
  /** Values that the page itself fills in, by name; empty where a person types. */
  readonly fields: Readonly<Record<string, string>>;
}

/** Pages of the file routes: paths with `[id]` where an id belongs. */
async function pagesIn(directory = `${ROOT}/routes`, path = ""): Promise<string[]> {
  const pages: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(directory)) {
    if (isDirectory) pages.push(...await pagesIn(`${directory}/${name}`, `${path}/${name}`));
    else if (/\.tsx?$/.test(name) && !name.startsWith("_") && !/_test\./.test(name)) {
      pages.push(`${path}/${name.replace(/\.tsx?$/, "")}`.replace(/\/index$/, "") || "/");
    }
  }
  return pages.sort();
}

const unescaped = (value: string) =>
  value.replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
const attribute = (tag: string, name: string) => {
  const value = new RegExp(`\\b${name}="([^"]*)"`, "i").exec(tag)?.[1];
  return value === undefined ? undefined : unescaped(value);
};

function formsIn(html: string, page: string): Form[] {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/gi)].flatMap(([, head = "", inside = ""]) => {
    if (attribute(head, "method")?.toLowerCase() !== "post") return [];
    const fields: Record<string, string> = {};
    for (const [tag] of inside.matchAll(/<(input|select|textarea|button)\b[^>]*>/gi)) {
      const name = attribute(tag, "name");
      if (name !== undefined) fields[name] = attribute(tag, "value") ?? "";
    }
    return [{ action: attribute(head, "action") ?? page, fields }];
  });
}

Deno.test("forms of the door, full of nonsense", async () => {
  await using target = await openTarget([], { ATOLL_LOG: "warn" });
  // Few: each that looks like a try at a password costs a hash, until the door slows down.
  const fields = fc.dictionary(
    fc.constantFrom("username", "password", "repeated", "next", "token", "code", "ticket"),
    text,
  );
  const paths = fc.constantFrom(
    "/sign-in",
    "/sign-in/second",
    "/sign-in/passkey",
    "/setup",
    "/sign-in/oidc",
    "/sign-in/oidc/callback",
  );
  await fc.assert(
    fc.asyncProperty(paths, fields, fc.boolean(), async (path, fields, get) => {
      const all = Object.entries(fields).map(([name, value]) => [name, value.toWellFormed()]);
      const query = get ? `?${new URLSearchParams(all)}` : "";
      const answer = await fetch(target.url + path + query, {
        redirect: "manual",
        signal: AbortSignal.timeout(20_000),
        ...(get ? {} : { method: "POST", body: new URLSearchParams(all) }),
      });
      const html = await answer.text();
      assert.ok(
        answer.status < 500 || /Too many people/.test(html),
        `${answer.status}: ${html.slice(0, 300)}`,
      );
      assert.ok(
        !answer.headers.getSetCookie().some((cookie) => /^(__Host-)?atoll=[^;]/.test(cookie)),
        "signed in",
      );
      const location = answer.headers.get("location");
      if (location !== null) assert.equal(new URL(location, target.url).origin, target.url);
    }),
    { numRuns: Math.min(CASES, 100), ...SEED },
  );
  assert.deepEqual(target.server.lines.filter((line) => line.includes('"level":"error"')), []);
});

Deno.test(`${CASES} forms full of nonsense`, async () => {
  await using sim = await startSim(["--hosts", "2", "--vms", "6", "--seed", "12", "--speed", "100"]);
  await using target = await openTarget([], { ATOLL_LOG: "warn" });
  const { api, server } = target;
  await api.addPool(sim.url);
  const ids: string[] = [];
  for (const list of ["vms", "hosts", "pools", "users"]) {
    const { items }: { items: { id: string }[] } = await api.get(`/api/v1/${list}`);
    ids.push(...items.slice(0, 2).map(({ id }) => id));
  }
  const routes = (await pagesIn()).filter((route) => !/^\/(sign-|setup)/.test(route));
  const addresses = routes.flatMap((route) => {
    const paths = route.includes("[") ? ids.map((id) => route.replace(/\[\w+\]/, id)) : [route];
    return paths.flatMap((path) => [path, ...ASKS.map((ask) => path + ask)]);
  });
  const forms: Form[] = [];
  const seen = new Set<string>();
  for (const address of addresses) {
    const answer = await api.fetch(address, { headers: { accept: "text/html" } });
    const html = await answer.text();
    assert.ok(answer.status < 500, `${answer.status} ${address}`);
    for (const form of formsIn(html, address)) {
      const key = JSON.stringify([form.action, Object.keys(form.fields).sort(), form.fields["action"]]);
      // Signing out ends the test; signing in has tests of its own.
      if (seen.has(key) || /^\/sign-(out|in)/.test(form.action)) continue;
      seen.add(key);
      forms.push(form);
    }
  }
  assert.ok(forms.length > 10, `${forms.length} forms`);

  // Names of all forms: what one page takes another may choke on.
  const names = [...new Set(forms.flatMap(({ fields }) => Object.keys(fields)))];
  const filled = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...forms) },
    { weight: 1, arbitrary: fc.constantFrom(...addresses).map((action): Form => ({ action, fields: {} })) },
  ).chain(({ action, fields }) =>
    fc.record({
      action: fc.constant(action),
      fields: fc.tuple(
        ...Object.entries(fields).map(([name, value]) =>
          fc.tuple(
            fc.constant(name),
            value === "" ? text : fc.oneof(fc.constant(value), fc.constant(value), text),
          )
        ),
      ).map((all) => all),
      more: fc.array(fc.tuple(fc.oneof(fc.constantFrom(...names), text), text), { maxLength: 2 }),
      drop: fc.option(fc.nat({ max: 9 }), { nil: undefined, freq: 3 }),
      how: fc.constantFrom("form", "form", "form", "multipart", "broken"),
    })
  );
  const statuses = new Map<number, number>();
  let sent = 0;
  let early = 0;
  await fc.assert(
    fc.asyncProperty(filled, async ({ action, fields, more, drop, how }) => {
      sent++;
      // What is destroyed for good by a right form is left: the pool and the one who asks.
      const all = [...fields.filter((_, n) => n !== drop), ...more].map(([name, value]) =>
        [name.toWellFormed(), value.toWellFormed()] as const
      ).filter(([name]) => name !== "confirmed" && name !== "typed");
      const init: RequestInit = { method: "POST", signal: AbortSignal.timeout(10_000) };
      if (how === "multipart") {
        init.body = all.reduce((form, [name, value]) => (form.append(name, value), form), new FormData());
      } else if (how === "broken") {
        init.headers = { "content-type": "multipart/form-data; boundary=x" };
        init.body = `--x\r\ncontent-disposition: form-data; name="${all[0]?.[0] ?? ""}`;
      } else init.body = new URLSearchParams(all.map(([name, value]) => [name, value]));
      const answer = await api.fetch(new URL(action, target.url).href, init);
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      const html = await answer.text();
      assert.ok(answer.status < 500, `${answer.status}: ${html.slice(0, 300)}`);
      // Who is sent elsewhere stays on this site; who is refused is told by a page.
      const location = answer.headers.get("location");
      if (location !== null) {
        const to = new URL(location, target.url);
        assert.equal(to.origin, target.url, location);
        assert.ok(!to.pathname.startsWith("/sign-in"), "the session ended");
      }
      if (answer.status >= 400 && answer.status !== 405) {
        assert.match(html, /<h1|<p|role="alert"/, String(answer.status));
      }
      if (sent === Math.ceil(CASES / 4)) early = await memoryOf(server);
    }),
    { numRuns: CASES, ...SEED },
  );
  const grown = await memoryOf(server) - early;
  assert.ok(grown < 150 * MB, `${Math.round(grown / MB)} MB more`);
  assert.deepEqual(server.lines.filter((line) => line.includes('"level":"error"')), []);
  const told = [...statuses].sort(([a], [b]) => a - b).map(([status, n]) => `${n} × ${status}`).join(", ");
  console.log(`${sent} requests to ${forms.length} forms of ${routes.length} pages: ${told}`);
});
