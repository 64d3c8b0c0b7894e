// The lists of all objects whose rows ask for nothing but to be found: hosts, storage, networks, pools, templates, snapshots, disks, tasks.
import { CELLS } from "@/components/list/cells.tsx";
import type { Around, Cells } from "@/components/list/types.ts";
import { List } from "@/components/list/List.tsx";
import { Lazy } from "@/lib/client/lazy.ts";
import type { ListModel } from "@/lib/client/list/types.ts";
import { useList } from "@/lib/client/list/use_list.ts";
import type { ListProps, Row } from "@/lib/view/lists/types.ts";

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
      <parts.Spark values={parts.sparksOf(page)} collection="host" id={id} kind="cpu" />
      <parts.Spark values={parts.sparksOf(page)} collection="host" id={id} kind="net" />
    </>
  );
}

const HOST_CELLS: Cells = { ...CELLS["host"], load };

export default function ObjectList(props: ListProps) {
  const list = useList(props);
  return (
    <List
      {...list}
      cells={props.collection === "host" ? HOST_CELLS : CELLS[props.collection] ?? {}}
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
