// A list as a file: /lists/vm.csv?q=…&sort=…&columns=…, of what its reader sees.
import { AtollError } from "@/lib/errors.ts";
import { csvOf } from "@/lib/view/lists/csv.ts";
import { listNamed } from "@/lib/view/lists/mod.ts";
import { t } from "@/lib/view/text.ts";
import { signedIn } from "@/lib/web/form_page.ts";
import { fileRows } from "@/lib/web/list_file.ts";
import { askedOf } from "@/lib/web/list_page.ts";
import { define } from "../../fresh.config.ts";

export const handler = define.handlers({
  async GET({ state, url, params }) {
    const principal = signedIn(state);
    const { rights, people } = state.services;
    const list = listNamed(/^([a-z]+)\.csv$/.exec(params["file"] ?? "")?.[1] ?? "");
    if (list === undefined) throw new AtollError(404, "not-found", t("There is no such list"));
    if (!rights.canSomewhere(principal, `${list.name}.read`)) {
      throw new AtollError(403, "forbidden", t("You are not allowed to do this"));
    }
    const { columns } = await people.preferences(principal);
    const asked = askedOf(list, url.searchParams, columns[list.name]);
    const { rows, name, problem } = fileRows(state, list, asked);
    if (problem !== null) throw new AtollError(400, "bad-parameter", problem, "q");
    const day = new Date().toISOString().slice(0, 10);
    return new Response(csvOf(asked.columns, rows, name), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="atoll-${list.path.split("/")[1]}-${day}.csv"`,
        "cache-control": "no-store",
      },
    });
  },
});
