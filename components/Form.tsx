// Form parts that name their problem and keep what was typed.

export interface TextProps {
  /** Where several forms of a page have a field of this name. */
  id?: string;
  name: string;
  label: string;
  value?: string | undefined;
  hint?: string;
  error?: string | undefined;
  rows: number;
  placeholder?: string;
}

/** A field of several lines. It may be left empty: what it is for says the form. */
export function TextField({ name, id = name, label, value, hint, error, rows, placeholder }: TextProps) {
  const told = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <textarea
        id={id}
        name={name}
        rows={rows}
        {...(placeholder ? { placeholder } : {})}
        {...(told ? { "aria-describedby": told } : {})}
        {...(error ? { "aria-invalid": "true" } : {})}
        autocapitalize="none"
        autocomplete="off"
        spellcheck={false}
      >
        {value}
      </textarea>
      {hint && <p class="hint" id={`${id}-hint`}>{hint}</p>}
      {error && <p class="err" id={`${id}-error`}>{error}</p>}
    </div>
  );
}

export interface FieldProps {
  /** Where several forms of a page have a field of this name. */
  id?: string;
  name: string;
  label: string;
  type?: "text" | "password" | "url" | "number" | "date" | "search";
  value?: string | undefined;
  hint?: string;
  error?: string | undefined;
  autocomplete?: "username" | "current-password" | "new-password" | "one-time-code" | "off";
  required?: boolean;
  focus?: boolean;
  placeholder?: string;
}

export function Field(
  {
    name,
    id = name,
    label,
    type = "text",
    value,
    hint,
    error,
    autocomplete,
    required = true,
    focus,
    placeholder,
  }: FieldProps,
) {
  const told = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        name={name}
        type={type}
        {
          // A password is never sent back to the browser.
          ...(type === "password" || value === undefined ? {} : { value })
        }
        {...(autocomplete ? { autocomplete } : {})}
        {...(placeholder ? { placeholder } : {})}
        {...(told ? { "aria-describedby": told } : {})}
        {...(error ? { "aria-invalid": "true" } : {})}
        required={required}
        autofocus={focus ?? false}
        autocapitalize="none"
        spellcheck={false}
      />
      {hint && <p class="hint" id={`${id}-hint`}>{hint}</p>}
      {error && <p class="err" id={`${id}-error`}>{error}</p>}
    </div>
  );
}
