// The tasks of all pools, live; and on the dashboard the newest of them.
import { useMemo } from "preact/hooks";
import { Empty } from "@/components/Bits.tsx";
import { byCreated, TaskTable } from "@/components/TaskTable.tsx";
import { act } from "@/lib/client/actions.ts";
import { now } from "@/lib/client/clock.ts";
import { idList } from "@/lib/client/filtered.ts";
import { liveFrom } from "@/lib/client/live.ts";
import { toast } from "@/lib/client/toasts.ts";
import type { POOL_FIELDS, TASK_FIELDS, TaskRow } from "@/lib/view/page_fields.ts";
import type { PageData } from "@/lib/view/types.ts";

const STATES = {
  running: (task: TaskRow) => task.status === "pending" || task.status === "cancelling",
  failed: (task: TaskRow) => task.status === "failure",
  all: () => true,
};
export type TaskFilter = keyof typeof STATES;

interface Props {
  page: PageData;
  filter: TaskFilter;
  /** Most rows to show. */
  most: number;
  /** Whether the user may cancel some task. */
  cancels: boolean;
}

async function cancel(task: TaskRow): Promise<void> {
  const outcome = await act("tasks", task.id, "cancel");
  toast(outcome.ok ? "done" : "failed", outcome.ok ? `Cancelling: ${task.name}` : outcome.message);
}

export default function TaskList({ page, filter, most, cancels }: Props) {
  const live = liveFrom(page);
  const pools = live.table<"pool", typeof POOL_FIELDS>("pool");
  const tasks = live.table<"task", typeof TASK_FIELDS>("task");
  const all = useMemo(
    () => idList(() => tasks.all().filter(STATES[filter]).sort(byCreated).map(({ id }) => id)),
    [filter],
  );
  const ids = all.value;
  if (ids.length === 0) {
    return (
      <Empty icon="list-checks" title={filter === "all" ? "No task yet" : `No ${filter} task`}>
        What pools do, for Atoll or for others, shows up here.
      </Empty>
    );
  }
  return (
    <div class="card live scroll">
      <TaskTable
        ids={ids.slice(0, most)}
        task={(id) => tasks.live(id)}
        pool={pools.size > 1 ? (id) => pools.field(id, "name").value ?? "" : null}
        now={() => now.value}
        onCancel={cancels ? (task) => void cancel(task) : null}
      />
      {ids.length > most && (
        <p class="pad soft">
          <a href="/tasks">All {ids.length} tasks</a>
        </p>
      )}
    </div>
  );
}
