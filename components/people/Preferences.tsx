// What follows a user to any device: the colour scheme, and the views that were saved.
import type { Preferences } from "@/lib/auth/people_types.ts";
import { formView, type Sent } from "@/lib/view/form.ts";
import { Choices, Deed, PageForm } from "../PageForm.tsx";

const LISTS: Readonly<Record<string, string>> = { vm: "/vms" };

export function PreferenceForm({ preferences, sent }: { preferences: Preferences; sent: Sent | null }) {
  const form = formView(sent, "preferences");
  return (
    <section class="card" aria-labelledby="preferences">
      <h2 id="preferences">Preferences</h2>
      <div class="pad">
        <PageForm form={form} submit="Save" tone="">
          <Choices
            form={form}
            name="theme"
            legend="Colour scheme, on all your devices"
            one
            values={[preferences.theme]}
            options={[
              { value: "system", text: "Like the system" },
              { value: "light", text: "Light" },
              { value: "dark", text: "Dark" },
            ]}
          />
        </PageForm>
      </div>
      {preferences.views.length > 0 && (
        <ul class="lines" aria-label="Saved views">
          {preferences.views.map(({ list, name, query }) => (
            <li key={`${list} ${name}`}>
              <span class="say">
                <a href={`${LISTS[list] ?? "/"}?${query}`}>
                  <bdi>{name}</bdi>
                </a>
              </span>
              <Deed name="forget-view" hidden={{ list, view: name }} label="Forget" describe={name} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
