// Which VM takes how much of a storage: a bar each, and the same in words.
import type * as page from "@/lib/view/page_fields.ts";
import type { SR_GENERAL, VM_NAMED } from "@/lib/view/detail_fields.ts";
import { bytes, count } from "@/lib/view/format.ts";
import { hrefOf } from "@/lib/view/hrefs.ts";
import { t } from "@/lib/view/text.ts";
import { Meter } from "../Bits.tsx";
import type { Source } from "./source.ts";

interface Use {
  name: string;
  disks: number;
  used: number;
  size: number;
}

export function UseByVm({ of, id }: { of: Source; id: string }) {
  const vdis = of.table<"vdi", typeof page.VDI_FIELDS>("vdi").all().filter(({ sr }) => sr === id);
  const owner = new Map<string, string>();
  for (const { vdi, vm } of of.table<"vbd", typeof page.VBD_FIELDS>("vbd").all()) {
    if (vdi !== null && vm !== null && !owner.has(vdi)) owner.set(vdi, vm);
  }
  const vms = of.table<"vm", typeof VM_NAMED>("vm");
  const uses = new Map<string, Use>();
  for (const vdi of vdis) {
    const vm = owner.get(vdi.id);
    const found = vm === undefined ? undefined : vms.live(vm);
    const key = found?.id ?? "";
    const use = uses.get(key) ?? { name: found?.name ?? "", disks: 0, used: 0, size: 0 };
    use.disks++;
    use.used += Math.max(0, vdi.physical_utilisation);
    use.size += Math.max(0, vdi.virtual_size);
    uses.set(key, use);
  }
  const total = of.table<"sr", typeof SR_GENERAL>("sr").live(id)?.physical_utilisation ?? 0;
  const list = [...uses].sort(([, a], [, b]) => b.used - a.used || b.size - a.size);
  return (
    <section class="card scroll" tabIndex={0} aria-label={t("Use by VM")}>
      <h2>
        {t("Use by VM")} <span class="soft">{count(list.length)}</span>
      </h2>
      {list.length === 0 ? <p class="pad soft">{t("There is no disk on it.")}</p> : (
        <table class="tb cards">
          <thead>
            <tr>
              <th scope="col">{t("VM")}</th>
              <th scope="col">{t("Share of what is used")}</th>
              <th scope="col" class="num">{t("Uses")}</th>
              <th scope="col" class="num">{t("Size")}</th>
              <th scope="col" class="num">{t("Disks")}</th>
            </tr>
          </thead>
          <tbody>
            {list.map(([vm, { name, disks, used, size }]) => (
              <tr key={vm}>
                <td>
                  {vm === ""
                    ? <span class="soft">{t("No VM, or a template or snapshot")}</span>
                    : <a href={hrefOf("vm", vm, "disks")}>{name || vm}</a>}
                </td>
                <td data-l={t("Share of what is used")}>
                  <Meter label={name || t("No VM")} share={total > 0 ? used / total : 0} />
                </td>
                <td data-l={t("Uses")} class="num">{bytes(used)}</td>
                <td data-l={t("Size")} class="num">{bytes(size)}</td>
                <td data-l={t("Disks")} class="num">{count(disks)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
