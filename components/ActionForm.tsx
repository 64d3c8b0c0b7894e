// The form before an action that needs to be told something, or that is dangerous. It works without script, as its own page.
import { consequencesOf, questionOf } from "@/lib/view/action.ts";
import type { ActionView } from "@/lib/view/action.ts";
import { t } from "@/lib/view/text.ts";
import { Note } from "./Bits.tsx";
import { Field } from "./Form.tsx";

interface Props {
  action: ActionView;
  /** Name of the object, which destroying it has to repeat. */
  name: string;
  /** Where to POST, and where Cancel leads to. */
  path: string;
  /** What the field holds at first. */
  value?: string | undefined;
  /** The snapshot that is meant, on its VM's page. */
  snapshot?: string | undefined;
  hosts?: readonly { readonly id: string; readonly name: string }[];
  onCancel?: (event: Event) => void;
}

export function ActionForm({ action, name, path, value, snapshot, hosts = [], onCancel }: Props) {
  const question = questionOf(action.name);
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
        {snapshot !== undefined && <input type="hidden" name="snapshot" value={snapshot} />}
        {consequencesOf(action.name).map((text) => <p key={text} class="mb-2">{text}</p>)}
        {question?.field === "host" && (
          <div class="field">
            <label for="host">{question.label}</label>
            <select id="host" name="host" required class="w-full">
              {hosts.map((host) => <option key={host.id} value={host.id}>{host.name}</option>)}
            </select>
          </div>
        )}
        {question && question.field !== "host" && (
          <Field
            name={question.field}
            label={question.label}
            value={value}
            autocomplete="off"
            required={question.field !== "description"}
            focus
          />
        )}
        {action.name === "destroy" && (
          <>
            {snapshot === undefined && (
              <p class="field">
                <label>
                  <input type="checkbox" name="disks" value="true" /> {t("Destroy its disks as well")}
                </label>
              </p>
            )}
            <Field
              name="typed"
              label={name ? t("Type {name} to confirm", { name }) : t("Type its id to confirm")}
              autocomplete="off"
              focus
            />
          </>
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
