// Adding many pools from a CSV file: first they are looked at, then the chosen ones are added. No script needed.
import { page } from "fresh";
import { Head } from "fresh/runtime";
import { PageHead } from "@/components/Bits.tsx";
import { ImportFile, PoolImport } from "@/components/pool/PoolImport.tsx";
import { AtollError } from "@/lib/errors.ts";
import type { Sent } from "@/lib/view/form.ts";
import { perform, signedIn, texts } from "@/lib/web/form_page.ts";
import { t } from "@/lib/view/text.ts";
import { define, type State } from "../../fresh.config.ts";

/** Seconds after which the page of an import that is under way asks again. */
const AGAIN = "2";

interface Asked {
  readonly state: State;
  readonly url: URL;
}

function load({ state, url }: Asked, sent: Sent | null) {
  const principal = signedIn(state);
  const { poolAdmin, poolImports } = state.services;
  poolAdmin.mayAdd(principal);
  const id = url.searchParams.get("id");
  const view = id === null ? null : poolImports.view(principal, id);
  return { view, error: sent?.message ?? null };
}

/** The file that was chosen, or what was pasted. */
async function csvOf(form: FormData): Promise<string> {
  const file = form.get("file");
  if (file instanceof File && file.size > 0) return await file.text();
  const pasted = form.get("secret-csv");
  if (typeof pasted === "string" && pasted.trim() !== "") return pasted;
  throw new AtollError(422, "no-file", "Choose a file or paste its text", "csv");
}

export const handler = define.handlers({
  GET(ctx) {
    const data = load(ctx, null);
    return page(data, data.view?.busy ? { headers: { refresh: AGAIN } } : {});
  },
  POST(ctx) {
    const { poolImports } = ctx.state.services;
    const principal = signedIn(ctx.state);
    const id = ctx.url.searchParams.get("id") ?? "";
    return perform(ctx, {
      async read(form) {
        const view = poolImports.start(principal, await csvOf(form));
        return {
          done: t("Looking at {length} pools", { length: view.lines.length }),
          to: `/pools/import?id=${view.id}`,
        };
      },
      add(form) {
        poolImports.run(principal, id, texts(form, "line").map(Number));
        return Promise.resolve({ done: t("The chosen pools are being added"), to: `/pools/import?id=${id}` });
      },
      drop() {
        poolImports.drop(principal, id);
        return Promise.resolve({
          done: t("The import is given up, with its passwords"),
          to: "/pools/import",
        });
      },
    }, (sent, status) => Promise.resolve(page(load(ctx, sent), { status })));
  },
});

export default define.page<typeof handler>(function ImportPools({ data: { view, error } }) {
  return (
    <>
      <Head>
        <title>{t("Import pools")} · Atoll</title>
      </Head>
      <PageHead title={t("Import pools")} sub={<a href="/pools">{t("All pools")}</a>} />
      {view === null
        ? (
          <section class="card pad max-w-2xl">
            <ImportFile error={error} />
          </section>
        )
        : <PoolImport view={view} error={error} />}
    </>
  );
});
