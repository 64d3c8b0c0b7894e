// The tabs of a VM's page, live.
import { Part } from "../Cell.tsx";
import { Disks, Nics } from "./Machine.tsx";
import { SnapshotTree } from "../vm/SnapshotTree.tsx";
import { VmAdvanced, VmGeneral } from "../vm/VmGeneral.tsx";
import type { LivingBody } from "./body.ts";

export function VmTabs({ of, id, tab, now, parents, onSnapshots, changes }: LivingBody) {
  switch (tab) {
    case "disks":
      return <Disks of={of} id={id} change={changes.includes("vbd")} />;
    case "networks":
      return <Nics of={of} id={id} change={changes.includes("vif")} />;
    case "snapshots":
      return <Part>{() => <SnapshotTree of={of} id={id} parents={parents} may={onSnapshots} />}</Part>;
    case "advanced":
      return <VmAdvanced of={of} id={id} />;
    default:
      return <VmGeneral of={of} id={id} now={now} />;
  }
}
