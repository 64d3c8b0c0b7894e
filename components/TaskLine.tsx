// What is going on with an object right now: its running operations, with progress.
import { operationText, percent } from "@/lib/view/format.ts";
import type { TaskView } from "@/lib/view/types.ts";
import { Icon } from "./Icon.tsx";

type Line = Pick<TaskView, "id" | "name" | "progress">;

/** @param object what it is done to */
export function TaskLine({ object, task }: {
  object: { readonly current_operations: { readonly [task: string]: string } };
  task: (id: string) => Line | undefined;
}) {
  return (
    <div aria-live="polite">
      {Object.entries(object.current_operations).map(([id, operation]) => {
        const line = task(id);
        return (
          <div key={id} class="flex items-center gap-3 mt-2 max-w-lg">
            <span class="st info">
              <Icon name="loader-circle" class="turn" />
              {operationText(operation)}
            </span>
            {line && <progress max={1} value={line.progress} aria-label={operationText(operation)} />}
            {line && <span class="soft">{percent(line.progress)}</span>}
          </div>
        );
      })}
    </div>
  );
}
