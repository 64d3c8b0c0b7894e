// A VM's page, live: head with state and actions, its task, facts, disks, interfaces, snapshots.
import { useComputed } from "@preact/signals";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { ActionBar } from "@/components/ActionBar.tsx";
import { ActionForm } from "@/components/ActionForm.tsx";
import { Note } from "@/components/Bits.tsx";
import { Part } from "@/components/Cell.tsx";
import { Power } from "@/components/Power.tsx";
import { TaskLine } from "@/components/TaskLine.tsx";
import { Disks, Nics, Snapshots, VmFacts } from "@/components/vm/VmFacts.tsx";
import { actionsOf } from "@/lib/client/action_list.ts";
import { act } from "@/lib/client/actions.ts";
import { now } from "@/lib/client/clock.ts";
import { idList } from "@/lib/client/filtered.ts";
import { liveFrom, type LiveTable } from "@/lib/client/live.ts";
import { toast } from "@/lib/client/toasts.ts";
import { asks, questionOf } from "@/lib/view/action.ts";
import type { ActionView } from "@/lib/view/action.ts";
import type * as fields from "@/lib/view/page_fields.ts";
import type { PageData } from "@/lib/view/types.ts";

const USUAL = ["start", "shutdown", "reboot", "resume", "unpause", "snapshot"];

interface Props {
  page: PageData;
  id: string;
  actions: readonly ActionView[];
  /** Whether a form of the server's (?ask=) already stands above. */
  asked: boolean;
  /** What the user may do to its snapshots, by the actions' names. */
  onSnapshots: readonly string[];
}

export default function VmDetail({ page, id, actions, asked, onSnapshots }: Props) {
  const live = liveFrom(page);
  const vms = live.table<"vm", typeof fields.VM_DETAIL_FIELDS>("vm");
  const vm = vms.live(id);
  const [asking, ask] = useState<ActionView | null>(null);
  const pools = live.table<"pool", typeof fields.POOL_FIELDS>("pool");
  const stale = useComputed(() => pools.field(vms.field(id, "pool").value ?? "", "state").value !== "live");
  const there = useComputed(() => vms.has(id));
  const ids = useMemo(() => ({
    vbds: idsOf(
      live.table<"vbd", typeof fields.VBD_FIELDS>("vbd"),
      ({ vm }) => vm === id,
      ({ userdevice }) => userdevice,
    ),
    vifs: idsOf(
      live.table<"vif", typeof fields.VIF_FIELDS>("vif"),
      ({ vm }) => vm === id,
      ({ device }) => device,
    ),
  }), []);
  if (!vm) return null;

  async function run(action: ActionView): Promise<void> {
    if (action.refused !== null) return toast("failed", `${action.label}: ${action.refused}`);
    // Which hosts there are the server knows: this page follows its own VM only.
    if (questionOf(action.name)?.field === "host") return location.assign(`/vms/${id}?ask=${action.name}`);
    if (asks(action)) return ask(action);
    const outcome = await act("vms", id, action.name);
    if (outcome.ok) toast("done", `${action.label}: ${vm?.name ?? id}`);
    else toast("failed", outcome.message);
  }

  return (
    <div class={stale.value ? "live stale" : "live"}>
      <div class="head">
        <Part>
          {() => (
            <p class="crumbs">
              <a href="/vms">VMs</a> / {pools.field(vm.pool, "name").value}
            </p>
          )}
        </Part>
        <div class="flex flex-wrap items-center gap-x-4 gap-y-2">
          <Part>{() => <h1>{vm.name || id}</h1>}</Part>
          <Part>{() => <Power state={vm.power_state} />}</Part>
          <div class="ml-auto">
            <Actions vm={vm} first={actions} onAction={(action) => void run(action)} />
          </div>
        </div>
        <TaskLine
          object={vm}
          task={(task) => live.table<"task", typeof fields.TASK_LINE_FIELDS>("task").live(task)}
        />
      </div>
      {!there.value && <Note tone="warn" alert>This VM has been removed from its pool.</Note>}
      {asking && !asked && (
        <ActionForm
          key={asking.name}
          action={asking}
          name={vm.name}
          path={`/vms/${id}`}
          value={asking.name === "rename" ? vm.name : asking.name === "describe" ? vm.description : undefined}
          onCancel={(event) => {
            event.preventDefault();
            ask(null);
          }}
        />
      )}
      <div class="grid gap-4 lg:grid-cols-2 items-start">
        <VmFacts
          vm={vm}
          host={finder(live.table<"host", typeof fields.NAME_FIELDS>("host"))}
          pool={finder(pools)}
          now={() => now.value}
        />
        <div class="grid gap-4">
          <Part>
            {() => (
              <Disks
                ids={ids.vbds.value}
                vbd={finder(live.table<"vbd", typeof fields.VBD_FIELDS>("vbd"))}
                vdi={finder(live.table<"vdi", typeof fields.VDI_FIELDS>("vdi"))}
                sr={finder(live.table<"sr", typeof fields.NAME_FIELDS>("sr"))}
              />
            )}
          </Part>
          <Part>
            {() => (
              <Nics
                ids={ids.vifs.value}
                vif={finder(live.table<"vif", typeof fields.VIF_FIELDS>("vif"))}
                network={finder(live.table<"network", typeof fields.NAME_FIELDS>("network"))}
              />
            )}
          </Part>
          <Part>
            {() => (
              <Snapshots
                may={onSnapshots}
                snapshots={live.table<"snapshot", typeof fields.SNAPSHOT_FIELDS>("snapshot").all()
                  .filter((snapshot) => snapshot.snapshot_of === id)}
              />
            )}
          </Part>
        </div>
      </div>
    </div>
  );
}

/** The buttons. The server decides what can be done, and says why not: it is asked again when its answer may have changed. */
function Actions({ vm, first, onAction }: {
  vm: fields.VmDetailView;
  first: readonly ActionView[];
  onAction: (action: ActionView) => void;
}) {
  const [actions, setActions] = useState(first);
  const key = JSON.stringify([vm.power_state, vm.allowed_operations, vm.current_operations]);
  const known = useRef(key);
  useEffect(() => {
    if (known.current === key) return;
    known.current = key;
    void actionsOf("vms", vm.id).then((list) => list && setActions(list));
  }, [key]);
  return (
    <ActionBar
      actions={actions.filter(({ name, refused }) =>
        refused === null || !["resume", "unpause"].includes(name)
      )}
      path={`/vms/${vm.id}`}
      usual={USUAL}
      onAction={onAction}
    />
  );
}

function finder<R extends { readonly id: string }>(table: LiveTable<R>) {
  return (id: string | null) => id === null ? undefined : table.live(id);
}

/** Ids of those that belong to the VM, by the number of their device. */
function idsOf<R extends { readonly id: string }>(
  table: LiveTable<R>,
  mine: (row: R) => boolean,
  device: (row: R) => string,
) {
  return idList(() =>
    table.all().filter(mine).sort((a, b) => Number(device(a)) - Number(device(b))).map(({ id }) => id)
  );
}
