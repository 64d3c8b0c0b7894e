// The audit log: searched, paged, exported, checked. No script needed.
import { page } from "fresh";
import { Head } from "fresh/runtime";
import { AuditChain } from "@/components/audit/AuditChain.tsx";
import { AuditFilter } from "@/components/audit/AuditFilter.tsx";
import { AuditTable } from "@/components/audit/AuditTable.tsx";
import { Empty, Note, PageHead } from "@/components/Bits.tsx";
import { Icon } from "@/components/Icon.tsx";
import { auditFilter } from "@/lib/actions/audit_filter.ts";
import { AtollError } from "@/lib/errors.ts";
import { auditPath, auditQuery } from "@/lib/view/audit.ts";
import { dateTime } from "@/lib/view/format.ts";
import { perform, signedIn } from "@/lib/web/form_page.ts";
import { t } from "@/lib/view/text.ts";
import { define, type State } from "../fresh.config.ts";

const PAGE = 100;
/** ms that a check is waited for before the page says that it goes on. */
const PATIENCE = 3_000;

async function load({ state, url }: { readonly state: State; readonly url: URL }) {
  const principal = signedIn(state);
  const { auditReader, rights } = state.services;
  const { searchParams } = url;
  const query = auditQuery(searchParams);
  const before = searchParams.get("before") ?? "";
  const shared = {
    query,
    chain: auditReader.checking(principal),
    manage: rights.can(principal, "settings.manage"),
    newest: before === "",
  };
  try {
    const from = /^\d{1,15}$/.test(before) ? Number(before) : null;
    const found = await auditReader.page(principal, auditFilter(query), from, PAGE);
    return { ...shared, ...found, problem: null };
  } catch (error) {
    if (!(error instanceof AtollError) || error.field === undefined) throw error;
    const problem = { field: error.field, message: error.message };
    return { ...shared, items: [], next: null, reached: null, problem };
  }
}

export const handler = define.handlers({
  async GET(ctx) {
    const data = await load(ctx);
    return page(data, { status: data.problem === null ? 200 : 400 });
  },
  POST: (ctx) =>
    perform(ctx, {
      async verify() {
        const checked = ctx.state.services.auditReader.verify(signedIn(ctx.state));
        const patience = Promise.withResolvers<null>();
        const timer = setTimeout(() => patience.resolve(null), PATIENCE);
        const found = await Promise.race([checked, patience.promise]);
        clearTimeout(timer);
        const done = found === null
          ? "The audit log is being checked: this page says what comes of it"
          : found.broken === null
          ? "The audit log is as it was written"
          : "The audit log is not as it was written";
        return { done, to: "/audit" };
      },
    }, async (_sent, status) => page(await load(ctx), { status })),
});

export default define.page<typeof handler>(function Audit({ data, url }) {
  const { query, chain, manage, items, next, reached, problem, newest } = data;
  const filtered = Object.values(query).some((value) => value !== "");
  return (
    <>
      <Head>
        <title>{t("Audit log")} · Atoll</title>
      </Head>
      <PageHead title={t("Audit log")}>
        {manage && (
          <a class="btn" href="/settings">
            <Icon name="clock" /> {t("Retention")}
          </a>
        )}
        <a
          class="btn"
          href={`/api/v1/audit.ndjson${filtered && problem === null ? auditPath(query).slice(6) : ""}`}
        >
          <Icon name="scroll-text" /> {filtered ? t("Export what is shown") : t("Export")}
        </a>
      </PageHead>
      <AuditChain state={chain} />
      <AuditFilter query={query} problem={problem} />
      {items.length > 0 && <AuditTable items={items} />}
      {items.length === 0 && next === null && problem === null && (
        <Empty icon="scroll-text" title={filtered ? t("No entry matches") : t("No entry")}>
          {filtered && <a href="/audit">{t("Show all of them")}</a>}
        </Empty>
      )}
      {items.length < PAGE && next !== null && reached !== null && (
        <Note tone="info">
          {t("Looked back to {reached} so far; there may be more before that.", {
            reached: dateTime(reached),
          })}
        </Note>
      )}
      {(next !== null || !newest) && (
        <nav class="flex flex-wrap items-center justify-center gap-3 p-3" aria-label={t("Pages")}>
          {!newest && (
            <a class="btn" href={auditPath(query)}>
              <Icon name="chevron-left" /> {t("Newest")}
            </a>
          )}
          {next !== null && (
            <a class="btn" href={auditPath(query, { before: String(next) })} rel="next">
              {t("Older")} <Icon name="chevron-right" />
            </a>
          )}
        </nav>
      )}
      {url.searchParams.has("before") && (
        <p class="sr">
          {t("Entries before number {number}", { number: url.searchParams.get("before") ?? "" })}
        </p>
      )}
    </>
  );
});
