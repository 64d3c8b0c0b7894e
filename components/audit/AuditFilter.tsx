// What the audit log is looked through for: a plain form, whose address can be kept.
import { auditPath, type AuditQuery, RESULTS } from "@/lib/view/audit.ts";
import { t } from "@/lib/view/text.ts";
import { tx } from "@/components/Rich.tsx";
import { Icon } from "../Icon.tsx";

/** @param problem what is wrong with the field of that name */
export function AuditFilter({ query, problem }: {
  query: AuditQuery;
  problem: { readonly field: string; readonly message: string } | null;
}) {
  const field = (name: keyof AuditQuery, label: string, type: "search" | "date" | "text", hint = "") => {
    const error = problem?.field === name ? problem.message : null;
    return (
      <div class={name === "text" ? "min-w-0 col-span-2 lg:col-span-1" : "min-w-0"}>
        <label class="soft block" for={`audit-${name}`}>{label}</label>
        <input
          class="w-full"
          id={`audit-${name}`}
          name={name}
          type={type}
          value={query[name]}
          autocomplete="off"
          spellcheck={false}
          {...(hint === "" ? {} : { placeholder: hint })}
          {...(error === null ? {} : { "aria-invalid": "true", "aria-describedby": `audit-${name}-error` })}
        />
        {error !== null && <p class="err" id={`audit-${name}-error`}>{error}</p>}
      </div>
    );
  };
  const filtered = Object.values(query).some((value) => value !== "");
  return (
    <form class="card pad mb-4" action="/audit" role="search">
      <div class="grid gap-3 grid-cols-2 lg:grid-cols-3 mb-3">
        {field("text", "Text", "search", "User, action, object, sentence, address")}
        {field("user", "User", "text")}
        {field("what", "Action", "text", "vm.start, pool, session")}
        <div class="min-w-0">
          <label class="soft block" for="audit-result">{t("Result")}</label>
          <select class="w-full" id="audit-result" name="result">
            <option value="">{t("Any")}</option>
            {Object.entries(RESULTS).map(([value, { text }]) => (
              <option key={value} value={value} selected={query.result === value}>{text}</option>
            ))}
          </select>
        </div>
        {field("since", "From (UTC)", "date")}
        {field("until", "To (UTC)", "date")}
      </div>
      <div class="flex flex-wrap items-center gap-2">
        <button class="btn main" type="submit">
          <Icon name="search" /> {t("Search")}
        </button>
        {filtered && <a class="btn" href="/audit">{t("Show all")}</a>}
        {query.object !== "" && (
          <span class="soft">
            <input type="hidden" name="object" value={query.object} />
            <input type="hidden" name="collection" value={query.collection} />
            {tx("Only one object: {part} {link}", {
              part: <span class="mono break-all">{query.collection} {query.object}</span>,
              link: <a href={auditPath({ ...query, object: "", collection: "" })}>{t("Any object")}</a>,
            })}
          </span>
        )}
      </div>
    </form>
  );
}
