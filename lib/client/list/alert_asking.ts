// What is asked of alerts out of their list: taking notice of them, for oneself, and dismissing them, for everybody.
import { alertText } from "@/lib/view/alert_texts.ts";
import { msg, t, tn } from "@/lib/view/text.ts";
import type { AlertView } from "@/lib/view/types.ts";
import { acknowledge, acknowledged } from "../activity.ts";
import { actOnAll } from "./bulk.ts";
import { toast } from "../toasts.ts";
import type { ListModel } from "./model.ts";

export { copyOf } from "./asking.ts";

export interface AlertOp {
  readonly name: "read" | "unread" | "dismiss";
  /** Marked by msg(). */
  readonly label: string;
  readonly icon: "check" | "bell" | "trash-2";
}

const READ: AlertOp = { name: "read", label: msg("Mark as read"), icon: "check" };
const UNREAD: AlertOp = { name: "unread", label: msg("Mark as unread"), icon: "bell" };
const DISMISS: AlertOp = { name: "dismiss", label: msg("Dismiss for everybody"), icon: "trash-2" };

/** What can be asked of some alerts now: what would change nothing is left out. Follows what has been read. */
export function alertOps(model: Pick<ListModel, "props">, ids: readonly string[]): readonly AlertOp[] {
  const read = acknowledged.value;
  return [
    // Nothing is offered before it is known.
    ...(read !== null && ids.some((id) => !read.has(id)) ? [READ] : []),
    ...(read !== null && ids.some((id) => read.has(id)) ? [UNREAD] : []),
    ...(model.props.ops.includes("dismiss") ? [DISMISS] : []),
  ];
}

export interface Asks {
  readonly acknowledge: (ids: readonly string[], yes: boolean) => Promise<boolean>;
  readonly act: typeof actOnAll;
}

/** Asks it of all of them, and says how it went. */
export async function askOf(
  model: Pick<ListModel, "menu" | "table">,
  ids: readonly string[],
  op: AlertOp["name"],
  asks: Asks = { acknowledge, act: actOnAll },
): Promise<void> {
  model.menu.value = null;
  if (op === "dismiss") {
    await asks.act("alerts", ids, "dismiss", t("Dismiss"), (id) => nameOf(model, id));
    return;
  }
  const read = acknowledged.peek() ?? new Set();
  const yes = op === "read";
  const changed = ids.filter((id) => read.has(id) !== yes);
  if (!await asks.acknowledge(changed, yes)) {
    toast("failed", t("Atoll does not answer: not all alerts were marked"));
  } else {
    toast(
      "done",
      yes
        ? tn(changed.length, "{count} alert marked as read", "{count} alerts marked as read")
        : tn(changed.length, "{count} alert marked as unread", "{count} alerts marked as unread"),
    );
  }
}

function nameOf({ table }: Pick<ListModel, "table">, id: string): string {
  // A list of alerts carries what their sentences are made of.
  const alert = table.peek(id) as unknown as AlertView | undefined;
  return alert === undefined ? id : alertText(alert);
}
