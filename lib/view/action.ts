// An action of an object as pages show it; the shape that the server's list of actions has.
import { t } from "./text.ts";

/** How a field asks: `lines` for long texts, `size` for bytes told in GiB, `one` and `many` for other objects. */
export type FieldKind = "text" | "lines" | "number" | "size" | "yes" | "choice" | "one" | "many";

/** What an action asks for in its form. */
export interface ActionField {
  /** The argument's name. */
  readonly name: string;
  readonly label: string;
  readonly kind: FieldKind;
  readonly required: boolean;
  readonly min?: number;
  readonly max?: number;
  /** The values of a choice. */
  readonly options?: readonly string[];
  /** It offers other objects: the server knows which. */
  readonly offers?: boolean;
  /** What it holds at first; of a size in GiB. */
  readonly value?: string;
}

export interface ActionView {
  readonly name: string;
  readonly label: string;
  /** Under which heading a menu has it. */
  readonly group: string;
  readonly dangerous: boolean;
  /** Why it cannot be done now, as a sentence; null when it can. */
  readonly refused: string | null;
  readonly fields: readonly ActionField[];
  /** What follows from it, told before it is done. */
  readonly consequences: readonly string[];
}

/** An action in its reader's language: what the registry says is no text of the browser's catalogue. */
export function spoken(action: ActionView): ActionView {
  return {
    ...action,
    label: t(action.label),
    group: t(action.group),
    fields: action.fields.map((field) => ({ ...field, label: t(field.label) })),
    consequences: action.consequences.map((text) => t(text)),
  };
}

/** How actions stand now, in the words in which they were told before. */
export function renewed(now: readonly ActionView[], before: readonly ActionView[]): ActionView[] {
  const known = new Map(before.map((action) => [action.name, action]));
  return now.map((action) => {
    const words = known.get(action.name);
    if (words === undefined) return action;
    const { label, group, consequences } = words;
    const labels = new Map(words.fields.map((field) => [field.name, field.label]));
    const fields = action.fields.map((field) => ({ ...field, label: labels.get(field.name) ?? field.label }));
    return { ...action, label, group, consequences, fields };
  });
}

/** Done by typing the object's name: there is no way back. */
export function isFinal({ name }: Pick<ActionView, "name">): boolean {
  return name === "destroy";
}

/** Whether it cannot be done without being told something. */
export function mustBeTold({ fields }: Pick<ActionView, "fields">): boolean {
  return fields.some(({ required, kind }) => required || ["many", "one", "lines"].includes(kind));
}

/** Whether an action is preceded by a form: to be told something, or to be confirmed. */
export function asks(action: Pick<ActionView, "dangerous" | "fields">): boolean {
  return action.dangerous || mustBeTold(action);
}
