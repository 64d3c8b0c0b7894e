// The VM list.
import { List } from "@/components/list/List.tsx";
import type { Around, Cells } from "@/components/list/types.ts";
import { VM_CELLS } from "@/components/list/vm_cells.tsx";
import { Lazy } from "@/lib/client/lazy.ts";
import type { ListModel } from "@/lib/client/list/types.ts";
import { useList } from "@/lib/client/list/use_list.ts";
import type { ListProps, Row } from "@/lib/view/lists/types.ts";

/** What is needed when somebody asks for something: menus, the bar below, the doing. */
const asking = new Lazy(async () => {
  const [parts, { vmAsking }, { copy }] = await Promise.all([
    import("@/components/vm/Asking.tsx"),
    import("@/lib/client/list/vm_asking.ts"),
    import("@/lib/client/list/copy.ts"),
  ]);
  return { ...parts, vmAsking, copy };
});

const completing = new Lazy(async () => {
  const [{ Completion }, { suggestFor }] = await Promise.all([
    import("@/components/list/Completion.tsx"),
    import("@/lib/client/list/completing.ts"),
  ]);
  return { Completion, suggestFor };
});

/** Loaded when somebody is there to look: until then nobody misses it. */
const sparks = new Lazy(async () => {
  const [{ Spark }, { sparksOf }] = await Promise.all([
    import("@/components/stats/Spark.tsx"),
    import("@/lib/client/stats/sparks.ts"),
  ]);
  return { Spark, sparksOf };
});

function load({ id }: Row, { page, used }: Around) {
  const parts = used() && sparks.value;
  return parts && (
    <>
      <parts.Spark values={parts.sparksOf(page)} collection="vm" id={id} kind="cpu" />
      <parts.Spark values={parts.sparksOf(page)} collection="vm" id={id} kind="net" />
    </>
  );
}

const CELLS_OF: Cells = { ...VM_CELLS, load };

export default function VmList(props: ListProps) {
  const list = useList(props);
  return (
    <List
      {...list}
      cells={CELLS_OF}
      completion={() => <Complete model={list.model} />}
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

function Complete({ model }: { model: ListModel }) {
  const parts = completing.value;
  return parts && <parts.Completion model={model} suggest={parts.suggestFor(model)} />;
}
