// A task and an alert as the drawer shows them.
import { left } from "@/lib/view/pace.ts";
import { alertText, priorityText } from "@/lib/view/alert_texts.ts";
import { duration, percent, taskText } from "@/lib/view/format.ts";
import { hrefOf } from "@/lib/view/hrefs.ts";
import { t } from "@/lib/view/text.ts";
import type { AlertView, TaskView } from "@/lib/view/types.ts";
import { Ago } from "../Bits.tsx";
import { Icon } from "../Icon.tsx";
import { TaskStatus } from "../State.tsx";

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

/** Whether it is not over. */
export const runs = ({ status }: Task) => status === "pending" || status === "cancelling";

function Named({ object }: { object: TaskView["object"] }) {
  if (object === null || object === undefined || object.name === "") return null;
  const href = hrefOf(object.collection, object.id);
  return href === null ? <>{object.name}</> : <a href={href}>{object.name}</a>;
}

/** @param now in ms; @param by who started it, "" where that is not known; @param onCancel null where the reader may not */
export function TaskItem(
  { task, now, by = "", onCancel }: {
    task: Task;
    now: number;
    by?: string;
    onCancel: ((what: string) => void) | null;
  },
) {
  const { name, status, progress, created, finished, error, error_info, object } = task;
  const what = taskText(name);
  const rest = status === "pending" ? left(created, progress, now) : null;
  return (
    <li>
      <div class="say">
        <strong>{what}</strong> <Named object={object} />
        <p class="soft">
          <TaskStatus status={status} /> · <Ago iso={created} now={now} />
          {by !== "" && ` · ${t("by {name}", { name: by })}`}
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
      {onCancel && status === "pending" && task.allowed_operations.includes("cancel") && (
        <button
          type="button"
          class="btn"
          onClick={() => onCancel(what)}
        >
          {t("Cancel")}
          <span class="sr">{what}</span>
        </button>
      )}
    </li>
  );
}

/** @param now in ms; @param onRead null where it has been read; @param onDismiss null where the reader may not */
export function AlertItem({ alert, now, onRead, onDismiss }: {
  alert: Alert;
  now: number;
  onRead: (() => void) | null;
  onDismiss: ((text: string) => void) | null;
}) {
  const fresh = onRead !== null;
  const { priority, time, object } = alert;
  const text = alertText(alert);
  return (
    <li>
      <div class={priority <= 2 ? "say st-line bad" : priority === 3 ? "say st-line warn" : "say st-line"}>
        <Icon name={priority <= 2 ? "circle-alert" : priority === 3 ? "triangle-alert" : "info"} />{" "}
        {fresh ? <strong>{text}</strong> : text}
        <p class="soft">
          {priorityText(priority)} · {fresh && `${t("unread")} · `}
          {time !== null && <Ago iso={time} now={now} />} <Named object={object} />
        </p>
      </div>
      {onRead && (
        <button
          type="button"
          class="btn bare icon"
          aria-label={t("Mark as read: {alert}", { alert: text })}
          title={t("Mark as read")}
          onClick={onRead}
        >
          <Icon name="check" />
        </button>
      )}
      {onDismiss && (
        <button
          type="button"
          class="btn bare icon"
          aria-label={t("Dismiss for everybody: {alert}", { alert: text })}
          title={t("Dismiss for everybody")}
          onClick={() => onDismiss(text)}
        >
          <Icon name="trash-2" />
        </button>
      )}
    </li>
  );
}
