// What the head of an object's page asks of the server, and how it tells what became of it.
import type { ActionView } from "@/lib/view/action.ts";
import type { Paged } from "@/lib/view/hrefs.ts";
import { t } from "@/lib/view/text.ts";
import { actionsOf } from "./action_list.ts";
import { act, type ActionPath } from "./actions.ts";
import { toast } from "./toasts.ts";

/** Of the API. */
const PATHS: { readonly [C in Paged]: ActionPath } = {
  pool: "pools",
  host: "hosts",
  vm: "vms",
  template: "templates",
  snapshot: "snapshots",
  sr: "srs",
  vdi: "vdis",
  network: "networks",
};

export const headClient = {
  actionsOf: (kind: Paged, id: string) => actionsOf(PATHS[kind], id),
  async perform(
    kind: Paged,
    id: string,
    action: ActionView,
    name: string,
    args: { readonly [name: string]: unknown },
  ): Promise<boolean> {
    const outcome = await act(PATHS[kind], id, action.name, args);
    if (outcome.ok) toast("done", `${t(action.label)}: ${name}`);
    else toast("failed", outcome.message);
    return outcome.ok;
  },
  refused: (text: string) => toast("failed", text),
};
