// What stands around every list: its heading, the tools that are kept for the user, and pages of rows for when there is no script
// to scroll through all of them.
import type { ComponentChildren } from "preact";
import { Head } from "fresh/runtime";
import type { ListProps } from "@/lib/view/lists/types.ts";
import { t } from "@/lib/view/text.ts";
import { PageHead } from "../Bits.tsx";
import { Icon } from "../Icon.tsx";
import { ListTools } from "../ListTools.tsx";
import { Pager } from "../Pager.tsx";

/** Rows that come with the HTML. */
const FIRST = 50;

interface Tools {
  readonly list: string;
  readonly path: string;
  readonly views: readonly { readonly name: string; readonly query: string }[];
  readonly columns: readonly { readonly name: string; readonly label: string }[];
  readonly shown: readonly string[];
  readonly csv: string;
}

export function ListPage({ list, tools, actions, above, children }: {
  list: ListProps;
  tools: Tools;
  /** Beside the heading. */
  actions?: ComponentChildren;
  /** Between heading and list. */
  above?: ComponentChildren;
  /** The list's island. */
  children: ComponentChildren;
}) {
  const { title, path, query, sort, from, found } = list;
  return (
    <>
      <Head>
        <title>{`${title} · Atoll`}</title>
      </Head>
      <PageHead title={title}>
        {actions}
        <ListTools {...tools} />
        <a class="btn" href={tools.csv} download data-csv="">
          <Icon name="download" /> {t("CSV")}
        </a>
      </PageHead>
      {above}
      {children}
      <noscript>
        <Pager
          path={path}
          params={{ ...(query && { q: query }), ...(sort && { sort }) }}
          page={Math.floor(from / FIRST) + 1}
          size={FIRST}
          total={found}
        />
      </noscript>
    </>
  );
}
