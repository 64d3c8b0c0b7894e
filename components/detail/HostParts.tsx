// A host's facts and hardware, its interfaces, certificates, and the VMs on it.
import type * as f from "@/lib/view/detail_fields.ts";
import { bytes, count, dateTime, duration, percent, plain } from "@/lib/view/format.ts";
import { hrefOf, listHref } from "@/lib/view/hrefs.ts";
import { t } from "@/lib/view/text.ts";
import { Ago, Note, Pair } from "../Bits.tsx";
import { Part } from "../Cell.tsx";
import { Mark, Power } from "../Power.tsx";
import { by, Facts, Listing, None, Ref, yesNo } from "./Parts.tsx";
import { Share } from "./Share.tsx";
import type { Source } from "./source.ts";

/** Beyond this many seconds clocks that differ do harm: certificates, logs, high availability. */
const SKEWED = 5;

export function HostGeneral({ of, id, now }: { of: Source; id: string; now: () => number }) {
  const host = of.table<"host", readonly [...typeof f.HOST_GENERAL, "pool"]>("host").live(id);
  if (!host) return null;
  return (
    <div class="dgrid">
      <Facts title={t("Host")}>
        <Pair name={t("Address")}>
          {() => <span class="mono">{host.address}</span>}
        </Pair>
        <Pair name={t("Host name")}>{() => host.hostname}</Pair>
        <Pair name={t("Pool")}>
          {() => (
            <>
              <Ref of={of} kind="pool" id={host.pool} />
              {host.coordinator && <span class="tag">{t("coordinator")}</span>}
            </>
          )}
        </Pair>
        <Pair name={t("Version")}>{() => [host.version, host.build].filter(Boolean).join(" · ")}</Pair>
        <Pair name={t("Edition")}>{() => host.edition || <None />}</Pair>
        <Pair name={t("Licence ends")}>
          {() => host.license_expiry ? dateTime(host.license_expiry) : t("Never")}
        </Pair>
        <Pair name="UUID">
          <code>{id}</code>
        </Pair>
      </Facts>
      <Facts title={t("Now")}>
        <Pair name={t("Running since")}>
          {() => host.boot_time ? <Ago iso={host.boot_time} now={now()} /> : t("Unknown")}
        </Pair>
        <Pair name={t("VMs")}>
          {() => <a href={hrefOf("host", id, "vms")}>{count(host.vms)}</a>}
        </Pair>
        <Pair name={t("vCPUs on its CPUs")}>
          {() => t("{vcpus} on {cpus}", { vcpus: count(host.vcpus), cpus: count(host.cpus) })}
        </Pair>
        <Pair name={t("Memory")}>
          {() => (
            <Share
              label={t("In use")}
              part={host.memory_total - host.memory_free}
              whole={host.memory_total}
            />
          )}
        </Pair>
        <Pair name={t("Clock")}>{() => <Clock skew={host.clock_skew} />}</Pair>
        <Part>
          {() =>
            host.updates_pending && (
              <Pair name={t("Updates")}>
                <Mark look={["triangle-alert", "warn"]} text={t("Wait for a restart")} />
              </Pair>
            )}
        </Part>
      </Facts>
      <Facts title={t("Set up")}>
        <Pair name={t("iSCSI name")}>{() => host.iqn ? <code>{host.iqn}</code> : <None />}</Pair>
        <Pair name={t("Multipathing")}>{() => yesNo(host.multipathing)}</Pair>
        <Pair name={t("Power on from afar")}>{() => host.power_on_mode || <None />}</Pair>
        <Pair name={t("Logs")}>
          {() => (
            <>
              {host.log_destination
                ? t("Sent to {destination} and kept on the host", { destination: host.log_destination })
                : t("Kept on the host")}
              <div class="soft">
                <code>/var/log/xensource.log</code>, <code>/var/log/SMlog</code>
              </div>
            </>
          )}
        </Pair>
      </Facts>
    </div>
  );
}

function Clock({ skew }: { skew: number | null }) {
  if (skew === null || Number.isNaN(skew)) return <>{t("Not asked yet")}</>;
  const text = duration(Math.abs(skew) * 1000);
  if (Math.abs(skew) <= SKEWED) return <Mark look={["circle-check", "ok"]} text={t("As Atoll's")} />;
  return (
    <Mark
      look={["triangle-alert", "warn"]}
      text={skew > 0
        ? t("{time} ahead of Atoll's", { time: text })
        : t("{time} behind Atoll's", { time: text })}
    />
  );
}

export function HostHardware({ of, id }: { of: Source; id: string }) {
  const host = of.table<"host", typeof f.HOST_HARDWARE>("host").live(id);
  if (!host) return null;
  return (
    <div class="dstack">
      <div class="dgrid">
        <Facts title={t("Machine")}>
          <Pair name={t("Model")}>{() => host.product || t("Unknown")}</Pair>
          <Pair name={t("Serial number")}>{() => host.serial || t("Unknown")}</Pair>
        </Facts>
        <Facts title={t("CPUs")}>
          <Pair name={t("Model")}>{() => host.cpu_model || t("Unknown")}</Pair>
          <Pair name={t("Maker")}>{() => host.cpu_vendor || t("Unknown")}</Pair>
          <Pair name={t("Threads")}>{() => count(host.cpus)}</Pair>
          <Pair name={t("Sockets")}>{() => count(host.cpu_sockets)}</Pair>
          <Pair name={t("Clock")}>
            {() => host.cpu_speed > 0 ? t("{speed} MHz", { speed: count(Math.round(host.cpu_speed)) }) : "–"}
          </Pair>
        </Facts>
      </div>
      <Part>{() => <MemoryBar of={of} id={id} total={host.memory_total} free={host.memory_free} />}</Part>
      <Listing
        title={t("GPUs")}
        rows={of.table<"pgpu", typeof f.PGPU_ROW>("pgpu")}
        mine={(row) => row.host === id}
        order={by(({ name }) => name)}
        none={t("The host has no GPU for VMs.")}
        columns={[
          { label: t("Name"), cell: ({ name }) => name },
          { label: t("Group"), cell: ({ group }) => group || "–" },
          { label: t("Virtual GPUs"), kind: "num", cell: ({ vgpus }) => count(vgpus) },
          { label: t("Types"), cell: ({ types }) => types.join(", ") || "–" },
        ]}
      />
      <Listing
        title={t("PCI devices")}
        rows={of.table<"pci", typeof f.PCI_ROW>("pci")}
        mine={(row) => row.host === id}
        order={by(({ address }) => address)}
        none={t("The pool tells of no device.")}
        columns={[
          { label: t("Address"), kind: "mono", cell: ({ address }) => address },
          { label: t("Device"), cell: ({ vendor, device }) => [vendor, device].filter(Boolean).join(" ") },
          { label: t("Class"), cell: ({ class_name }) => class_name || "–" },
          { label: t("Driver"), cell: ({ driver }) => driver || "–" },
        ]}
      />
    </div>
  );
}

/** Who has the host's memory: a bar, and the same as a list, which says it in words. */
function MemoryBar({ of, id, total, free }: { of: Source; id: string; total: number; free: number }) {
  const vms = of.table<"vm", typeof f.MEMORY_VM>("vm").all()
    .filter((vm) => vm.host === id && vm.power_state !== "Halted" && vm.power_state !== "Suspended")
    .sort((a, b) => b.memory_dynamic_max - a.memory_dynamic_max || (a.id < b.id ? -1 : 1));
  const given = vms.reduce((sum, vm) => sum + vm.memory_dynamic_max, 0);
  const rest = Math.max(0, total - free - given);
  const parts = [
    ...vms.map((vm) => ({
      key: vm.id,
      href: hrefOf("vm", vm.id),
      name: vm.name || vm.id,
      size: vm.memory_dynamic_max,
    })),
    { key: "rest", href: null, name: t("Hypervisor and control domain"), size: rest },
    { key: "free", href: null, name: t("Free"), size: free },
  ];
  let at = 0;
  return (
    <section class="card" aria-label={t("Memory")}>
      <h2>{t("Memory")}</h2>
      <div class="pad">
        {total > 0 && (
          <svg class="membar" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
            {parts.map(({ key, size }, n) => {
              const x = at;
              at += size / total * 1000;
              const kind = key === "free" ? "free" : key === "rest" ? "own" : `m${n % 2}`;
              return <rect key={key} class={kind} x={x} y={0} width={Math.max(0, at - x - 1)} height={10} />;
            })}
          </svg>
        )}
        <ul class="memlist">
          {parts.map(({ key, href, name, size }) => (
            <li key={key}>
              {href === null ? name : <a href={href}>{name}</a>}{" "}
              <span class="soft">{bytes(size)} · {percent(total > 0 ? size / total : NaN)}</span>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

/** @param from whose interfaces: a host's, or those on a network */
export function Pifs({ of, id, from }: { of: Source; id: string; from: "host" | "network" }) {
  const pifs = of.table<"pif", typeof f.PIF_ROW>("pif");
  const nameOf = (pif: string | null) => pif === null ? undefined : pifs.live(pif)?.name;
  return (
    <Listing
      title={t("Network interfaces of hosts")}
      rows={pifs}
      mine={(row) => row[from] === id}
      order={by(({ name, host }) => `${name} ${host ?? ""}`)}
      none={from === "host"
        ? t("The host has no network interface.")
        : t("It is internal: no host's interface is on it.")}
      columns={[
        {
          label: t("Device"),
          cell: (pif) => (
            <>
              <strong>{pif.name}</strong> {pif.management && <span class="tag">{t("management")}</span>}
              <div class="soft">{kindOf(pif, nameOf)}</div>
            </>
          ),
        },
        from === "host"
          ? {
            label: t("Network"),
            cell: ({ network }: f.PifRow) => <Ref of={of} kind="network" id={network} />,
          }
          : {
            label: t("Host"),
            cell: ({ host }: f.PifRow) => <Ref of={of} kind="host" id={host} tab="network" />,
          },
        {
          label: t("Link"),
          cell: ({ carrier, currently_attached, speed, duplex }) =>
            !currently_attached ? <Mark look={["unplug", "soft"]} text={t("Not in use")} /> : carrier
              ? (
                <Mark
                  look={["circle-check", "ok"]}
                  text={speed > 0
                    ? t("{speed} Mbit/s", { speed: count(speed) }) + (duplex ? "" : `, ${t("half duplex")}`)
                    : t("Connected")}
                />
              )
              : <Mark look={["circle-x", "bad"]} text={t("No cable")} />,
        },
        {
          label: t("Addresses"),
          cell: ({ ip_mode, ips, netmask, gateway, DNS }) => (
            <>
              <span class="mono">{ips.join(", ") || "–"}</span>
              {ip_mode !== "None" && (
                <div class="soft">
                  {[
                    ip_mode,
                    netmask,
                    gateway && t("gateway {address}", { address: gateway }),
                    DNS && `DNS ${DNS}`,
                  ]
                    .filter(Boolean).join(", ")}
                </div>
              )}
            </>
          ),
        },
        { label: t("MAC address"), kind: "mono", cell: ({ MAC }) => MAC },
        { label: "MTU", kind: "num", cell: ({ MTU }) => plain(MTU) },
        { label: t("Card"), cell: ({ vendor, model }) => [vendor, model].filter(Boolean).join(" ") || "–" },
      ]}
    />
  );
}

/** What an interface is: a card's own, a bond or a part of one, a VLAN. */
function kindOf(pif: f.PifRow, nameOf: (id: string | null) => string | undefined): string {
  if (pif.vlan_of !== null) {
    const on = nameOf(pif.vlan_of);
    return on
      ? t("VLAN {tag} on {device}", { tag: pif.VLAN, device: on })
      : t("VLAN {tag}", { tag: pif.VLAN });
  }
  if (pif.VLAN >= 0) return t("VLAN {tag}", { tag: pif.VLAN });
  if (pif.bond_mode !== "") return t("Bond ({mode})", { mode: pif.bond_mode });
  if (pif.bond !== null) {
    const bond = nameOf(pif.bond);
    return bond ? t("Part of the bond {bond}", { bond }) : t("Part of a bond");
  }
  return pif.physical ? t("Physical") : t("Virtual");
}

export function HostVms({ of, id }: { of: Source; id: string }) {
  return (
    <Listing
      title={t("VMs")}
      rows={of.table<"vm", typeof f.HOST_VM>("vm")}
      mine={({ host }) => host === id}
      order={by(({ name }) => name)}
      none={t("No VM runs here.")}
      href={listHref("vm", `host:"${id}"`)}
      columns={[
        { label: t("Name"), cell: (vm) => <a href={hrefOf("vm", vm.id)}>{vm.name || vm.id}</a> },
        { label: t("State"), cell: ({ power_state }) => <Power state={power_state} /> },
        { label: t("vCPUs"), kind: "num", cell: (vm) => count(vm.VCPUs_at_startup) },
        { label: t("Memory"), kind: "num", cell: (vm) => bytes(vm.memory_dynamic_max) },
        { label: t("OS"), cell: ({ os }) => os || "–" },
      ]}
    />
  );
}

export function Certificates({ of, id, now }: { of: Source; id: string; now: () => number }) {
  const MONTH = 30 * 86_400_000;
  return (
    <Listing
      title={t("Certificates")}
      rows={of.table<"certificate", typeof f.CERTIFICATE_ROW>("certificate")}
      mine={({ host }) => host === id}
      order={by(({ type, name }) => `${type} ${name}`)}
      none={t("The pool tells of no certificate.")}
      columns={[
        {
          label: t("For"),
          cell: ({ type, name }) => [type.replaceAll("_", " "), name].filter(Boolean).join(": "),
        },
        { label: t("Valid from"), cell: ({ not_before }) => not_before ? dateTime(not_before) : "–" },
        {
          label: t("Valid until"),
          cell: ({ not_after }) => {
            if (!not_after) return "–";
            const left = Date.parse(not_after) - now();
            const text = dateTime(not_after);
            if (left < 0) {return (
                <Mark look={["circle-x", "bad"]} text={t("{time}, expired", { time: text })} />
              );}
            return left < MONTH
              ? <Mark look={["triangle-alert", "warn"]} text={t("{time}, soon", { time: text })} />
              : text;
          },
        },
        { label: "SHA-256", kind: "mono", cell: ({ fingerprint }) => fingerprint },
      ]}
    />
  );
}

export function Pending({ of, id }: { of: Source; id: string }) {
  const host = of.table<"host", typeof f.HOST_PATCHES>("host").live(id);
  if (!host?.updates_pending) return null;
  return <Note tone="warn">{t("Updates are applied that count after a restart of the host.")}</Note>;
}
