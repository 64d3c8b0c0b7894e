// A VM's page, live: head with state and actions, its task, facts, disks, interfaces, snapshots.
import { useEffect, useRef, useState } from "preact/hooks";
import { ActionBar } from "@/components/ActionBar.tsx";
import { ActionForm } from "@/components/ActionForm.tsx";
import { Note } from "@/components/Bits.tsx";
import { Power } from "@/components/State.tsx";
import { TaskLine } from "@/components/TaskLine.tsx";
import { Disks, Nics, Snapshots, VmFacts } from "@/components/vm/VmFacts.tsx";
import { actionsOf } from "@/lib/client/action_list.ts";
import { act } from "@/lib/client/actions.ts";
import { now } from "@/lib/client/clock.ts";
import { liveFrom } from "@/lib/client/live.ts";
import { toast } from "@/lib/client/toasts.ts";
import { asks } from "@/lib/view/action.ts";
import type { ActionView } from "@/lib/view/action.ts";
import * as fields from "@/lib/view/page_fields.ts";
import type { PageData } from "@/lib/view/types.ts";

const USUAL = ["start", "shutdown", "reboot", "resume", "unpause", "snapshot"];

interface Props {
  page: PageData;
  id: string;
  actions: readonly ActionView[];
  /** Whether a form of the server's (?ask=) already stands above. */
  asked: boolean;
}

export default function VmDetail({ page, id, actions: first, asked }: Props) {
  const live = liveFrom(page);
  const found = live.table("vm", fields.VM_DETAIL_FIELDS).follow(id).value;
  const last = useRef(found);
  if (found) last.current = found;
  const [actions, setActions] = useState(first);
  const [asking, ask] = useState<ActionView | null>(null);

  // The server decides what can be done, and says why not: ask again whenever the pool's answer may have changed.
  const state = found && [found.power_state, found.allowed_operations, found.current_operations];
  const key = JSON.stringify(state);
  const known = useRef(key);
  useEffect(() => {
    if (known.current === key) return;
    known.current = key;
    void actionsOf("vms", id).then((list) => list && setActions(list));
  }, [key]);

  const vm = last.current;
  if (!vm) return null;
  const hosts = live.table("host", fields.HOST_NAME_FIELDS);
  const pool = live.table("pool", fields.POOL_FIELDS).follow(vm.pool).value;
  const networks = live.table("network", fields.NAME_FIELDS);
  const srs = live.table("sr", fields.NAME_FIELDS);
  const vdis = live.table("vdi", fields.VDI_FIELDS);
  const tasks = live.table("task", fields.TASK_LINE_FIELDS);
  vdis.version.value;
  const of = <T,>(table: { follow(id: string): { value: T | undefined } }) => (key: string | null) =>
    key === null ? undefined : table.follow(key).value;

  async function run(action: ActionView): Promise<void> {
    if (action.refused !== null) return toast("failed", `${action.label}: ${action.refused}`);
    if (asks(action)) return ask(action);
    const outcome = await act("vms", id, action.name);
    if (outcome.ok) toast("done", `${action.label}: ${vm?.name ?? id}`);
    else toast("failed", outcome.message);
  }

  return (
    <div class={pool?.state === "live" ? "live" : "live stale"}>
      <div class="head">
        <p class="soft">
          <a href="/vms">VMs</a> / {pool?.name}
        </p>
        <div class="flex flex-wrap items-center gap-x-4 gap-y-2">
          <h1>{vm.name || vm.id}</h1>
          <Power state={vm.power_state} />
          <div class="ml-auto">
            <ActionBar
              actions={actions.filter(({ name, refused }) =>
                refused === null || !["resume", "unpause"].includes(name)
              )}
              path={`/vms/${id}`}
              usual={USUAL}
              onAction={(action) => void run(action)}
            />
          </div>
        </div>
        <TaskLine operations={vm.current_operations} task={of(tasks)} />
      </div>
      {!found && <Note tone="warn" alert>This VM has been removed from its pool.</Note>}
      {asking && !asked && (
        <ActionForm
          key={asking.name}
          action={asking}
          name={vm.name}
          path={`/vms/${id}`}
          value={asking.name === "rename" ? vm.name : asking.name === "describe" ? vm.description : undefined}
          hosts={hosts.list().filter((host) => host.id !== vm.host && host.pool === vm.pool)}
          onCancel={(event) => {
            event.preventDefault();
            ask(null);
          }}
        />
      )}
      <div class="grid gap-4 lg:grid-cols-2 items-start">
        <VmFacts
          vm={vm}
          host={of(hosts)(vm.host)}
          affinity={of(hosts)(vm.affinity)}
          pool={pool}
          now={now.value}
        />
        <div class="grid gap-4">
          <Disks
            vbds={live.table("vbd", fields.VBD_FIELDS).all().filter((vbd) => vbd.vm === id)
              .sort((a, b) => Number(a.userdevice) - Number(b.userdevice))}
            vdi={of(vdis)}
            sr={of(srs)}
          />
          <Nics
            vifs={live.table("vif", fields.VIF_FIELDS).all().filter((vif) => vif.vm === id)
              .sort((a, b) => Number(a.device) - Number(b.device))}
            network={of(networks)}
          />
          <Snapshots
            snapshots={live.table("snapshot", fields.SNAPSHOT_FIELDS).all()
              .filter((snapshot) => snapshot.snapshot_of === id)}
          />
        </div>
      </div>
    </div>
  );
}
