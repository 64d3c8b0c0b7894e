// Form parts that name their problem and keep what was typed.

interface TextProps {
  name: string;
  label: string;
  value?: string | undefined;
  hint?: string;
  error?: string | undefined;
  rows: number;
  placeholder?: string;
}

/** A field of several lines. It may be left empty: what it is for says the form. */
export function TextField({ name, label, value, hint, error, rows, placeholder }: TextProps) {
  const told = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(" ");
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <textarea
        id={name}
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
      {hint && <p class="hint" id={`${name}-hint`}>{hint}</p>}
      {error && <p class="err" id={`${name}-error`}>{error}</p>}
    </div>
  );
}

interface FieldProps {
  name: string;
  label: string;
  type?: "text" | "password" | "url";
  value?: string | undefined;
  hint?: string;
  error?: string | undefined;
  autocomplete?: "username" | "current-password" | "new-password" | "off";
  required?: boolean;
  focus?: boolean;
  placeholder?: string;
}

export function Field(
  { name, label, type = "text", value, hint, error, autocomplete, required = true, focus, placeholder }:
    FieldProps,
) {
  const told = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(" ");
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <input
        id={name}
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
      {hint && <p class="hint" id={`${name}-hint`}>{hint}</p>}
      {error && <p class="err" id={`${name}-error`}>{error}</p>}
    </div>
  );
}
