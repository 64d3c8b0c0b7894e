// The VM list.
import { List } from "@/components/list/List.tsx";
import { VM_CELLS } from "@/components/list/vm_cells.tsx";
import { Lazy } from "@/lib/client/lazy.ts";
import type { ListModel } from "@/lib/client/list/types.ts";
import { useList } from "@/lib/client/list/use_list.ts";
import type { ListProps } from "@/lib/view/lists/types.ts";

/** What is needed when somebody asks for something: menus, the bar below, the doing. */
const asking = new Lazy(async () => {
  const [parts, { vmAsking }, { copy }] = await Promise.all([
    import("@/components/vm/Asking.tsx"),
    import("@/lib/client/list/vm_asking.ts"),
    import("@/lib/client/list/copy.ts"),
  ]);
  return { ...parts, vmAsking, copy };
});

export default function VmList(props: ListProps) {
  const list = useList(props);
  return (
    <List
      {...list}
      cells={VM_CELLS}
      menu={(id) => <Menu model={list.model} id={id} />}
      bulk={() => <Bulk model={list.model} />}
    />
  );
}

function Menu({ model, id }: { model: ListModel; id: string }) {
  const parts = asking.value;
  if (!parts) return null;
  const vms = parts.vmAsking(model);
  const onCopy = () => {
    model.menu.value = null;
    void parts.copy([id]);
  };
  return (
    <parts.VmPop ops={model.props.ops} allowed={() => vms.allowed(id)} onOp={(op) => vms.ask(op, id)}>
      <parts.MenuEnd model={model} id={id} onCopy={onCopy} />
    </parts.VmPop>
  );
}

function Bulk({ model }: { model: ListModel }) {
  const parts = asking.value;
  if (!parts) return null;
  const vms = parts.vmAsking(model);
  const selected = vms.selected;
  return selected.length > 0
    ? (
      <parts.BulkBar
        vms={selected}
        ops={model.props.ops}
        asked={vms.question.value}
        onAsk={(op) => vms.question.value = op}
        onGo={(op, on) => vms.go(op, on)}
        onClear={() => model.use((engine) => engine.clear())}
      >
        <parts.BulkEnd model={model} onCopy={(ids) => void parts.copy(ids)} />
      </parts.BulkBar>
    )
    : null;
}
