// A pool's facts, and its hosts, networks, high availability and licences.
import type * as f from "@/lib/view/detail_fields.ts";
import { count, dateTime, plain } from "@/lib/view/format.ts";
import { hrefOf, listHref } from "@/lib/view/hrefs.ts";
import { t } from "@/lib/view/text.ts";
import { Pair } from "../Bits.tsx";
import { Mark, Power } from "../Power.tsx";
import { HostState } from "../State.tsx";
import { haText } from "../vm/VmGeneral.tsx";
import { by, Facts, Listing, None, Ref, yesNo } from "./Parts.tsx";
import { Share } from "./Share.tsx";
import type { Source } from "./source.ts";

interface Props {
  of: Source;
  id: string;
}

export function PoolGeneral({ of, id }: Props) {
  const pool = of.table<"pool", typeof f.POOL_GENERAL>("pool").live(id);
  if (!pool) return null;
  return (
    <div class="dgrid">
      <Facts title={t("Pool")}>
        <Pair name={t("Version")}>{() => pool.version || t("Unknown")}</Pair>
        <Pair name={t("Coordinator")}>{() => <Ref of={of} kind="host" id={pool.coordinator} />}</Pair>
        <Pair name={t("Address")}>{() => <span class="mono">{pool.address}</span>}</Pair>
        <Pair name={t("Changes")}>
          {() =>
            pool.read_only ? t("Read-only: Atoll changes nothing in it") : t("Allowed to who has the right")}
        </Pair>
        <Pair name="UUID">
          <code>{id}</code>
        </Pair>
      </Facts>
      <Facts title={t("What is in it")}>
        <Pair name={t("Hosts")}>
          {() => (
            <a href={hrefOf("pool", id, "hosts")}>
              {t("{live} of {all} answer", { live: count(pool.hosts_live), all: count(pool.hosts) })}
            </a>
          )}
        </Pair>
        <Pair name={t("VMs")}>
          {() => (
            <a href={listHref("vm", `pool:"${id}"`)}>
              {t("{running} of {all} run", { running: count(pool.vms_running), all: count(pool.vms) })}
            </a>
          )}
        </Pair>
        <Pair name={t("Templates")}>
          {() => <a href={listHref("template", `pool:"${id}"`)}>{count(pool.templates)}</a>}
        </Pair>
        <Pair name={t("Snapshots")}>
          {() => <a href={listHref("snapshot", `pool:"${id}"`)}>{count(pool.snapshots)}</a>}
        </Pair>
        <Pair name={t("vCPUs on its CPUs")}>
          {() => t("{vcpus} on {cpus}", { vcpus: count(pool.vcpus), cpus: count(pool.cpus) })}
        </Pair>
        <Pair name={t("Memory")}>
          {() => (
            <Share
              label={t("In use")}
              part={pool.memory_total - pool.memory_free}
              whole={pool.memory_total}
            />
          )}
        </Pair>
        <Pair name={t("Storage")}>
          {() => <Share label={t("In use")} part={pool.storage_used} whole={pool.storage_total} />}
        </Pair>
      </Facts>
      <Facts title={t("Set up")}>
        <Pair name={t("Default storage")}>{() => <Ref of={of} kind="sr" id={pool.default_SR} />}</Pair>
        <Pair name={t("Storage for suspended VMs")}>
          {() => <Ref of={of} kind="sr" id={pool.suspend_SR} />}
        </Pair>
        <Pair name={t("Network for migrations")}>
          {() =>
            pool.migration_network
              ? <Ref of={of} kind="network" id={pool.migration_network} />
              : <span class="soft">{t("The management network")}</span>}
        </Pair>
        <Pair name={t("Migrations are compressed")}>{() => yesNo(pool.migration_compression)}</Pair>
        <Pair name={t("VMs start with their hosts")}>{() => yesNo(pool.auto_poweron)}</Pair>
        <Pair name={t("IGMP snooping")}>{() => yesNo(pool.igmp_snooping_enabled)}</Pair>
        <Pair name={t("Hosts check each other's certificates")}>
          {() => yesNo(pool.tls_verification_enabled)}
        </Pair>
      </Facts>
    </div>
  );
}

export function PoolHosts({ of, id }: Props) {
  return (
    <Listing
      title={t("Hosts")}
      rows={of.table<"host", typeof f.HOST_ROW>("host")}
      mine={({ pool }) => pool === id}
      order={by(({ name }) => name)}
      none={t("The pool has told of no host yet.")}
      href={listHref("host", `pool:"${id}"`)}
      columns={[
        {
          label: t("Name"),
          cell: (host) => (
            <>
              <a href={hrefOf("host", host.id)}>{host.name || host.id}</a>{" "}
              {host.coordinator && <span class="tag">{t("coordinator")}</span>}
            </>
          ),
        },
        { label: t("State"), cell: ({ live, enabled }) => <HostState host={{ live, enabled }} /> },
        { label: t("Address"), kind: "mono", cell: ({ address }) => address },
        { label: t("Version"), cell: ({ version }) => version },
        { label: t("CPUs"), kind: "num", cell: ({ cpus }) => count(cpus) },
        {
          label: t("Memory in use"),
          cell: ({ memory_total, memory_free }) => (
            <Share label={t("Memory in use")} part={memory_total - memory_free} whole={memory_total} />
          ),
        },
        { label: t("VMs"), kind: "num", cell: ({ vms }) => count(vms) },
      ]}
    />
  );
}

export function PoolNetworks({ of, id }: Props) {
  return (
    <Listing
      title={t("Networks")}
      rows={of.table<"network", typeof f.NETWORK_ROW>("network")}
      mine={({ pool }) => pool === id}
      order={by(({ name }) => name)}
      none={t("The pool has told of no network yet.")}
      href={listHref("network", `pool:"${id}"`)}
      columns={[
        { label: t("Name"), cell: (one) => <a href={hrefOf("network", one.id)}>{one.name || one.id}</a> },
        { label: t("Bridge"), cell: ({ bridge }) => bridge },
        { label: "VLAN", kind: "num", cell: ({ VLAN }) => VLAN >= 0 ? VLAN : "–" },
        { label: t("Bond"), cell: ({ bond }) => yesNo(bond) },
        { label: "MTU", kind: "num", cell: ({ MTU }) => plain(MTU) },
        { label: t("Host interfaces"), kind: "num", cell: ({ pifs }) => count(pifs) },
        { label: t("VM interfaces"), kind: "num", cell: ({ vifs }) => count(vifs) },
      ]}
    />
  );
}

export function PoolHa({ of, id }: Props) {
  const pool = of.table<"pool", typeof f.POOL_HA>("pool").live(id);
  if (!pool) return null;
  return (
    <div class="dstack">
      <div class="dgrid">
        <Facts title={t("High availability")}>
          <Pair name={t("State")}>
            {() =>
              pool.ha_enabled
                ? <Mark look={["circle-check", "ok"]} text={t("On")} />
                : <Mark look={["circle-stop", "soft"]} text={t("Off")} />}
          </Pair>
          <Pair name={t("Host failures to survive")}>{() => count(pool.ha_host_failures_to_tolerate)}</Pair>
          <Pair name={t("Can survive now")}>{() => count(pool.ha_plan_exists_for)}</Pair>
          <Pair name={t("Promised more than there is")}>
            {() =>
              pool.ha_overcommitted ? <Mark look={["triangle-alert", "warn"]} text={t("Yes")} /> : t("No")}
          </Pair>
          <Pair name={t("May promise more than there is")}>{() => yesNo(pool.ha_allow_overcommit)}</Pair>
          <Pair name={t("Heartbeat")}>{() => pool.ha_cluster_stack || <None />}</Pair>
        </Facts>
      </div>
      <Listing
        title={t("Protected VMs")}
        rows={of.table<"vm", typeof f.HA_VM>("vm")}
        mine={(vm) => vm.pool === id && vm.ha_restart_priority !== ""}
        order={(a, b) => a.start_order - b.start_order || by<typeof a>(({ name }) => name)(a, b)}
        none={t("No VM is protected.")}
        columns={[
          {
            label: t("Name"),
            cell: (vm) => <a href={hrefOf("vm", vm.id, "advanced")}>{vm.name || vm.id}</a>,
          },
          { label: t("State"), cell: ({ power_state }) => <Power state={power_state} /> },
          { label: t("When its host fails"), cell: (vm) => haText(vm.ha_restart_priority) },
          { label: t("Start order"), kind: "num", cell: (vm) => count(vm.start_order) },
          { label: t("Delay"), kind: "num", cell: (vm) => t("{count} s", { count: vm.start_delay }) },
        ]}
      />
    </div>
  );
}

export function PoolPatches({ of, id }: Props) {
  return (
    <Listing
      title={t("Hosts")}
      rows={of.table<"host", typeof f.HOST_PATCHES>("host")}
      mine={({ pool }) => pool === id}
      order={by(({ name }) => name)}
      none={t("The pool has told of no host yet.")}
      columns={[
        {
          label: t("Name"),
          cell: (host) => <a href={hrefOf("host", host.id, "patches")}>{host.name || host.id}</a>,
        },
        { label: t("Version"), cell: ({ version }) => version },
        { label: t("Build"), cell: ({ build }) => build || "–" },
        {
          label: t("Updates"),
          cell: ({ updates_pending }) =>
            updates_pending
              ? <Mark look={["triangle-alert", "warn"]} text={t("Wait for a restart")} />
              : <Mark look={["circle-check", "ok"]} text={t("Nothing waits")} />,
        },
      ]}
    />
  );
}

/** A licence that ends within this time (ms) is to be seen to. */
const SOON = 30 * 86_400_000;

export function PoolLicence({ of, id, now }: Props & { now: () => number }) {
  return (
    <Listing
      title={t("Licences of the hosts")}
      rows={of.table<"host", typeof f.HOST_LICENCE>("host")}
      mine={({ pool }) => pool === id}
      order={by(({ name }) => name)}
      none={t("The pool has told of no host yet.")}
      columns={[
        { label: t("Host"), cell: (host) => <a href={hrefOf("host", host.id)}>{host.name || host.id}</a> },
        { label: t("Version"), cell: ({ version }) => version },
        { label: t("Edition"), cell: ({ edition }) => edition || "–" },
        {
          label: t("Ends"),
          cell: ({ license_expiry }) => {
            if (!license_expiry) return t("Never");
            const left = Date.parse(license_expiry) - now();
            const time = dateTime(license_expiry);
            if (left < 0) return <Mark look={["circle-x", "bad"]} text={t("{time}, expired", { time })} />;
            return left < SOON
              ? <Mark look={["triangle-alert", "warn"]} text={t("{time}, soon", { time })} />
              : time;
          },
        },
      ]}
    />
  );
}
