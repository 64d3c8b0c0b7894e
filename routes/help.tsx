// What keys do, and how to filter. A plain page: the menu leads here, and so does the sheet of keys.
import { Head } from "fresh/runtime";
import { PageHead } from "@/components/Bits.tsx";
import { KeyList } from "@/components/shell/KeyList.tsx";
import { msg, t } from "@/lib/view/text.ts";
import { define } from "../fresh.config.ts";

const TERMS: readonly (readonly [term: string, what: string])[] = [
  ["web", msg("name, description, tag, address or OS contains it")],
  ["power:running", msg("by state: running, halted, paused, suspended")],
  ["host:alpha pool:paris", msg("by the host's and the pool's name; all terms must hold")],
  ["tag:db,web", msg("either of them")],
  ["!tag:test", msg("not this; a minus says the same")],
  ["memory:>4GiB cpu:2..8", msg("numbers compare; units are binary")],
  ["ip:10.20", msg("addresses that begin so")],
  [
    "start_time:<-30d",
    msg("more than 30 days ago; s, m, h, d, w and y are units, and 30d without minus is to come"),
  ],
  ["tools:none host:any", msg("there is nothing, there is something")],
  ['name:"two words"', msg("quotes keep blanks, commas and colons together")],
];

export default define.page(function Help() {
  return (
    <>
      <Head>
        <title>{t("Help")} · Atoll</title>
      </Head>
      <PageHead title={t("Keys and filters")} />
      <div class="grid gap-4 lg:grid-cols-2 items-start">
        <section class="card">
          <h2>{t("Keys")}</h2>
          <div class="pad">
            <KeyList />
          </div>
        </section>
        <section class="card">
          <h2>{t("Filters")}</h2>
          <dl class="kv pad">
            {TERMS.map(([term, what]) => (
              <>
                <dt>
                  <a class="mono" href={`/vms?${new URLSearchParams({ q: term })}`}>{term}</a>
                </dt>
                <dd>{t(what)}</dd>
              </>
            ))}
            <dt>
              <a class="mono" href={`/storage?${new URLSearchParams({ q: "used:>90%" })}`}>{"used:>90%"}</a>
            </dt>
            <dd>{t("a share of the whole: of storage, memory, or of one")}</dd>
          </dl>
        </section>
      </div>
    </>
  );
});
