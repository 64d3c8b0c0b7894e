// A host's page, live: head with state and actions, its facts, and the VMs on it.
import { useState } from "preact/hooks";
import { ActionBar } from "@/components/ActionBar.tsx";
import { Ago, Pair, Tags, Usage } from "@/components/Bits.tsx";
import { HostState, Power } from "@/components/State.tsx";
import { TaskLine } from "@/components/TaskLine.tsx";
import { actionsOf } from "@/lib/client/action_list.ts";
import { act } from "@/lib/client/actions.ts";
import { now } from "@/lib/client/clock.ts";
import { byName } from "@/lib/client/filtered.ts";
import { liveFrom } from "@/lib/client/live.ts";
import { toast } from "@/lib/client/toasts.ts";
import { asks } from "@/lib/view/action.ts";
import type { ActionView } from "@/lib/view/action.ts";
import { bytes, plural } from "@/lib/view/format.ts";
import { HOST_FIELDS, HOST_VM_FIELDS, POOL_FIELDS, TASK_LINE_FIELDS } from "@/lib/view/page_fields.ts";
import type { PageData } from "@/lib/view/types.ts";

interface Props {
  page: PageData;
  id: string;
  actions: readonly ActionView[];
}

export default function HostDetail({ page, id, actions: first }: Props) {
  const live = liveFrom(page);
  const host = live.table("host", HOST_FIELDS).follow(id).value;
  const tasks = live.table("task", TASK_LINE_FIELDS);
  const [actions, setActions] = useState(first);
  if (!host) return <p>This host has left its pool.</p>;
  const pool = live.table("pool", POOL_FIELDS).follow(host.pool).value;
  const vms = live.table("vm", HOST_VM_FIELDS).all().filter((vm) => vm.host === id)
    .sort(byName);

  async function run(action: ActionView): Promise<void> {
    if (action.refused !== null) return toast("failed", `${action.label}: ${action.refused}`);
    if (asks(action)) return location.assign(`/hosts/${id}?ask=${action.name}`);
    const outcome = await act("hosts", id, action.name);
    toast(outcome.ok ? "done" : "failed", outcome.ok ? `${action.label}: ${host?.name}` : outcome.message);
    const list = await actionsOf("hosts", id);
    if (list) setActions(list);
  }

  return (
    <div class={pool?.state === "live" ? "live" : "live stale"}>
      <div class="head">
        <p class="soft">
          <a href="/hosts">Hosts</a> / {pool?.name}
        </p>
        <div class="flex flex-wrap items-center gap-x-4 gap-y-2">
          <h1>{host.name}</h1>
          <HostState host={host} />
          {host.coordinator && <span class="tag">coordinator</span>}
          <div class="ml-auto">
            <ActionBar
              actions={actions}
              path={`/hosts/${id}`}
              usual={["enable", "disable"]}
              onAction={(action) => void run(action)}
            />
          </div>
        </div>
        <TaskLine operations={host.current_operations} task={(task) => tasks.follow(task).value} />
      </div>
      <div class="grid gap-4 lg:grid-cols-2 items-start">
        <section class="card">
          <h2>Overview</h2>
          <dl class="kv pad">
            <Pair name="Description">{host.description || <span class="soft">None</span>}</Pair>
            <Pair name="Tags">
              {host.tags.length ? <Tags tags={host.tags} /> : <span class="soft">None</span>}
            </Pair>
            <Pair name="Pool">
              <a href={`/pools#${host.pool}`}>{pool?.name}</a>
            </Pair>
            <Pair name="Address">
              <span class="mono">{host.address}</span>
            </Pair>
            <Pair name="Version">{host.version}</Pair>
            <Pair name="Processor">{host.cpu_model}</Pair>
            <Pair name="CPUs">{host.cpus}, {plural(host.vcpus, "vCPU")} given to VMs</Pair>
            {host.boot_time && (
              <Pair name="Started">
                <Ago iso={host.boot_time} now={now.value} />
              </Pair>
            )}
            <Pair name="UUID">
              <code>{host.id}</code>
            </Pair>
          </dl>
          <div class="px-4 pb-4">
            <Usage label="Memory" used={host.memory_total - host.memory_free} total={host.memory_total} />
          </div>
        </section>
        <section class="card scroll">
          <h2>{plural(vms.length, "VM")} on this host</h2>
          {vms.length === 0 ? <p class="pad soft">None runs here now.</p> : (
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
                {vms.map((vm) => (
                  <tr key={vm.id}>
                    <td>
                      <a href={`/vms/${vm.id}`}>{vm.name}</a>
                    </td>
                    <td data-l="State">
                      <Power state={vm.power_state} />
                    </td>
                    <td data-l="vCPUs" class="num">{vm.VCPUs_at_startup}</td>
                    <td data-l="Memory" class="num">{bytes(vm.memory_dynamic_max)}</td>
                    <td data-l="OS">{vm.os}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </section>
      </div>
    </div>
  );
}
