// What goes on in the pools, beside any page: running tasks with their progress, how others ended, and what the pools have to say.
import { useEffect, useMemo, useState } from "preact/hooks";
import { Icon } from "@/components/Icon.tsx";
import { type Alert, AlertItem, runs, type Task, TaskItem } from "@/components/shell/ActivityItems.tsx";
import { Sheet } from "@/components/shell/Sheet.tsx";
import {
  acknowledge,
  Followed,
  learnAcknowledged,
  shown,
  startersOf,
  unread,
} from "@/lib/client/activity.ts";
import { act, type ActionPath } from "@/lib/client/actions.ts";
import { now } from "@/lib/client/clock.ts";
import { openStream } from "@/lib/client/page_stream.ts";
import { toast } from "@/lib/client/toasts.ts";
import { t } from "@/lib/view/text.ts";

/** Most of each that the drawer shows: the pages have them all. */
const MOST = 40;
/** And of tasks that ended well or badly: alerts stand below. */
const MOST_OVER = 6;

async function ask(path: ActionPath, id: string, action: string, done: string): Promise<void> {
  const outcome = await act(path, id, action);
  toast(outcome.ok ? "done" : "failed", outcome.ok ? done : outcome.message);
}

async function notice(ids: readonly string[]): Promise<void> {
  if (!await acknowledge(ids)) toast("failed", t("Atoll does not answer: some alerts are still unread"));
}

export default function Activity(
  { reader, may, onDone }: { reader: string; may: readonly string[]; onDone: () => void },
) {
  const followed = useMemo(() => new Followed(), []);
  useEffect(() => void learnAcknowledged(), []);
  useEffect(() => openStream({ subscription: shown(), reader, at: "" }, followed.receive).close, []);
  // The stream projects exactly the fields that were asked for, with the types of the views.
  const tasks = (followed.of("task") as unknown as Task[])
    .sort((a, b) => Number(runs(b)) - Number(runs(a)) || (a.created < b.created ? 1 : -1));
  const alerts = (followed.of("alert") as unknown as Alert[])
    .sort((a, b) => a.priority - b.priority || ((a.time ?? "") < (b.time ?? "") ? 1 : -1));
  const [starters, setStarters] = useState<ReadonlyMap<string, string>>(new Map());
  const last = tasks.reduce((latest, { created }) => created > latest ? created : latest, "");
  // Known as soon as the task is: asked anew whenever there is another one.
  useEffect(() => void startersOf().then(setStarters), [last]);
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
    <Sheet label={t("Tasks and alerts")} kind="drawer" onDone={onDone}>
      <div>
        <section aria-label={t("Tasks")}>
          <h3>
            {t("Tasks")} <a href="/tasks">{t("All tasks")}</a>
          </h3>
          {told && tasks.length === 0 && <p class="soft pad">{t("Nothing has run lately")}</p>}
          <ul class="lines">
            {shownTasks.map((task) => (
              <TaskItem
                key={task.id}
                task={task}
                now={now.value}
                by={starters.get(task.id) ?? ""}
                onCancel={may.includes("task.cancel")
                  ? (what) => void ask("tasks", task.id, "cancel", t("Cancelling: {task}", { task: what }))
                  : null}
              />
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
                now={now.value}
                onRead={fresh.has(alert.id) ? () => void notice([alert.id]) : null}
                onDismiss={may.includes("alert.dismiss")
                  ? (text) =>
                    void ask("alerts", alert.id, "dismiss", t("Dismissed: {alert}", { alert: text }))
                  : null}
              />
            ))}
          </ul>
        </section>
        {!told && <p class="soft pad" role="status">{t("Loading")}</p>}
      </div>
    </Sheet>
  );
}
