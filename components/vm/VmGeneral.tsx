// A VM's facts: what it has and where it runs, and what few people look at.
import type * as f from "@/lib/view/detail_fields.ts";
import { bytes, count, dateTime } from "@/lib/view/format.ts";
import { hrefOf } from "@/lib/view/hrefs.ts";
import { t, tn } from "@/lib/view/text.ts";
import { Ago, Pair } from "../Bits.tsx";
import { Part } from "../Cell.tsx";
import { Facts, None, Ref, yesNo } from "../detail/Parts.tsx";
import type { Source } from "../detail/source.ts";

type General = typeof f.VM_GENERAL;

export function VmGeneral({ of, id, now }: { of: Source; id: string; now: () => number }) {
  const vm = of.table<"vm", readonly [...General, "power_state", "pool"]>("vm").live(id);
  if (!vm) return null;
  return (
    <div class="dgrid">
      <Facts title={t("Where it runs")}>
        <Pair name={t("Host")}>
          {() => (
            <>
              {vm.host
                ? <Ref of={of} kind="host" id={vm.host} />
                : <span class="soft">{t("Not running on any")}</span>}
              {vm.affinity && vm.affinity !== vm.host && (
                <div class="soft">
                  {t("Prefers")} <Ref of={of} kind="host" id={vm.affinity} />
                </div>
              )}
            </>
          )}
        </Pair>
        <Pair name={t("Pool")}>{() => <Ref of={of} kind="pool" id={vm.pool} />}</Pair>
        <Part>
          {() =>
            vm.start_time && vm.power_state === "Running" && (
              <Pair name={t("Started")}>{() => <Ago iso={vm.start_time ?? ""} now={now()} />}</Pair>
            )}
        </Part>
        <Pair name="UUID">
          <code>{id}</code>
        </Pair>
      </Facts>
      <Facts title={t("Guest")}>
        <Pair name={t("Operating system")}>{() => vm.os || <span class="soft">{t("Unknown")}</span>}</Pair>
        <Pair name={t("Guest tools")}>{() => vm.tools || <span class="soft">{t("None seen")}</span>}</Pair>
        <Pair name={t("Addresses")}>
          {() =>
            vm.ips.length === 0
              ? <None />
              : vm.ips.map((ip) =>
                vm.power_state === "Running"
                  ? <div key={ip} class="mono">{ip}</div>
                  // While it does not run somebody else may have it.
                  : <div key={ip} class="mono soft" title={t("Last known address")}>{ip}</div>
              )}
        </Pair>
      </Facts>
      <Facts title={t("Resources")}>
        <Pair name={t("vCPUs")}>{() => <Cpus vm={vm} />}</Pair>
        <Pair name={t("Memory")}>{() => <Memory vm={vm} />}</Pair>
        <Pair name={t("Disks")}>
          {() => (
            <a href={hrefOf("vm", id, "disks")}>
              {tn(vm.disks, "{count} disk", "{count} disks")}, {bytes(vm.disk_size)}
            </a>
          )}
        </Pair>
        <Pair name={t("Network interfaces")}>
          {() => <a href={hrefOf("vm", id, "networks")}>{count(vm.nics)}</a>}
        </Pair>
        <Pair name={t("Snapshots")}>
          {() => <a href={hrefOf("vm", id, "snapshots")}>{count(vm.snapshots)}</a>}
        </Pair>
      </Facts>
    </div>
  );
}

interface Sizes {
  readonly VCPUs_at_startup: number;
  readonly VCPUs_max: number;
  readonly memory_static_max: number;
  readonly memory_dynamic_min: number;
  readonly memory_dynamic_max: number;
}

function Cpus({ vm }: { vm: Sizes }) {
  return vm.VCPUs_max === vm.VCPUs_at_startup
    ? <>{count(vm.VCPUs_at_startup)}</>
    : <>{t("{now} of up to {most}", { now: count(vm.VCPUs_at_startup), most: count(vm.VCPUs_max) })}</>;
}

function Memory({ vm }: { vm: Sizes }) {
  const [low, high, most] = [vm.memory_dynamic_min, vm.memory_dynamic_max, vm.memory_static_max].map((size) =>
    bytes(size)
  );
  return (
    <>
      {low === high ? high : t("{low} to {high}", { low: low ?? "", high: high ?? "" })}
      {most !== high && <div class="soft">{t("static maximum {most}", { most: most ?? "" })}</div>}
    </>
  );
}

export function VmAdvanced({ of, id }: { of: Source; id: string }) {
  const vm = of.table<"vm", typeof f.VM_ADVANCED>("vm").live(id);
  if (!vm) return null;
  return (
    <div class="dgrid">
      <Facts title={t("Boot")}>
        <Pair name={t("Virtualisation")}>{() => vm.virtualization}</Pair>
        <Pair name={t("Firmware")}>{() => vm.firmware.toUpperCase() || "BIOS"}</Pair>
        <Pair name={t("Secure boot")}>{() => yesNo(vm.secure_boot)}</Pair>
        <Pair name={t("Boot order")}>
          {() =>
            [...vm.boot_order].map((letter) =>
              letter === "c" ? t("disk") : letter === "d" ? t("CD") : letter === "n" ? t("network") : letter
            ).join(", ") || <span class="soft">{t("The guest's own")}</span>}
        </Pair>
        <Pair name={t("Virtual TPMs")}>{() => count(vm.vtpms)}</Pair>
        <Pair name={t("Virtual GPUs")}>{() => count(vm.vgpus)}</Pair>
      </Facts>
      <Facts title={t("Start")}>
        <Pair name={t("Starts with its host")}>{() => yesNo(vm.auto_poweron)}</Pair>
        <Pair name={t("High availability")}>{() => haText(vm.ha_restart_priority)}</Pair>
        <Pair name={t("Start order")}>{() => count(vm.start_order)}</Pair>
        <Pair name={t("Delay after its start")}>{() => t("{count} s", { count: vm.start_delay })}</Pair>
        <Pair name={t("Preferred host")}>
          {() => vm.affinity ? <Ref of={of} kind="host" id={vm.affinity} /> : <None />}
        </Pair>
        <Pair name={t("Made")}>{() => vm.install_time ? dateTime(vm.install_time) : t("Unknown")}</Pair>
      </Facts>
      <Facts title={t("Limits")}>
        <Pair name={t("vCPUs")}>{() => <Cpus vm={vm} />}</Pair>
        <Pair name={t("Memory")}>{() => <Memory vm={vm} />}</Pair>
        <Pair name={t("Blocked operations")}>
          {() => {
            const blocked = Object.entries(vm.blocked_operations);
            return blocked.length === 0
              ? <None />
              : blocked.map(([name, why]) => <div key={name}>{name}{why && why !== "true" && `: ${why}`}
              </div>);
          }}
        </Pair>
      </Facts>
    </div>
  );
}

export function haText(priority: string): string {
  if (priority === "restart") return t("Restarted when its host fails");
  return priority === "best-effort" ? t("Restarted where there is room") : t("Not restarted");
}
