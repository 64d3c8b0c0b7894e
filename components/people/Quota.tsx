// A group's quota: what its own VMs come to, and the limits that they are held to.
import type { Quota } from "@/lib/rights/types.ts";
import type { FormView } from "@/lib/view/form.ts";
import { bytes, count } from "@/lib/view/format.ts";
import { msg, t } from "@/lib/view/text.ts";
import { Meter } from "../Bits.tsx";
import { Input, PageForm } from "../PageForm.tsx";

const GIB = 2 ** 30;

const PARTS: readonly { readonly name: keyof Quota; readonly label: string; readonly size: boolean }[] = [
  { name: "vms", label: msg("VMs"), size: false },
  { name: "vcpus", label: "vCPUs", size: false },
  { name: "memory", label: msg("Memory"), size: true },
  { name: "disk", label: msg("Disk"), size: true },
];

export function QuotaUse({ limit, used }: { limit: Quota; used: Quota }) {
  return (
    <div class="grid gap-3">
      {PARTS.map(({ name, label, size }) => {
        const most = limit[name];
        const now = used[name] ?? 0;
        const text = size ? bytes : (value: number) => count(value);
        return (
          <div key={name}>
            <div class="flex justify-between gap-3 mb-1">
              <span class="soft">{t(label)}</span>
              <span>
                {text(now)} {most === null ? t("· no limit") : t("of {text}", { text: text(most) })}
              </span>
            </div>
            {most !== null && <Meter label={t(label)} share={most > 0 ? now / most : now > 0 ? 1 : 0} />}
          </div>
        );
      })}
    </div>
  );
}

/** A limit as its field holds it. */
function limitText(limit: number | null, size: boolean): string {
  if (limit === null) return "";
  return String(size ? Math.round(limit / GIB * 100) / 100 : limit);
}

/** Limits in numbers and GiB; an empty field is no limit. */
export function QuotaForm({ form, limit, cancel }: { form: FormView; limit: Quota; cancel: string }) {
  return (
    <PageForm
      form={form}
      fields={PARTS.map(({ name }) => name)}
      submit={t("Save the quota")}
      cancel={cancel}
    >
      <div class="grid gap-x-4 sm:grid-cols-2">
        {PARTS.map(({ name, label, size }) => (
          <Input
            key={name}
            form={form}
            name={name}
            label={size ? t("{label}, GiB", { label: t(label) }) : t(label)}
            value={limitText(limit[name], size)}
            autocomplete="off"
            placeholder={t("no limit")}
            required={false}
          />
        ))}
      </div>
    </PageForm>
  );
}
