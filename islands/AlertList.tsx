// The list of alerts: apart from the others, since the sentences of all alerts weigh more than a list.
import { ALERT_CELLS } from "@/components/list/alert_cells.tsx";
import { List } from "@/components/list/List.tsx";
import { Lazy } from "@/lib/client/lazy.ts";
import type { ListModel } from "@/lib/client/list/types.ts";
import { useList } from "@/lib/client/list/use_list.ts";
import type { ListProps } from "@/lib/view/lists/types.ts";

const asking = new Lazy(async () => {
  const [parts, more] = await Promise.all([
    import("@/components/list/Asking.tsx"),
    import("@/lib/client/list/asking.ts"),
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
  return (
    <List
      {...list}
      cells={ALERT_CELLS}
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
      ops={parts.opsOf(model, id)}
      onOp={(op) => parts.ask(model, id, op)}
      onCopy={(ids) => parts.copyOf(model, ids)}
    />
  );
}

function Bulk({ model }: { model: ListModel }) {
  const parts = asking.value;
  return parts && <parts.Bulk model={model} onCopy={(ids) => parts.copyOf(model, ids)} />;
}

function Complete({ model }: { model: ListModel }) {
  const parts = completing.value;
  return parts && <parts.Completion model={model} suggest={parts.suggestFor(model)} />;
}
