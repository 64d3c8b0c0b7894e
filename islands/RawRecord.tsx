// The raw record of an object: each field to be read, searched and copied. Without script the search is a form.
import { useState } from "preact/hooks";
import { Icon } from "@/components/Icon.tsx";
import { toast } from "@/lib/client/toasts.ts";
import { hrefOf, isPaged } from "@/lib/view/hrefs.ts";
import { rawFields, type RawRecord as Record, rawText } from "@/lib/view/raw_record.ts";
import { t, tn } from "@/lib/view/text.ts";
import type { Json } from "@/lib/view/types.ts";

export default function RawRecord({ record, find: first }: { record: Record; find: string }) {
  const [find, setFind] = useState(first);
  const fields = rawFields(record.fields, find);
  return (
    <section class="card scroll raw" tabIndex={0} aria-label={t("Raw record")}>
      <div class="rawtop">
        <h2>{t("{class} as the pool has it now", { class: record.class })}</h2>
        <form role="search">
          <input
            type="search"
            name="find"
            value={find}
            aria-label={t("Search the fields")}
            placeholder={t("Field or value…")}
            onInput={(event) => setFind(event.currentTarget.value)}
          />
          <button type="submit" class="btn">
            <Icon name="search" /> {t("Search")}
          </button>
          <button type="button" class="btn" onClick={() => copy(t("The record"), asJson(record))}>
            <Icon name="copy" /> {t("Copy as JSON")}
          </button>
        </form>
        <p class="soft" aria-live="polite">
          {tn(fields.length, "{count} field", "{count} fields")}. {t("What looks like a secret is left out.")}
        </p>
      </div>
      <table class="tb cards">
        <thead>
          <tr>
            <th scope="col">{t("Field")}</th>
            <th scope="col">{t("Value")}</th>
            <th scope="col">
              <span class="sr">{t("Copy")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {fields.map(({ name, type, value }) => (
            <tr key={name}>
              <td>
                <code>{name}</code>
                {type && <div class="soft">{type}</div>}
              </td>
              <td data-l={t("Value")}>
                <Value value={value} named={record.named} />
              </td>
              <td>
                <button
                  type="button"
                  class="btn bare icon"
                  aria-label={t("Copy {name}", { name })}
                  onClick={() => copy(name, rawText(value))}
                >
                  <Icon name="copy" />
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** A value as it reads best; what it names as links. */
function Value({ value, named }: { value: Json; named: Record["named"] }) {
  if (value === null || value === "") {
    return <span class="soft">{value === null ? t("none") : t("empty")}</span>;
  }
  if (typeof value === "string") {
    const one = Object.hasOwn(named, value) ? named[value] : undefined;
    if (one && isPaged(one.collection)) {
      return <a href={hrefOf(one.collection, one.id)} title={value}>{one.name}</a>;
    }
    return value.length > 200 || value.includes("\n")
      ? <pre tabIndex={0}>{value}</pre>
      : <code>{value}</code>;
  }
  if (typeof value !== "object") return <code>{String(value)}</code>;
  const entries = Object.entries(value);
  if (entries.length === 0) return <span class="soft">{t("empty")}</span>;
  return (
    <ul>
      {entries.map(([key, item]: [string, Json]) => (
        <li key={key}>
          {!Array.isArray(value) && <code class="soft key">{key}:</code>}
          <Value value={item} named={named} />
        </li>
      ))}
    </ul>
  );
}

function asJson({ fields }: Record): string {
  return JSON.stringify(Object.fromEntries(fields.map(({ name, value }) => [name, value])), null, 2);
}

function copy(what: string, text: string): void {
  // Only over https or on this machine; elsewhere browsers have no clipboard for pages.
  const written = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error("No clipboard"));
  written.then(
    () => toast("done", t("Copied: {what}", { what })),
    () => toast("failed", t("The browser does not let this page copy; select the text instead")),
  );
}
