// What follows a user to any device: the colour scheme, and the views that were saved.
import type { Preferences } from "@/lib/auth/people_types.ts";
import { formView, type Sent } from "@/lib/view/form.ts";
import { t } from "@/lib/view/text.ts";
import { Choices, Deed, PageForm } from "../PageForm.tsx";

const LISTS: Readonly<Record<string, string>> = { vm: "/vms" };

export function PreferenceForm({ preferences, sent }: { preferences: Preferences; sent: Sent | null }) {
  const form = formView(sent, "preferences");
  return (
    <section class="card" aria-labelledby="preferences">
      <h2 id="preferences">{t("Preferences")}</h2>
      <div class="pad">
        <PageForm form={form} submit={t("Save")} tone="">
          <Choices
            form={form}
            name="theme"
            legend={t("Colour scheme, on all your devices")}
            one
            values={[preferences.theme]}
            options={[
              { value: "system", text: t("Like the system") },
              { value: "light", text: t("Light") },
              { value: "dark", text: t("Dark") },
            ]}
          />
        </PageForm>
      </div>
      {preferences.views.length > 0 && (
        <ul class="lines" aria-label={t("Saved views")}>
          {preferences.views.map(({ list, name, query }) => (
            <li key={`${list} ${name}`}>
              <span class="say">
                <a href={`${LISTS[list] ?? "/"}?${query}`}>
                  <bdi>{name}</bdi>
                </a>
              </span>
              <Deed name="forget-view" hidden={{ list, view: name }} label={t("Forget")} describe={name} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
