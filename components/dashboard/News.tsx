// The newest tasks and alerts, in a line each.
import type { NewsAlert, NewsTask } from "@/lib/view/dashboard.ts";
import { percent, taskText } from "@/lib/view/format.ts";
import { hrefOf } from "@/lib/view/hrefs.ts";
import { t } from "@/lib/view/text.ts";
import type { ObjectName } from "@/lib/view/types.ts";
import { Ago } from "../Bits.tsx";
import { Part } from "../Cell.tsx";
import { ObjectLink, objectText } from "../health/FindingLine.tsx";
import { SeverityMark } from "../health/Severity.tsx";
import { TaskStatus } from "../State.tsx";

export function TaskNews({ tasks, now }: { tasks: readonly NewsTask[]; now: () => number }) {
  return (
    <section class="card news" aria-labelledby="news-tasks">
      <h2 id="news-tasks">
        <a href="/tasks">{t("Recent tasks")}</a>
      </h2>
      <ul>
        {tasks.map(({ id, name, status, progress, created, error, object }) => (
          <li key={id}>
            <span class="what">
              <TaskStatus status={status} />
              <span>{taskText(name)}</span>
              {object && hrefOf(object.collection, object.id) !== null && <ObjectLink object={object} />}
              {status === "pending" && <span>{percent(progress)}</span>}
              {error && <span class="t-bad">{error}</span>}
            </span>
            <Age time={created} now={now} />
          </li>
        ))}
      </ul>
    </section>
  );
}

export function AlertNews({ alerts, now }: { alerts: readonly NewsAlert[]; now: () => number }) {
  return (
    <section class="card news" aria-labelledby="news-alerts">
      <h2 id="news-alerts">
        <a href="/alerts">{t("Recent alerts")}</a>
      </h2>
      <ul>
        {alerts.map(({ id, name, priority, time, object }) => (
          <li key={id}>
            <span class="what">
              <SeverityMark severity={priority <= 1 ? "critical" : "warning"} short />
              <span>{codeText(id, name)}</span>
              {object && <ObjectLink object={object} />}
            </span>
            {time !== null && <Age time={time} now={now} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The sentences of all codes are more than this page wants to load: the code in words does. */
function codeText(id: string, name: string): string {
  const alert: ObjectName = { collection: "alert", id, name };
  return objectText(alert);
}

function Age({ time, now }: { time: string; now: () => number }) {
  return (
    <span class="soft">
      <Part>{() => <Ago iso={time} now={now()} />}</Part>
    </span>
  );
}
