// The keys, by where they mean something.
import { t } from "@/lib/view/text.ts";
import { KEY_GROUPS } from "./keys.ts";

export function KeyList() {
  return (
    <>
      {KEY_GROUPS.map(({ title, lines }) => (
        <section key={title} class="mb-3">
          <h3>{t(title)}</h3>
          <dl class="kv">
            {lines.map(({ keys, what }) => (
              <>
                <dt>{keys.map((key) => <kbd key={key} class="tag mono">{key}</kbd>)}</dt>
                <dd>{t(what)}</dd>
              </>
            ))}
          </dl>
        </section>
      ))}
    </>
  );
}
