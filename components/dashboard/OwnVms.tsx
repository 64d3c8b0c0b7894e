// The VMs of somebody who sees no pool as a whole.
import type { OwnVm } from "@/lib/view/dashboard.ts";
import { count } from "@/lib/view/format.ts";
import { hrefOf } from "@/lib/view/hrefs.ts";
import { t, tn } from "@/lib/view/text.ts";
import { Part } from "../Cell.tsx";
import { Power } from "../Power.tsx";

const MOST = 24;

export function OwnVms({ ids, vm }: { ids: readonly string[]; vm: (id: string) => OwnVm | undefined }) {
  return (
    <section aria-labelledby="own-vms">
      <h2 id="own-vms" class="over">
        <a href="/vms">{tn(ids.length, "{count} VM", "{count} VMs")}</a>
      </h2>
      <ul class="own">
        {ids.slice(0, MOST).map((id) => {
          const own = vm(id);
          return own && (
            <li key={id} class="card">
              <a href={hrefOf("vm", id)}>
                <Part>{() => own.name}</Part>
              </a>
              <Part>{() => <Power state={own.power_state} />}</Part>
              <span class="soft">
                <Part>{() => own.ips[0] ?? own.os}</Part>
              </span>
            </li>
          );
        })}
      </ul>
      {ids.length > MOST && (
        <p>
          <a href="/vms">{t("All {count} VMs", { count: count(ids.length) })}</a>
        </p>
      )}
    </section>
  );
}
