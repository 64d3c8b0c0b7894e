// The actions of an object: the usual ones as buttons, the rest in a menu. One that is refused says why.
import type { ActionView } from "@/lib/view/action.ts";
import { t } from "@/lib/view/text.ts";
import { Icon } from "./Icon.tsx";
import type { IconName } from "./Icon.tsx";

const ICONS: Readonly<Record<string, IconName>> = {
  start: "play",
  shutdown: "power",
  reboot: "rotate-cw",
  suspend: "moon",
  resume: "play",
  pause: "pause",
  unpause: "play",
  force_shutdown: "zap",
  force_reboot: "zap",
  snapshot: "camera",
  clone: "copy",
  migrate: "move-right",
  destroy: "trash-2",
  tag: "tag",
  scan: "refresh-cw",
};

export function ActionBar({ actions, path, part, usual, onAction }: {
  actions: readonly ActionView[];
  path: string;
  /** A part of the object that is meant: a drive of a VM. */
  part?: { readonly collection: string; readonly id: string };
  /** Names of those with a button of their own. */
  usual: readonly string[];
  /** Takes over from the form where there is a script. */
  onAction?: (action: ActionView) => void;
}) {
  const button = (action: ActionView, kind: string) => (
    <button
      key={action.name}
      type="submit"
      name="action"
      value={action.name}
      class={kind || undefined}
      title={action.refused ?? undefined}
      aria-disabled={action.refused !== null}
      aria-description={action.refused ?? undefined}
      onClick={onAction && ((event) => {
        event.preventDefault();
        onAction(action);
      })}
    >
      <Icon name={ICONS[action.name] ?? "wrench"} />
      <span>
        {t(action.label)}
        {kind === "" && action.refused && (
          <>
            <br />
            <small>{action.refused}</small>
          </>
        )}
      </span>
    </button>
  );
  const rest = actions.filter(({ name }) => !usual.includes(name));
  const groups = [...new Set(rest.map(({ group }) => group))];
  return (
    <form method="post" action={path} class="flex flex-wrap gap-2" aria-label={t("Actions")}>
      {part && <input type="hidden" name={part.collection} value={part.id} />}
      {actions.filter(({ name }) => usual.includes(name)).map((action) => button(action, "btn"))}
      {rest.length > 0 && (
        <details class="menu">
          <summary class="btn">
            <Icon name="ellipsis" /> {t("More")}
          </summary>
          <div class="pop max-h-[70vh] overflow-auto">
            {groups.map((group) => (
              <div key={group} role="group" aria-label={t(group)}>
                {groups.length > 1 && <p class="soft px-3 pt-2" aria-hidden="true">{t(group)}</p>}
                {rest.filter((action) => action.group === group).map((action) => button(action, ""))}
              </div>
            ))}
          </div>
        </details>
      )}
    </form>
  );
}
