// The list of alerts: apart from the others, since the sentences of all alerts weigh more than a list.
import { alertCells } from "@/components/list/alert_cells.tsx";
import { List } from "@/components/list/List.tsx";
import { useEffect } from "preact/hooks";
import { learnAcknowledged, unread } from "@/lib/client/activity.ts";
import { Lazy } from "@/lib/client/lazy.ts";
import type { ListModel } from "@/lib/client/list/types.ts";
import { useList } from "@/lib/client/list/use_list.ts";
import type { ListProps } from "@/lib/view/lists/types.ts";

const CELLS = alertCells((id) => unread([{ id }]).length > 0);

const asking = new Lazy(async () => {
  const [parts, more] = await Promise.all([
    import("@/components/list/AlertAsking.tsx"),
    import("@/lib/client/list/alert_asking.ts"),
  ]);
  return { ...parts, ...more };
});

const completing = new Lazy(async () => {
  const [{ Completion }, { suggestFor }] = await Promise.all([
    import("@/components/list/Completion.tsx"),
    import("@/lib/client/list/completing.ts"),
  ]);
  return { Completion, suggestFor };
});

export default function AlertList(props: ListProps) {
  const list = useList(props);
  useEffect(() => void learnAcknowledged(), []);
  return (
    <List
      {...list}
      cells={CELLS}
      completion={() => <Complete model={list.model} />}
      menu={(id) => <Menu model={list.model} id={id} />}
      bulk={() => <Bulk model={list.model} />}
    />
  );
}

function Menu({ model, id }: { model: ListModel; id: string }) {
  const parts = asking.value;
  return parts && (
    <parts.Pop
      model={model}
      id={id}
      ops={parts.alertOps(model, [id])}
      onOp={({ name }) => void parts.askOf(model, [id], name)}
      onCopy={(ids) => parts.copyOf(model, ids)}
    />
  );
}

function Bulk({ model }: { model: ListModel }) {
  const parts = asking.value;
  return parts && (
    <parts.AlertBulk
      model={model}
      ops={parts.alertOps(model, [...model.selected.value])}
      onOp={({ name }) => void parts.askOf(model, [...model.selected.peek()], name)}
      onCopy={(ids) => parts.copyOf(model, ids)}
    />
  );
}

function Complete({ model }: { model: ListModel }) {
  const parts = completing.value;
  return parts && <parts.Completion model={model} suggest={parts.suggestFor(model)} />;
}
