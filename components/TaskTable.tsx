// Tasks as a table: what, where, how far, and why it failed in plain words besides the code.
import { duration, percent, taskText } from "@/lib/view/format.ts";
import type { TaskRow } from "@/lib/view/page_fields.ts";
import { Ago } from "./Bits.tsx";
import { Icon } from "./Icon.tsx";
import { TaskStatus } from "./State.tsx";

/** Newest first. */
export function byCreated(a: TaskRow, b: TaskRow): number {
  return a.created < b.created ? 1 : a.created > b.created ? -1 : a.id < b.id ? -1 : 1;
}

/** What is left, guessed from the pace so far; null where that says nothing yet. */
function left(task: TaskRow, now: number): number | null {
  const spent = now - Date.parse(task.created);
  return task.progress > 0.05 && spent > 2000 ? spent / task.progress - spent : null;
}

/** Pages of single objects. */
const PAGES: Readonly<Record<string, string>> = { vm: "/vms/", host: "/hosts/" };

function TaskObject({ collection, id, name }: NonNullable<TaskRow["object"]>) {
  const path = PAGES[collection];
  return path ? <a href={path + encodeURIComponent(id)}>{name}</a> : <>{name}</>;
}

export function TaskTable({ tasks, pool, now, onCancel }: {
  tasks: readonly TaskRow[];
  /** Name of a pool; null where there is one alone. */
  pool: ((id: string) => string) | null;
  now: number;
  onCancel?: (task: TaskRow) => void;
}) {
  return (
    <table class="tb cards">
      <thead>
        <tr>
          <th>Task</th>
          <th>Status</th>
          {pool && <th>Pool</th>}
          <th>Started</th>
          <th>Took</th>
          <th>
            <span class="sr">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {tasks.map((task) => {
          const rest = task.status === "pending" ? left(task, now) : null;
          return (
            <tr key={task.id}>
              <td class="py-1">
                {taskText(task.name)}
                {task.object?.name && (
                  <span class="soft">
                    {" · "}
                    <TaskObject {...task.object} />
                  </span>
                )}
                {task.status === "failure" && (
                  <p class="t-bad whitespace-normal">
                    {task.error} {task.error_info[0] && <code class="soft">{task.error_info[0]}</code>}
                  </p>
                )}
              </td>
              <td data-l="Status">
                <span class="block min-w-[110px]">
                  <TaskStatus status={task.status} />
                  {task.status === "pending" && (
                    <span class="flex items-center gap-2">
                      <progress
                        max={1}
                        value={task.progress}
                        aria-label={`${taskText(task.name)}: progress`}
                      />
                      <span class="soft">{percent(task.progress)}</span>
                    </span>
                  )}
                </span>
              </td>
              {pool && <td data-l="Pool">{pool(task.pool)}</td>}
              <td data-l="Started" class="whitespace-nowrap">
                <Ago iso={task.created} now={now} />
              </td>
              <td data-l="Took" class="whitespace-nowrap">
                {task.finished
                  ? duration(Date.parse(task.finished) - Date.parse(task.created))
                  : rest === null
                  ? "–"
                  : `about ${duration(rest)} left`}
              </td>
              <td>
                {task.status === "pending" && task.allowed_operations.includes("cancel") && (
                  <form method="post" action="/tasks">
                    <input type="hidden" name="id" value={task.id} />
                    <button
                      class="btn"
                      type="submit"
                      name="action"
                      value="cancel"
                      onClick={onCancel && ((event) => {
                        event.preventDefault();
                        onCancel(task);
                      })}
                    >
                      <Icon name="x" /> Cancel<span class="sr">{taskText(task.name)}</span>
                    </button>
                  </form>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
