// The form before an action that needs to be told something, or that is dangerous. It works without script, as its own page.
import { type ActionField, type ActionView, isFinal } from "@/lib/view/action.ts";
import { t } from "@/lib/view/text.ts";
import { Note } from "./Bits.tsx";
import { Field, TextField } from "./Form.tsx";

interface Choice {
  readonly id: string;
  readonly name: string;
}

interface Props {
  action: ActionView;
  /** Name of the object, which destroying it has to repeat. */
  name: string;
  /** Where to POST, and where Cancel leads to. */
  path: string;
  /** A part of the object that is meant: the snapshot of a VM. */
  part?: { readonly collection: string; readonly id: string } | null;
  /** What its fields offer, by their names. */
  choices?: { readonly [field: string]: readonly Choice[] };
  onCancel?: (event: Event) => void;
}

export function ActionForm({ action, name, path, part, choices = {}, onCancel }: Props) {
  const { fields } = action;
  if (action.refused !== null) {
    return (
      <Note tone="warn" alert>
        {t(action.label)}: {action.refused}. <a href={path}>{t("Back")}</a>
      </Note>
    );
  }
  return (
    <section class="card pad mb-4" aria-labelledby="ask">
      <h2 id="ask" class="mb-2">{t(action.label)}: {name}</h2>
      <form method="post" action={path} class="max-w-md">
        <input type="hidden" name="action" value={action.name} />
        <input type="hidden" name="confirmed" value="yes" />
        {part && <input type="hidden" name={part.collection} value={part.id} />}
        {action.consequences.map((text) => <p key={text} class="mb-2">{t(text)}</p>)}
        {fields.map((field, at) => (
          <Asked key={field.name} field={field} choices={choices[field.name] ?? []} focus={at === 0} />
        ))}
        {isFinal(action) && (
          <Field
            name="typed"
            label={name ? t("Type {name} to confirm", { name }) : t("Type its id to confirm")}
            autocomplete="off"
            focus={fields.length === 0}
          />
        )}
        <div class="flex gap-2">
          <button type="submit" class={`btn ${action.dangerous ? "danger" : "main"}`}>
            {t(action.label)}
          </button>
          <a class="btn" href={path} {...(onCancel ? { onClick: onCancel } : {})}>{t("Cancel")}</a>
        </div>
      </form>
    </section>
  );
}

function Asked({ field, choices, focus }: {
  field: ActionField;
  choices: readonly Choice[];
  focus: boolean;
}) {
  const { name, kind, required, value, min, max, options = [] } = field;
  const label = t(field.label);
  const select = (offered: readonly Choice[]) => (
    <div class="field">
      <label for={name}>{label}</label>
      <select id={name} name={name} required={required} class="w-full">
        {!required && <option value="">–</option>}
        {offered.map(({ id, name }) => <option key={id} value={id} selected={id === value}>{name}</option>)}
      </select>
    </div>
  );
  switch (kind) {
    case "one":
      return select(choices);
    case "choice":
      return select(options.map((id) => ({ id, name: t(id) })));
    case "many":
      return (
        <fieldset class="field">
          <legend>{label}</legend>
          {choices.map(({ id, name: text }) => (
            <label key={id} class="flex items-center gap-2 py-3">
              <input type="checkbox" name={name} value={id} /> {text}
            </label>
          ))}
          {choices.length === 0 && <p class="soft">{t("There is none.")}</p>}
        </fieldset>
      );
    case "yes":
      return (
        <p class="field">
          <label>
            <input type="checkbox" name={name} value="true" checked={value !== undefined} /> {label}
          </label>
        </p>
      );
    case "lines":
      return <TextField name={name} label={label} value={value} rows={4} />;
    case "number":
    case "size":
      return (
        <div class="field">
          <label for={name}>{kind === "size" ? t("{label} (GiB)", { label }) : label}</label>
          <input
            id={name}
            name={name}
            type="number"
            step={kind === "size" ? "any" : "1"}
            inputmode="decimal"
            required={required}
            {...(min === undefined ? {} : { min })}
            {...(max === undefined ? {} : { max })}
            {...(value === undefined ? {} : { value })}
          />
        </div>
      );
    case "text":
      return (
        <Field
          name={name}
          label={label}
          value={value}
          autocomplete="off"
          required={required}
          focus={focus}
        />
      );
  }
}
