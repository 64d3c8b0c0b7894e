// The forms of pages: what was typed stays, each message stands at its field, and it all works without a script.
import type { ComponentChildren } from "preact";
import type { FormView, Sent } from "@/lib/view/form.ts";
import { t } from "@/lib/view/text.ts";
import { Note } from "./Bits.tsx";
import { Field, type FieldProps, TextField, type TextProps } from "./Form.tsx";

/**
 * A form of a page, sent to the page's own address.
 * @param fields names of those that show their own message
 * @param hidden what is sent along
 * @param cancel where to go instead
 */
export function PageForm({ form, fields = [], hidden = {}, submit, tone = "main", cancel, also, children }: {
  form: FormView;
  fields?: readonly string[];
  hidden?: { readonly [name: string]: string };
  submit: string;
  tone?: "main" | "danger" | "";
  cancel?: string;
  /** What else can be done with the same fields: the form's name, and what the button says. */
  also?: { readonly name: string; readonly label: string };
  children?: ComponentChildren;
}) {
  const problem = form.problem(fields);
  return (
    <form method="post">
      {problem !== null && <Note tone="bad" alert>{problem}</Note>}
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
      <div class="flex flex-wrap gap-2">
        <button class={`btn ${tone}`} type="submit" name="do" value={form.name}>{submit}</button>
        {also && <button class="btn" type="submit" name="do" value={also.name}>{also.label}</button>}
        {cancel !== undefined && <a class="btn" href={cancel}>{t("Cancel")}</a>}
      </div>
    </form>
  );
}

/** A field of such a form. @param value what is there already */
export function Input({ form, name, value, ...rest }: Omit<FieldProps, "id" | "error"> & { form: FormView }) {
  return (
    <Field
      {...rest}
      name={name}
      id={`${form.name}-${name}`}
      value={form.value(name, value)}
      error={form.error(name)}
    />
  );
}

export interface Option {
  readonly value: string;
  readonly text: string;
  readonly hint?: string;
}

/** One of several, in a list that opens. `groups` have a title each. */
export function Select({ form, name, label, value, options = [], groups = [], hint }: {
  form: FormView;
  name: string;
  label: string;
  value?: string;
  options?: readonly Option[];
  groups?: readonly { readonly title: string; readonly options: readonly Option[] }[];
  hint?: string;
}) {
  const id = `${form.name}-${name}`;
  const error = form.error(name);
  const told = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  const chosen = form.value(name, value);
  const option = (one: Option) => (
    <option key={one.value} value={one.value} selected={one.value === chosen}>{t(one.text)}</option>
  );
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select
        id={id}
        name={name}
        {...(told ? { "aria-describedby": told } : {})}
        {...(error ? { "aria-invalid": "true" } : {})}
      >
        {options.map(option)}
        {groups.filter((group) => group.options.length > 0).map((group) => (
          <optgroup key={group.title} label={t(group.title)}>{group.options.map(option)}</optgroup>
        ))}
      </select>
      {hint && <p class="hint" id={`${id}-hint`}>{hint}</p>}
      {error && <p class="err" id={`${id}-error`}>{error}</p>}
    </div>
  );
}

/** Boxes to check, or one of several to choose (`one`). */
export function Choices({ form, name, id = `${form.name}-${name}`, legend, options, values, one, hint }: {
  form: FormView;
  name: string;
  /** Where several groups of boxes are of one field; their message is not told here. */
  id?: string;
  legend: string;
  options: readonly Option[];
  /** What is chosen already. */
  values?: readonly string[];
  one?: boolean;
  hint?: string;
}) {
  const error = id === `${form.name}-${name}` ? form.error(name) : undefined;
  const told = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  const chosen = form.values(name, values);
  return (
    <fieldset class="field" {...(told ? { "aria-describedby": told } : {})}>
      <legend>{legend}</legend>
      {hint && <p class="hint" id={`${id}-hint`}>{hint}</p>}
      {error && <p class="err" id={`${id}-error`}>{error}</p>}
      <div class="boxes">
        {options.map((option) => (
          <label key={option.value}>
            <input
              type={one ? "radio" : "checkbox"}
              name={name}
              value={option.value}
              checked={chosen.includes(option.value)}
            />
            <span>
              {t(option.text)}
              {option.hint && <small class="soft">{option.hint}</small>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** A field of several lines of such a form. */
export function Lines({ form, name, value, ...rest }: Omit<TextProps, "id" | "error"> & { form: FormView }) {
  return (
    <TextField
      {...rest}
      name={name}
      id={`${form.name}-${name}`}
      value={form.value(name, value)}
      error={form.error(name)}
    />
  );
}

/** One box to check. @param on whether it is already */
export function Box({ form, name, label, on, hint }: {
  form: FormView;
  name: string;
  label: string;
  on: boolean;
  hint?: string;
}) {
  return (
    <div class="field boxes">
      <label>
        <input
          type="checkbox"
          name={name}
          value="yes"
          checked={form.value(name, on ? "yes" : "") === "yes"}
        />
        <span>
          {label}
          {hint && <small class="soft">{hint}</small>}
        </span>
      </label>
    </div>
  );
}

/**
 * What is asked before something is done: a card above the page. The address says what is asked (`?ask=`), so that it needs
 * no script.
 * @param lines what follows from it
 */
export function Ask({ title, lines = [], children }: {
  title: string;
  lines?: readonly string[];
  children: ComponentChildren;
}) {
  return (
    <section class="card pad mb-4 max-w-2xl" aria-labelledby="ask">
      <h2 id="ask" class="mb-2">{title}</h2>
      {lines.map((line) => <p key={line} class="mb-2">{line}</p>)}
      {children}
    </section>
  );
}

/** A button that is a form of its own: what it does can be undone, or was asked before. */
export function Deed({ name, hidden = {}, label, describe, tone = "" }: {
  name: string;
  hidden?: { readonly [name: string]: string };
  label: string;
  /** What it is about, for those who hear the button alone. */
  describe?: string;
  tone?: "" | "danger" | "main";
}) {
  return (
    <form method="post" class="inline">
      {Object.entries(hidden).map(([field, value]) => (
        <input key={field} type="hidden" name={field} value={value} />
      ))}
      <button class={`btn ${tone}`} type="submit" name="do" value={name}>
        {label}
        {describe && <span class="sr">{` ${describe}`}</span>}
      </button>
    </form>
  );
}

/** What went wrong with a button that has no form to tell it. @param asked the form that tells its own */
export function Refused({ sent, asked }: { sent: Sent | null; asked: string | null }) {
  return sent !== null && sent.message !== null && sent.form !== asked
    ? <Note tone="bad" alert>{sent.message}</Note>
    : null;
}
