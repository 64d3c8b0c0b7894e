// What the cells of the VM list draw beside plain texts.
import { operationText } from "@/lib/view/format.ts";
import { shortOs } from "@/lib/view/os.ts";
import { t } from "@/lib/view/text.ts";
import { Icon } from "../Icon.tsx";
import { Power } from "../Power.tsx";
import { cellsOf } from "./types.ts";

export const VM_CELLS = cellsOf<"vm">({
  state(vm) {
    if (!vm.operation) return <Power state={vm.power_state} />;
    const doing = operationText(vm.operation);
    return (
      <>
        <span class="st info">
          <Icon name="loader-circle" class="turn" />
          {doing}
        </span>
        <progress max={1} value={vm.progress} aria-label={t("{doing}: progress", { doing })} />
      </>
    );
  },
  ip(vm) {
    const [first, ...more] = vm.ips;
    // What a guest that does not run reported when it did.
    const lastKnown = first !== undefined && vm.power_state !== "Running";
    return (
      <span {...(lastKnown ? { class: "soft", title: t("Last known address") } : {})}>
        {first}
        {more.length > 0 && <span class="soft ms-1" title={vm.ips.join("\n")}>+{more.length}</span>}
      </span>
    );
  },
  os: (vm) => <span title={vm.os}>{shortOs(vm.os)}</span>,
});
