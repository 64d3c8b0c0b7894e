// A form as a page shows it: fresh, or again after it was refused, with what was typed and the message at its field.

/** A form that was sent and stays on the page: refused, or tried out. */
export interface Sent {
  /** Which of the page's forms: the value of its button. */
  readonly form: string;
  /** What was typed, by field; nothing secret is among it. */
  readonly values: { readonly [field: string]: readonly string[] };
  /** Why it was refused; null: it was not. */
  readonly message: string | null;
  /** The field at fault; undefined when it is none of them. */
  readonly field: string | undefined;
}

/** One of a page's forms. */
export interface FormView {
  readonly name: string;
  /** Whether it is this one that was sent. */
  readonly sent: boolean;
  /** What a field holds: what was typed, else what is there already. */
  value(field: string, otherwise?: string): string;
  /** The same of check boxes. */
  values(field: string, otherwise?: readonly string[]): readonly string[];
  /** What is wrong with a field. */
  error(field: string): string | undefined;
  /** What is wrong and belongs to none of these fields; null: nothing. */
  problem(fields: readonly string[]): string | null;
}

/** A form of a page. @param sent the form that was sent, whichever of the page's it was */
export function formView(sent: Sent | null, name: string): FormView {
  const mine = sent?.form === name ? sent : null;
  return {
    name,
    sent: mine !== null,
    value: (field, otherwise = "") => mine ? mine.values[field]?.[0] ?? "" : otherwise,
    values: (field, otherwise = []) => mine ? mine.values[field] ?? [] : otherwise,
    error: (field) => mine?.field === field ? mine.message ?? undefined : undefined,
    problem: (fields) => mine && !fields.includes(mine.field ?? "") ? mine.message : null,
  };
}
