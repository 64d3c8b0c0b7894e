// How long the audit log is kept, and how large it may grow.
import type { FormView } from "@/lib/view/form.ts";
import { Ask, Input, PageForm } from "../PageForm.tsx";

export function Retention({ form, days, megabytes }: { form: FormView; days: number; megabytes: number }) {
  return (
    <Ask
      title="How long the audit log is kept"
      lines={["What is older goes, and the oldest while all take more. The rest still verifies."]}
    >
      <PageForm form={form} fields={["days", "megabytes"]} submit="Save" cancel="/audit">
        <Input form={form} name="days" label="Days" value={String(days)} autocomplete="off" focus />
        <Input form={form} name="megabytes" label="Megabytes" value={String(megabytes)} autocomplete="off" />
      </PageForm>
    </Ask>
  );
}
