// A host's page, live: head with state and actions, its facts, and the VMs on it.
import { useComputed } from "@preact/signals";
import { useMemo, useState } from "preact/hooks";
import { ActionBar } from "@/components/ActionBar.tsx";
import { Ago, Note, Pair, Tags, Usage } from "@/components/Bits.tsx";
import { Cell, Part } from "@/components/Cell.tsx";
import { Power } from "@/components/Power.tsx";
import { HostState } from "@/components/State.tsx";
import { TaskLine } from "@/components/TaskLine.tsx";
import { actionsOf } from "@/lib/client/action_list.ts";
import { act } from "@/lib/client/actions.ts";
import { now } from "@/lib/client/clock.ts";
import { byName, idList } from "@/lib/client/filtered.ts";
import { liveFrom } from "@/lib/client/live.ts";
import { toast } from "@/lib/client/toasts.ts";
import { asks } from "@/lib/view/action.ts";
import type { ActionView } from "@/lib/view/action.ts";
import { bytes, count, plural } from "@/lib/view/format.ts";
import type { HOST_FIELDS, HOST_VM_FIELDS, POOL_FIELDS, TASK_LINE_FIELDS } from "@/lib/view/page_fields.ts";
import type { PageData, VmView } from "@/lib/view/types.ts";

interface Props {
  page: PageData;
  id: string;
  actions: readonly ActionView[];
}

export default function HostDetail({ page, id, actions: first }: Props) {
  const live = liveFrom(page);
  const hosts = live.table<"host", typeof HOST_FIELDS>("host");
  const host = hosts.live(id);
  const pools = live.table<"pool", typeof POOL_FIELDS>("pool");
  const tasks = live.table<"task", typeof TASK_LINE_FIELDS>("task");
  const vms = live.table<"vm", typeof HOST_VM_FIELDS>("vm");
  const [actions, setActions] = useState(first);
  const there = useComputed(() => hosts.has(id));
  const stale = useComputed(() => pools.field(hosts.field(id, "pool").value ?? "", "state").value !== "live");
  const ids = useMemo(
    () => idList(() => vms.all().filter((vm) => vm.host === id).sort(byName).map(({ id }) => id)),
    [],
  );
  if (!host) return null;

  async function run(action: ActionView): Promise<void> {
    if (action.refused !== null) return toast("failed", `${action.label}: ${action.refused}`);
    if (asks(action)) return location.assign(`/hosts/${id}?ask=${action.name}`);
    const outcome = await act("hosts", id, action.name);
    toast(outcome.ok ? "done" : "failed", outcome.ok ? `${action.label}: ${host?.name}` : outcome.message);
    const list = await actionsOf("hosts", id);
    if (list) setActions(list);
  }

  return (
    <div class={stale.value ? "live stale" : "live"}>
      <div class="head">
        <Part>
          {() => (
            <p class="crumbs">
              <a href="/hosts">Hosts</a> / {pools.field(host.pool, "name").value}
            </p>
          )}
        </Part>
        <div class="flex flex-wrap items-center gap-x-4 gap-y-2">
          <Part>{() => <h1>{host.name}</h1>}</Part>
          <Part>{() => <HostState host={host} />}</Part>
          <Part>{() => host.coordinator && <span class="tag">coordinator</span>}</Part>
          <div class="ml-auto">
            <ActionBar
              actions={actions}
              path={`/hosts/${id}`}
              usual={["enable", "disable"]}
              onAction={(action) => void run(action)}
            />
          </div>
        </div>
        <TaskLine object={host} task={(task) => tasks.live(task)} />
      </div>
      {!there.value && <Note tone="warn" alert>This host has left its pool.</Note>}
      <div class="grid gap-4 lg:grid-cols-2 items-start">
        <section class="card">
          <h2>Overview</h2>
          <dl class="kv pad">
            <Pair name="Description">{() => host.description || <span class="soft">None</span>}</Pair>
            <Pair name="Tags">
              {() => host.tags.length ? <Tags tags={host.tags} /> : <span class="soft">None</span>}
            </Pair>
            <Pair name="Pool">
              {() => <a href={`/pools#${host.pool}`}>{pools.field(host.pool, "name").value}</a>}
            </Pair>
            <Pair name="Address">{() => <span class="mono">{host.address}</span>}</Pair>
            <Pair name="Version">{() => host.version}</Pair>
            <Pair name="Processor">{() => host.cpu_model}</Pair>
            <Pair name="CPUs">{() => `${count(host.cpus)}, ${plural(host.vcpus, "vCPU")} given to VMs`}</Pair>
            <Part>
              {() =>
                host.boot_time && (
                  <Pair name="Started">{() => <Ago iso={host.boot_time ?? ""} now={now.value} />}</Pair>
                )}
            </Part>
            <Pair name="UUID">
              <code>{host.id}</code>
            </Pair>
          </dl>
          <div class="px-4 pb-4">
            <Part>
              {() => (
                <Usage label="Memory" used={host.memory_total - host.memory_free} total={host.memory_total} />
              )}
            </Part>
          </div>
        </section>
        <Part>
          {() => (
            <section class="card scroll">
              <h2>{plural(ids.value.length, "VM")} on this host</h2>
              {ids.value.length === 0 ? <p class="pad soft">None runs here now.</p> : (
                <table class="tb cards">
                  <thead>
                    <tr>
                      <th>VM</th>
                      <th>State</th>
                      <th class="num">vCPUs</th>
                      <th class="num">Memory</th>
                      <th>OS</th>
                    </tr>
                  </thead>
                  <tbody>
                    {ids.value.map((id) => <Row key={id} vm={vms.live(id)} />)}
                  </tbody>
                </table>
              )}
            </section>
          )}
        </Part>
      </div>
    </div>
  );
}

function Row({ vm }: { vm: Pick<VmView, "id" | (typeof HOST_VM_FIELDS)[number]> | undefined }) {
  return vm && (
    <tr>
      <Cell>{() => <a href={`/vms/${vm.id}`}>{vm.name}</a>}</Cell>
      <Cell label="State">{() => <Power state={vm.power_state} />}</Cell>
      <Cell label="vCPUs" class="num">{() => vm.VCPUs_at_startup}</Cell>
      <Cell label="Memory" class="num">{() => bytes(vm.memory_dynamic_max)}</Cell>
      <Cell label="OS">{() => vm.os}</Cell>
    </tr>
  );
}
