// Name, description and tags, changed where they stand. Without a script each is a link to the form that asks for the same.
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { t } from "@/lib/view/text.ts";
import { Icon } from "../Icon.tsx";

/** Performs an action and tells how it went; false: it failed, and what was typed stays. */
export type Change = (action: string, args: { readonly [name: string]: string }) => Promise<boolean>;

/**
 * Something shown, with a pen beside it that turns it into a field.
 * @param action what is asked for with the text, in the argument `field`
 * @param shown what stands there; left out: the pen's own text
 */
export function InPlace({ action, field, value, label, many, change, children }: {
  action: string;
  field: string;
  value: string;
  /** What the pen does: "Rename". */
  label: string;
  many?: boolean;
  change: Change;
  children?: ComponentChildren;
}) {
  const [editing, edit] = useState(false);
  const [busy, setBusy] = useState(false);
  if (!editing) {
    return (
      <span class="inplace">
        {children}
        <a
          class="btn bare icon"
          href={`?ask=${action}`}
          aria-label={label}
          title={label}
          onClick={(event) => {
            if (event.ctrlKey || event.metaKey || event.shiftKey) return;
            event.preventDefault();
            edit(true);
          }}
        >
          <Icon name={action === "tag" ? "plus" : "pencil"} />
        </a>
      </span>
    );
  }
  const control = {
    name: field,
    "aria-label": label,
    autocomplete: "off",
    class: "w-full",
    disabled: busy,
    // Whoever asked to write wants to write now.
    ref: (element: HTMLInputElement | HTMLTextAreaElement | null) => element?.focus(),
  };
  return (
    <form
      class="inplace on"
      onKeyDown={(event) => event.key === "Escape" && edit(false)}
      onSubmit={async (event) => {
        event.preventDefault();
        const text = String(new FormData(event.currentTarget).get(field) ?? "");
        setBusy(true);
        const done = text === value || await change(action, { [field]: text });
        setBusy(false);
        if (done) edit(false);
      }}
    >
      {many
        ? <textarea rows={3} defaultValue={value} {...control} />
        : <input type="text" defaultValue={value} {...control} />}
      <button type="submit" class="btn main" disabled={busy}>{t("Save")}</button>
      <button type="button" class="btn" onClick={() => edit(false)}>{t("Cancel")}</button>
    </form>
  );
}

/** Tags; each can be taken off, and another put on, by who may. */
export function TagLine({ tags, may, change, href }: {
  tags: readonly string[];
  may: (action: string) => boolean;
  change: Change;
  /** The objects that have the tag, too. */
  href: (tag: string) => string;
}) {
  if (tags.length === 0 && !may("tag")) return null;
  return (
    <span class="tagline">
      {tags.map((tag) => (
        <span key={tag} class="tag">
          <a href={href(tag)}>{tag}</a>
          {may("untag") && (
            <button
              type="button"
              class="off"
              aria-label={t("Remove the tag {tag}", { tag })}
              onClick={() => void change("untag", { tag })}
            >
              <Icon name="x" />
            </button>
          )}
        </span>
      ))}
      {may("tag") && (
        <InPlace action="tag" field="tag" value="" label={t("Add tag")} change={change}>
          {tags.length === 0 && <span class="soft">{t("No tags")}</span>}
        </InPlace>
      )}
    </span>
  );
}
