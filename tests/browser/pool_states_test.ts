// Every state and cause of a pool has its place on the pools page: its words, what Atoll does, what a person can do.
import { deepEqual, equal, ok } from "node:assert/strict";
import type { Page } from "playwright-core";
import { ensureBuilt, server } from "@/dev.ts";
import { CAUSES, PAIRS, STATES } from "@/lib/view/connection.ts";
import { connectionLabel } from "@/lib/view/connection_label.ts";
import type { ConnectionCause, ConnectionState } from "@/lib/view/types.ts";
import type { Connection, PoolWriter } from "@/lib/cache/types.ts";
import { ApiClient } from "../client.ts";
import { SCREENS, smallTargets, THEMES, violations } from "./accessibility.ts";
import { live, openBrowser, visit } from "./stage.ts";

const PASSWORD = "states and causes of a pool";
const PIN = (digit: string) => Array(32).fill(digit + digit).join(":");

const nameOf = (state: ConnectionState, cause: ConnectionCause | null) => `${state} ${cause ?? "as such"}`;

/** A connection as a supervisor shows it: what was tried, when next, and a certificate where that is the question. */
function connection(state: ConnectionState, cause: ConnectionCause | null): Connection {
  const asked = state === "certificate-changed";
  const trying = state === "stale" || state === "incompatible" || asked;
  const text = cause === null ? STATES[state] : CAUSES[cause];
  return {
    state,
    cause,
    since: new Date(Date.now() - 27_015_000).toISOString(),
    reason: state === "live" ? null : text.sentence,
    retry_at: trying ? new Date(Date.now() + 600_000).toISOString() : null,
    address: "10.0.0.1",
    fingerprint: cause === "certificate-unknown" ? null : PIN("A"),
    offered_fingerprint: asked ? PIN("B") : null,
    offered_address: asked ? "xcp-1 (10.0.0.1)" : null,
    tried: trying
      ? { "xcp-1 (10.0.0.1)": text.sentence, "xcp-2 (10.0.0.2)": "10.0.0.2 did not answer in time" }
      : {},
    authorities: cause === "certificate-untrusted" ? ["CN=Lab authority (until 2036-01-01)"] : [],
  };
}

/** A pool of one host, so that there is something to dim. */
async function fill(writer: PoolWriter): Promise<void> {
  const add = (className: string, ref: string, record: Record<string, string | boolean>) => ({
    class: className,
    operation: "add" as const,
    ref: `${ref}/${writer.id}`,
    record,
  });
  await writer.reset({
    token: "1,0",
    events: [
      add("pool", "p", { uuid: writer.id, name_label: writer.id, master: `h/${writer.id}` }),
      add("host", "h", { uuid: `host of ${writer.id}`, name_label: "xcp-1", metrics: `m/${writer.id}` }),
    ],
    validRefCounts: {},
  });
}

Deno.test("every state and cause of a pool has its place", async (t) => {
  await ensureBuilt();
  // Brings the routes and bundles that the app is put together from.
  await import(server);
  const { atoll } = await import("@/main.ts");
  const data = await Deno.makeTempDir({ prefix: "atoll-states-test-" });
  await using stack = new AsyncDisposableStack();
  stack.defer(() => Deno.remove(data, { recursive: true }));
  const made = await atoll({ data, adminPassword: PASSWORD });
  stack.defer(() => made.close());
  const listener = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, made.fetch);
  stack.defer(() => listener.shutdown());
  const url = `http://127.0.0.1:${listener.addr.port}`;
  const { cookie } = await ApiClient.signIn(url, PASSWORD);
  const { browser } = stack.use(await openBrowser());

  const writers = new Map<string, PoolWriter>();
  for (const pair of PAIRS) {
    const writer = made.services.cache.openPool(nameOf(...pair), { name: nameOf(...pair) });
    await fill(writer);
    writer.connection(connection("live", null));
    writers.set(writer.id, writer);
  }
  const card = (page: Page, name: string) =>
    page.getByRole("article").filter({ has: page.getByRole("link", { name, exact: true }) });

  await t.step("an open page shows each as it comes, with all that is to be said", async () => {
    const visitor = await visit(browser, url, cookie);
    const page = await visitor.open("/pools");
    await live(page);
    for (const [state, cause] of PAIRS) {
      const name = nameOf(state, cause);
      writers.get(name)?.connection(connection(state, cause));
      const shown = card(page, name);
      await shown.locator("h2 .st").getByText(connectionLabel(state, cause), { exact: true }).waitFor();
      const text = await shown.innerText();
      ok(text.includes("for 7 h 30 min"), `${name}: since when`);
      equal(
        await shown.locator(".stale").count(),
        state === "live" ? 0 : 1,
        `${name}: figures are dimmed, not gone`,
      );
      if (state === "live") continue;
      if (cause === null) {
        ok(text.includes(STATES[state].sentence), name);
        continue;
      }
      const { sentence, atoll, person, remedy } = CAUSES[cause];
      for (const words of [sentence, atoll, person]) ok(text.includes(words), `${name}: ${words}`);
      const tried = Object.keys(connection(state, cause).tried ?? {});
      for (const address of tried) ok(text.includes(address), `${name}: what ${address} said`);
      if (tried.length > 0) ok(/Next try in (10 min|9 min)/.test(text), `${name}: when next`);
      const buttons = (await shown.locator(".note :is(button, a.btn)").allInnerTexts()).map((each) =>
        each.trim()
      );
      const wanted = {
        accept: /^Accept (the new|this) certificate$/,
        credentials: /^Change credentials$/,
        authorities: /^Change authorities$/,
        reconnect: /^Try now$/,
        enable: /^Switch it on$/,
      }[remedy];
      ok(buttons.some((button) => wanted.test(button)), `${name}: ${buttons.join(", ")}`);
      if (state === "certificate-changed") {
        ok(text.includes(PIN("B")) && text.includes("xcp-1 (10.0.0.1)"), `${name}: who presents what`);
        equal(text.includes(PIN("A")), cause !== "certificate-unknown", `${name}: what was accepted`);
      }
    }
    const banner = page.locator("main .note").first();
    // The one that is live, and the one that was switched off, are not among them.
    await banner.getByText(`${PAIRS.length - 2} pools of ${PAIRS.length} are not live.`).click();
    await banner.getByText(CAUSES["coordinator-away"].sentence).waitFor();
    deepEqual(visitor.complaints, []);
    await visitor.close();
  });

  for (const [screen, size] of Object.entries(SCREENS)) {
    for (const theme of THEMES) {
      await t.step(`it fits and reads well: ${screen}, ${theme}`, async () => {
        const visitor = await visit(browser, url, cookie, { ...size, colorScheme: theme });
        const page = await visitor.open("/pools");
        await live(page);
        equal(await page.getByRole("article").count(), PAIRS.length);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        ok(wide <= 0, `${wide} px too wide`);
        deepEqual(await violations(page), []);
        if (screen === "phone") deepEqual(await smallTargets(page), []);
        await visitor.close();
      });
    }
  }

  await t.step("without script it says the same", async () => {
    const visitor = await visit(browser, url, cookie, { javaScriptEnabled: false });
    const page = await visitor.open("/pools");
    const shown = card(page, nameOf("stale", "coordinator-away"));
    const { sentence, person } = CAUSES["coordinator-away"];
    for (const words of [sentence, person]) await shown.getByText(`${words}.`, { exact: true }).waitFor();
    await visitor.close();
  });
});
