// What may complete the query, below its field: a list to choose from by arrows and Enter, or by a click.
import type { ListModel } from "@/lib/client/list/types.ts";
import type { Suggestion } from "@/lib/view/lists/types.ts";
import { useEffect, useState } from "preact/hooks";
import { t } from "@/lib/view/text.ts";

export function Completion({ model, suggest }: {
  model: ListModel;
  suggest: (text: string, caret: number) => readonly Suggestion[];
}) {
  const [hints, setHints] = useState<readonly Suggestion[]>([]);
  const [chosen, choose] = useState(-1);
  const show = (next: readonly Suggestion[]) => {
    setHints(next);
    choose(-1);
  };
  const take = (hint: Suggestion) => {
    model.query.value = hint.query;
    model.use(() => {});
    const input = field();
    input?.focus();
    show(input ? suggest(hint.query, hint.query.length) : []);
  };

  useEffect(() => {
    const input = field();
    if (input === null) return;
    let waiting = 0;
    // After the rows: they are what was asked for.
    const look = () => {
      cancelAnimationFrame(waiting);
      waiting = requestAnimationFrame(() =>
        setTimeout(() => show(suggest(input.value, input.selectionStart ?? input.value.length)))
      );
    };
    const leave = () => show([]);
    look();
    input.addEventListener("input", look);
    input.addEventListener("click", look);
    input.addEventListener("focus", look);
    input.addEventListener("blur", leave);
    return () => {
      cancelAnimationFrame(waiting);
      input.removeEventListener("input", look);
      input.removeEventListener("click", look);
      input.removeEventListener("focus", look);
      input.removeEventListener("blur", leave);
    };
  }, []);

  useEffect(() => {
    const input = field();
    if (input === null) return;
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", String(hints.length > 0));
    if (hints.length > 0) input.setAttribute("aria-controls", "list-hints");
    else input.removeAttribute("aria-controls");
    if (chosen >= 0) input.setAttribute("aria-activedescendant", `list-hint-${chosen}`);
    else input.removeAttribute("aria-activedescendant");
    const press = (event: KeyboardEvent) => {
      if (hints.length === 0 || event.isComposing) return;
      const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
      const hint = hints[event.key === "Tab" && chosen < 0 ? -1 : chosen];
      if (step !== 0) {
        choose((chosen + step + hints.length + (chosen < 0 && step < 0 ? 1 : 0)) % hints.length);
      } else if ((event.key === "Enter" || event.key === "Tab") && hint) take(hint);
      else if (event.key === "Escape") show([]);
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
    input.addEventListener("keydown", press);
    return () => input.removeEventListener("keydown", press);
  }, [hints, chosen]);

  if (hints.length === 0) return null;
  return (
    <ul id="list-hints" class="hints" role="listbox" aria-label={t("What may be meant")}>
      {hints.map((hint, n) => (
        <li
          key={hint.text}
          id={`list-hint-${n}`}
          role="option"
          aria-selected={n === chosen}
          // Before the field loses the focus.
          onPointerDown={(event) => {
            event.preventDefault();
            take(hint);
          }}
        >
          <code>{hint.text}</code>
          <span class="soft">{hint.about}</span>
        </li>
      ))}
    </ul>
  );
}

function field(): HTMLInputElement | null {
  const found = document.getElementById("list-query");
  return found instanceof HTMLInputElement ? found : null;
}
