// What goes on in the pools, beside any page: running tasks with their progress, how others ended, and what the pools have to say.
import { useEffect, useMemo } from "preact/hooks";
import { acknowledge, Followed, learnAcknowledged, left, shown, unread } from "@/lib/client/activity.ts";
import { act, type ActionPath } from "@/lib/client/actions.ts";
import { now } from "@/lib/client/clock.ts";
import { openStream } from "@/lib/client/page_stream.ts";
import { toast } from "@/lib/client/toasts.ts";
import { alertText, priorityText } from "@/lib/view/alert_texts.ts";
import { duration, percent, taskText } from "@/lib/view/format.ts";
import { hrefOf } from "@/lib/view/hrefs.ts";
import { t } from "@/lib/view/text.ts";
import type { AlertView, TaskView } from "@/lib/view/types.ts";
import { Ago } from "../Bits.tsx";
import { Icon } from "../Icon.tsx";
import { TaskStatus } from "../State.tsx";
import { Sheet } from "./Sheet.tsx";

export type Task = Pick<
  TaskView,
  | "id"
  | "name"
  | "status"
  | "progress"
  | "created"
  | "finished"
  | "error"
  | "error_info"
  | "object"
  | "allowed_operations"
>;
export type Alert = Pick<AlertView, "id" | "name" | "priority" | "values" | "time" | "object">;

/** Most of each that the drawer shows: the pages have them all. */
const MOST = 40;
/** And of tasks that ended well or badly: alerts stand below. */
const MOST_OVER = 6;

const runs = ({ status }: Task) => status === "pending" || status === "cancelling";

async function ask(path: ActionPath, id: string, action: string, done: string): Promise<void> {
  const outcome = await act(path, id, action);
  toast(outcome.ok ? "done" : "failed", outcome.ok ? done : outcome.message);
}

async function notice(ids: readonly string[]): Promise<void> {
  if (!await acknowledge(ids)) toast("failed", t("Atoll does not answer: some alerts are still unread"));
}

export default function Activity({ reader, may }: { reader: string; may: readonly string[] }) {
  const followed = useMemo(() => new Followed(), []);
  useEffect(() => void learnAcknowledged(), []);
  useEffect(() => openStream({ subscription: shown(), reader, at: "" }, followed.receive).close, []);
  // The stream projects exactly the fields that were asked for, with the types of the views.
  const tasks = (followed.of("task") as unknown as Task[])
    .sort((a, b) => Number(runs(b)) - Number(runs(a)) || (a.created < b.created ? 1 : -1));
  const alerts = (followed.of("alert") as unknown as Alert[])
    .sort((a, b) => a.priority - b.priority || ((a.time ?? "") < (b.time ?? "") ? 1 : -1));
  const fresh = new Set(unread(alerts).map(({ id }) => id));
  const shownAlerts = [
    ...alerts.filter(({ id }) => fresh.has(id)),
    ...alerts.filter(({ id }) => !fresh.has(id)),
  ]
    .slice(0, MOST);
  const running = tasks.filter(runs), failed = tasks.filter(({ status }) => status === "failure");
  const others = tasks.filter((task) => !runs(task) && task.status !== "failure");
  const shownTasks = [...running, ...failed.slice(0, MOST_OVER), ...others.slice(0, MOST_OVER)].slice(
    0,
    MOST,
  );
  const told = followed.told.value;
  return (
    <Sheet label={t("Tasks and alerts")} kind="drawer">
      <div>
        <section aria-label={t("Tasks")}>
          <h3>
            {t("Tasks")} <a href="/tasks">{t("All tasks")}</a>
          </h3>
          {told && tasks.length === 0 && <p class="soft pad">{t("Nothing has run lately")}</p>}
          <ul class="lines">
            {shownTasks.map((task) => (
              <TaskItem key={task.id} task={task} cancels={may.includes("task.cancel")} />
            ))}
          </ul>
        </section>
        <section aria-label={t("Alerts")}>
          <h3>
            {t("Alerts")} <a href="/alerts">{t("All alerts")}</a>
            {fresh.size > 0 && (
              <button
                type="button"
                class="btn"
                onClick={() => void notice([...fresh])}
              >
                <Icon name="check" /> {t("Mark all as read")}
              </button>
            )}
          </h3>
          {told && alerts.length === 0 && <p class="soft pad">{t("The pools have nothing to say")}</p>}
          <ul class="lines">
            {shownAlerts.map((alert) => (
              <AlertItem
                key={alert.id}
                alert={alert}
                fresh={fresh.has(alert.id)}
                dismisses={may.includes("alert.dismiss")}
              />
            ))}
          </ul>
        </section>
        {!told && <p class="soft pad" role="status">{t("Loading")}</p>}
      </div>
    </Sheet>
  );
}

function Named({ object }: { object: TaskView["object"] }) {
  if (object === null || object === undefined || object.name === "") return null;
  const href = hrefOf(object.collection, object.id);
  return href === null ? <>{object.name}</> : <a href={href}>{object.name}</a>;
}

export function TaskItem({ task, cancels }: { task: Task; cancels: boolean }) {
  const { id, name, status, progress, created, finished, error, error_info, object } = task;
  const what = taskText(name);
  const rest = status === "pending" ? left(created, progress, now.value) : null;
  return (
    <li>
      <div class="say">
        <strong>{what}</strong> <Named object={object} />
        <p class="soft">
          <TaskStatus status={status} /> · <Ago iso={created} now={now.value} />
          {finished !== null && ` · ${duration(Date.parse(finished) - Date.parse(created))}`}
        </p>
        {runs(task) && (
          <p class="flex items-center gap-2">
            <progress max={1} value={progress} aria-label={t("{task}: progress", { task: what })} />
            <span class="soft whitespace-nowrap">
              {percent(progress)}
              {rest !== null && ` · ${t("about {time} left", { time: duration(rest) })}`}
            </span>
          </p>
        )}
        {status === "failure" && (
          <p class="t-bad">
            {error} {error_info[0] && <code class="soft">{error_info[0]}</code>}
          </p>
        )}
      </div>
      {cancels && status === "pending" && task.allowed_operations.includes("cancel") && (
        <button
          type="button"
          class="btn"
          onClick={() => void ask("tasks", id, "cancel", t("Cancelling: {task}", { task: what }))}
        >
          {t("Cancel")}
          <span class="sr">{what}</span>
        </button>
      )}
    </li>
  );
}

export function AlertItem({ alert, fresh, dismisses }: { alert: Alert; fresh: boolean; dismisses: boolean }) {
  const { id, priority, time, object } = alert;
  const text = alertText(alert);
  return (
    <li>
      <div class={priority <= 2 ? "say st-line bad" : priority === 3 ? "say st-line warn" : "say st-line"}>
        <Icon name={priority <= 2 ? "circle-alert" : priority === 3 ? "triangle-alert" : "info"} />{" "}
        {fresh ? <strong>{text}</strong> : text}
        <p class="soft">
          {priorityText(priority)} · {fresh && `${t("unread")} · `}
          {time !== null && <Ago iso={time} now={now.value} />} <Named object={object} />
        </p>
      </div>
      {fresh && (
        <button
          type="button"
          class="btn bare icon"
          aria-label={t("Mark as read: {alert}", { alert: text })}
          title={t("Mark as read")}
          onClick={() => void notice([id])}
        >
          <Icon name="check" />
        </button>
      )}
      {dismisses && (
        <button
          type="button"
          class="btn bare icon"
          aria-label={t("Dismiss for everybody: {alert}", { alert: text })}
          title={t("Dismiss for everybody")}
          onClick={() => void ask("alerts", id, "dismiss", t("Dismissed: {alert}", { alert: text }))}
        >
          <Icon name="trash-2" />
        </button>
      )}
    </li>
  );
}
