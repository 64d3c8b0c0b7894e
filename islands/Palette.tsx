// The palette: objects, pages and actions by a few letters. What would interrupt work is asked once more, what needs to be told more or
// cannot be undone leads to the form on the object's page.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { Icon } from "@/components/Icon.tsx";
import { actionEntries, type Entry, findEntries, type Page } from "@/components/shell/palette_entries.ts";
import { Sheet } from "@/components/shell/Sheet.tsx";
import { actionsOf } from "@/lib/client/action_list.ts";
import { act, type ActionPath } from "@/lib/client/actions.ts";
import { Finder } from "@/lib/client/found.ts";
import { typed } from "@/lib/client/panels.ts";
import { toast } from "@/lib/client/toasts.ts";
import { type ActionView, isFinal, mustBeTold } from "@/lib/view/action.ts";
import { hrefOf } from "@/lib/view/hrefs.ts";
import type { Found, Searched } from "@/lib/view/search.ts";
import { t } from "@/lib/view/text.ts";

/** Where the API keeps actions of a kind. */
const ACTION_PATHS: { readonly [C in Searched]: ActionPath } = {
  vm: "vms",
  host: "hosts",
  pool: "pools",
  sr: "srs",
  network: "networks",
  template: "templates",
  snapshot: "snapshots",
  vdi: "vdis",
};

/** What the navigation offers is what this reader may open. */
function pagesOf(): Page[] {
  return [...document.querySelectorAll<HTMLAnchorElement>("nav.side a, .account-menu a")].map((link) => ({
    href: link.pathname,
    text: [...link.childNodes].find(({ nodeType }) => nodeType === Node.TEXT_NODE)?.textContent?.trim() ?? "",
  }));
}

async function perform(object: Found, action: ActionView): Promise<void> {
  const outcome = await act(ACTION_PATHS[object.collection], object.id, action.name);
  if (!outcome.ok) return toast("failed", outcome.message);
  const what = t("{action}: {name}", { action: t(action.label), name: object.name || object.id });
  toast("done", what, hrefOf(object.collection, object.id));
}

export default function Palette({ onDone }: { onDone: () => void }) {
  const finder = useMemo(() => new Finder(), []);
  const pages = useMemo(pagesOf, []);
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(typed);
  const [at, setAt] = useState(0);
  const [object, setObject] = useState<Found | null>(null);
  const [actions, setActions] = useState<readonly ActionView[] | null>(null);
  const [asked, setAsked] = useState<ActionView | null>(null);

  useEffect(() => void finder.find(text), []);
  useEffect(() => input.current?.focus(), [asked === null]);
  const entries = object === null
    ? findEntries(pages, finder.found.value, text)
    : actionEntries(object, actions ?? [], text);
  const chosen = entries[Math.min(at, entries.length - 1)];
  useEffect(() => document.getElementById("palette-chosen")?.scrollIntoView({ block: "nearest" }), [at]);

  function type(next: string): void {
    setText(next);
    setAt(0);
    if (object === null) void finder.find(next);
  }

  async function turnTo(next: Found | null): Promise<void> {
    setObject(next);
    setActions(null);
    setText("");
    setAt(0);
    if (next === null) return void finder.find("");
    setActions(await actionsOf(ACTION_PATHS[next.collection], next.id) ?? []);
  }

  function done(object: Found, action: ActionView): void {
    onDone();
    void perform(object, action);
  }

  function choose(entry: Entry): void {
    const { action, object, href } = entry;
    if (href !== null) location.assign(href);
    else if (object !== undefined && action !== undefined && action.refused === null) {
      const form = isFinal(action) || mustBeTold(action);
      if (form) location.assign(`${hrefOf(object.collection, object.id)}?ask=${action.name}`);
      else if (action.dangerous) setAsked(action);
      else done(object, action);
    }
  }

  function press(event: KeyboardEvent): void {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0 && entries.length > 0) setAt((at + step + entries.length) % entries.length);
    else if (event.key === "Enter" && chosen) choose(chosen);
    else if (event.key === "Tab" && !event.shiftKey && object !== null) void turnTo(null);
    else if (event.key === "Tab" && !event.shiftKey && chosen?.object) void turnTo(chosen.object);
    // In a field of its kind it would empty the field first.
    else if (event.key === "Escape") onDone();
    else return;
    event.preventDefault();
  }

  if (object !== null && asked !== null) {
    return (
      <Confirm
        object={object}
        action={asked}
        onBack={() => setAsked(null)}
        onYes={() => done(object, asked)}
        onDone={onDone}
      />
    );
  }
  const label = object === null
    ? t("Find objects, pages and actions")
    : t("What to do to {name}", { name: object.name || object.id });
  return (
    <Sheet label={label} kind="palette" onDone={onDone} heading={false}>
      <div class="find">
        <Icon name={object === null ? "search" : "zap"} />
        <input
          ref={input}
          type="search"
          role="combobox"
          aria-label={label}
          aria-expanded="true"
          aria-controls="palette-list"
          aria-autocomplete="list"
          {...(chosen ? { "aria-activedescendant": "palette-chosen" } : {})}
          placeholder={label}
          autocomplete="off"
          spellcheck={false}
          value={text}
          onInput={(event) => type(event.currentTarget.value)}
          onKeyDown={press}
        />
      </div>
      <ul id="palette-list" role="listbox" aria-label={label}>
        {entries.map((entry, n) => {
          const here = entry === chosen;
          return (
            <li
              key={entry.key}
              role="option"
              aria-selected={here}
              {...(here ? { id: "palette-chosen" } : {})}
              {...(entry.action && entry.action.refused !== null ? { "aria-disabled": "true" } : {})}
              onPointerMove={() => n !== at && setAt(n)}
              onClick={() => choose(entry)}
            >
              <Icon name={entry.icon} />
              <span class="what">{entry.text}</span>
              <span class="soft">{entry.detail}</span>
            </li>
          );
        })}
      </ul>
      <p class="soft pad" role="status">
        {finder.failed.value
          ? t("Atoll does not answer")
          : object !== null && actions === null
          ? t("The pool is being asked")
          : entries.length === 0 && !finder.busy.value
          ? t("Nothing found")
          : ""}
      </p>
      <footer>
        {object !== null
          ? <button type="button" class="btn" onClick={() => void turnTo(null)}>{t("Back")}</button>
          : chosen?.object && (
            <button
              type="button"
              class="btn"
              onClick={() => void turnTo(chosen.object ?? null)}
            >
              <Icon name="zap" /> {t("What to do to {name}", { name: chosen.text })}
            </button>
          )}
        <button type="button" class="btn bare" onClick={() => onDone()}>{t("Close")}</button>
      </footer>
    </Sheet>
  );
}

function Confirm(
  { object, action, onBack, onYes, onDone }: {
    object: Found;
    action: ActionView;
    onBack: () => void;
    onYes: () => void;
    onDone: () => void;
  },
) {
  const back = useRef<HTMLButtonElement>(null);
  useEffect(() => back.current?.focus(), []);
  return (
    <Sheet
      label={t("{action}: {name}", { action: t(action.label), name: object.name || object.id })}
      kind="palette"
      onDone={onDone}
    >
      <div class="pad">
        <ul class="mb-3">{action.consequences.map((text) => <li key={text}>{t(text)}</li>)}</ul>
        <div class="flex gap-2">
          <button type="button" class="btn danger" onClick={onYes}>
            {t(action.label)}
          </button>
          <button type="button" class="btn" ref={back} onClick={onBack}>{t("Back")}</button>
        </div>
      </div>
    </Sheet>
  );
}
