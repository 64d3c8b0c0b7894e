// The tabs of a VM's page, live.
import { Part } from "@/components/Cell.tsx";
import { Disks, Nics } from "@/components/detail/Machine.tsx";
import { SnapshotTree } from "@/components/vm/SnapshotTree.tsx";
import { VmAdvanced, VmGeneral } from "@/components/vm/VmGeneral.tsx";
import { now } from "@/lib/client/clock.ts";
import { liveFrom } from "@/lib/client/live.ts";
import type { PageData } from "@/lib/view/types.ts";

interface Props {
  page: PageData;
  id: string;
  tab: string;
  parents: { readonly [snapshot: string]: string };
  onSnapshots: readonly string[];
}

export default function VmDetail({ page, id, tab, parents, onSnapshots }: Props) {
  const live = liveFrom(page);
  switch (tab) {
    case "disks":
      return <Disks of={live} id={id} />;
    case "networks":
      return <Nics of={live} id={id} />;
    case "snapshots":
      return <Part>{() => <SnapshotTree of={live} id={id} parents={parents} may={onSnapshots} />}</Part>;
    case "advanced":
      return <VmAdvanced of={live} id={id} />;
    default:
      return <VmGeneral of={live} id={id} now={() => now.value} />;
  }
}
