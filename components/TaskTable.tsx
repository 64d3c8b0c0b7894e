// Tasks as a table: what, where, how far, and why it failed in plain words besides the code.
import { duration, percent, taskText } from "@/lib/view/format.ts";
import type { TaskRow } from "@/lib/view/page_fields.ts";
import { Ago } from "./Bits.tsx";
import { Cell } from "./Cell.tsx";
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

interface Around {
  /** Name of a pool; null where there is one alone. */
  readonly pool: ((id: string) => string) | null;
  /** The time in ms. */
  readonly now: () => number;
  /** Null: the user may not. */
  readonly onCancel: ((task: TaskRow) => void) | null;
}

/** @param task gives one of `ids` */
export function TaskTable(
  { ids, task, ...around }: Around & {
    readonly ids: readonly string[];
    readonly task: (id: string) => TaskRow | undefined;
  },
) {
  return (
    <table class="tb cards">
      <thead>
        <tr>
          <th>Task</th>
          <th>Status</th>
          {around.pool && <th>Pool</th>}
          <th>Started</th>
          <th>Took</th>
          <th>
            <span class="sr">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {ids.map((id) => <Row key={id} id={id} task={task} {...around} />)}
      </tbody>
    </table>
  );
}

function Row(
  { id, task: find, pool, now, onCancel }: Around & { id: string; task: (id: string) => TaskRow | undefined },
) {
  const task = find(id);
  if (!task) return null;
  return (
    <tr>
      <Cell class="py-1">
        {() => (
          <>
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
          </>
        )}
      </Cell>
      <Cell label="Status">
        {() => (
          <span class="block min-w-[110px]">
            <TaskStatus status={task.status} />
            {task.status === "pending" && (
              <span class="flex items-center gap-2">
                <progress max={1} value={task.progress} aria-label={`${taskText(task.name)}: progress`} />
                <span class="soft">{percent(task.progress)}</span>
              </span>
            )}
          </span>
        )}
      </Cell>
      {pool && <Cell label="Pool">{() => pool(task.pool)}</Cell>}
      <Cell label="Started" class="whitespace-nowrap">
        {() => <Ago iso={task.created} now={now()} />}
      </Cell>
      <Cell label="Took" class="whitespace-nowrap">{() => took(task, now)}</Cell>
      <Cell>
        {() =>
          onCancel && task.status === "pending" && task.allowed_operations.includes("cancel") && (
            <form method="post" action="/tasks">
              <input type="hidden" name="id" value={id} />
              <button
                class="btn"
                type="submit"
                name="action"
                value="cancel"
                onClick={(event) => {
                  event.preventDefault();
                  onCancel(task);
                }}
              >
                <Icon name="x" /> Cancel<span class="sr">{taskText(task.name)}</span>
              </button>
            </form>
          )}
      </Cell>
    </tr>
  );
}

/** How long it took, or how much is left. */
function took(task: TaskRow, now: () => number): string {
  if (task.finished) return duration(Date.parse(task.finished) - Date.parse(task.created));
  const rest = task.status === "pending" ? left(task, now()) : null;
  return rest === null ? "–" : `about ${duration(rest)} left`;
}
