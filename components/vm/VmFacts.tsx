// What a VM is: its facts, disks, network interfaces and snapshots.
import { bytes, dateTime, plural } from "@/lib/view/format.ts";
import type { SnapshotRow, VbdRow, VdiRow, VifRow, VmDetailView } from "@/lib/view/page_fields.ts";
import { Ago, Pair, Tags } from "../Bits.tsx";
import { Cell, Part } from "../Cell.tsx";
import { Icon } from "../Icon.tsx";

interface Named {
  readonly id: string;
  readonly name: string;
}

type Find<T> = (id: string | null) => T | undefined;

/** A VM's facts; each follows what it shows. */
export function VmFacts({ vm, host, pool, now }: {
  vm: VmDetailView;
  host: Find<Named>;
  pool: Find<Named>;
  /** The time in ms. */
  now: () => number;
}) {
  return (
    <section class="card">
      <h2>Overview</h2>
      <dl class="kv pad">
        <Pair name="Description">{() => vm.description || <span class="soft">None</span>}</Pair>
        <Pair name="Tags">
          {() => vm.tags.length ? <Tags tags={vm.tags} /> : <span class="soft">None</span>}
        </Pair>
        <Pair name="Host">
          {() => {
            const on = host(vm.host), affinity = host(vm.affinity);
            return (
              <>
                {on
                  ? <a href={`/hosts/${on.id}`}>{on.name}</a>
                  : <span class="soft">Not running on any</span>}
                {affinity && affinity.id !== on?.id && (
                  <>
                    , prefers <a href={`/hosts/${affinity.id}`}>{affinity.name}</a>
                  </>
                )}
              </>
            );
          }}
        </Pair>
        <Pair name="Pool">{() => <a href={`/pools#${vm.pool}`}>{pool(vm.pool)?.name}</a>}</Pair>
        <Pair name="vCPUs">
          {() => (
            <>
              {vm.VCPUs_at_startup}
              {vm.VCPUs_max !== vm.VCPUs_at_startup && ` of up to ${vm.VCPUs_max}`}
            </>
          )}
        </Pair>
        <Pair name="Memory">{() => <Memory vm={vm} />}</Pair>
        <Pair name="Operating system">{() => vm.os || <span class="soft">Unknown</span>}</Pair>
        <Pair name="Guest tools">{() => vm.tools || <span class="soft">None seen</span>}</Pair>
        <Pair name="Addresses">
          {() => vm.ips.length
            ? vm.ips.map((ip) => <Address key={ip} ip={ip} running={vm.power_state === "Running"} />)
            : <span class="soft">None</span>}
        </Pair>
        <Part>
          {() =>
            vm.start_time && vm.power_state === "Running" && (
              <Pair name="Started">{() => <Ago iso={vm.start_time ?? ""} now={now()} />}</Pair>
            )}
        </Part>
        <Pair name="Firmware">{() => vm.firmware.toUpperCase() || "BIOS"}</Pair>
        <Part>
          {() => vm.ha_restart_priority && <Pair name="HA restart">{vm.ha_restart_priority}</Pair>}
        </Part>
        <Pair name="UUID">
          <code>{vm.id}</code>
        </Pair>
      </dl>
    </section>
  );
}

function Memory({ vm }: { vm: VmDetailView }) {
  const fixed = vm.memory_dynamic_min === vm.memory_dynamic_max;
  return (
    <>
      {fixed
        ? bytes(vm.memory_dynamic_max)
        : `${bytes(vm.memory_dynamic_min)} to ${bytes(vm.memory_dynamic_max)}`}
      {vm.memory_static_max !== vm.memory_dynamic_max && (
        <span class="soft">(static maximum {bytes(vm.memory_static_max)})</span>
      )}
    </>
  );
}

export function Disks({ ids, vbd: find, vdi, sr }: {
  ids: readonly string[];
  vbd: Find<VbdRow>;
  vdi: Find<VdiRow>;
  sr: Find<Named>;
}) {
  return (
    <section class="card scroll" tabIndex={0} aria-label="Disks">
      <h2>Disks</h2>
      {ids.length === 0 ? <p class="pad soft">This VM has no disk.</p> : (
        <table class="tb cards">
          <thead>
            <tr>
              <th>Disk</th>
              <th>Device</th>
              <th>Storage</th>
              <th class="num">Size</th>
              <th>State</th>
            </tr>
          </thead>
          <tbody>
            {ids.map((id) => {
              const vbd = find(id);
              return vbd && <Disk key={id} vbd={vbd} vdi={vdi} sr={sr} />;
            })}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Disk({ vbd, vdi, sr }: { vbd: VbdRow; vdi: Find<VdiRow>; sr: Find<Named> }) {
  return (
    <tr>
      <Cell>
        {() => (
          <span class="st">
            <Icon name={vbd.type === "CD" ? "disc-3" : "hard-drive"} />
            {vdi(vbd.vdi)?.name || (vbd.empty ? "Empty drive" : "Unnamed")}
          </span>
        )}
      </Cell>
      <Cell label="Device">{() => vbd.device || `#${vbd.userdevice}`}</Cell>
      <Cell label="Storage">
        {() => {
          const store = sr(vdi(vbd.vdi)?.sr ?? null);
          return store ? <a href={`/storage#${store.id}`}>{store.name}</a> : "–";
        }}
      </Cell>
      <Cell label="Size" class="num">
        {() => {
          const disk = vdi(vbd.vdi);
          return disk ? bytes(disk.virtual_size) : "–";
        }}
      </Cell>
      <Cell label="State">
        {() => (
          <>
            {vbd.currently_attached ? "Attached" : "Detached"}
            {vbd.mode === "RO" && ", read-only"}
            {vbd.bootable && ", boots"}
          </>
        )}
      </Cell>
    </tr>
  );
}

export function Nics({ ids, vif: find, network }: {
  ids: readonly string[];
  vif: Find<VifRow>;
  network: Find<Named>;
}) {
  return (
    <section class="card scroll" tabIndex={0} aria-label="Network interfaces">
      <h2>Network interfaces</h2>
      {ids.length === 0 ? <p class="pad soft">This VM has no network interface.</p> : (
        <table class="tb cards">
          <thead>
            <tr>
              <th>Network</th>
              <th>MAC address</th>
              <th>Addresses</th>
              <th>State</th>
            </tr>
          </thead>
          <tbody>
            {ids.map((id) => {
              const vif = find(id);
              return vif && <Nic key={id} vif={vif} network={network} />;
            })}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Nic({ vif, network }: { vif: VifRow; network: Find<Named> }) {
  return (
    <tr>
      <Cell>
        {() => (
          <span class="st">
            <Icon name="network" />
            {network(vif.network)?.name ?? "–"} <span class="soft">#{vif.device}</span>
          </span>
        )}
      </Cell>
      <Cell label="MAC address" class="mono">{() => vif.MAC}</Cell>
      <Cell label="Addresses" class="mono">{() => vif.ips.join(", ") || "–"}</Cell>
      <Cell label="State">{() => vif.currently_attached ? "Connected" : "Disconnected"}</Cell>
    </tr>
  );
}

/** The snapshots as a tree: each stands below the one it was taken after. */
export function Snapshots({ snapshots, may }: { snapshots: readonly SnapshotRow[]; may: readonly string[] }) {
  const known = new Set(snapshots.map(({ id }) => id));
  const sorted = [...snapshots].sort((a, b) => (a.snapshot_time ?? "") < (b.snapshot_time ?? "") ? -1 : 1);
  const below = (parent: string | null) =>
    sorted.filter((one) => (one.parent !== null && known.has(one.parent) ? one.parent : null) === parent);
  // A parent that is its own descendant would never end: each is shown once.
  const shown = new Set<string>();
  const branch = (parent: string | null) => {
    const list = below(parent).filter(({ id }) => !shown.has(id) && shown.add(id));
    return list.length === 0 ? null : (
      <ul>
        {list.map((one) => (
          <li key={one.id} class="py-1">
            <span class="flex flex-wrap items-center gap-x-3">
              <span class="st">
                <Icon name="camera" />
                <strong>{one.name}</strong>
              </span>
              {one.snapshot_time && <span class="soft">{dateTime(one.snapshot_time)}</span>}
              {one.power_state === "Suspended" && <span class="tag">with memory</span>}
              <span class="flex-1" />
              {may.includes("revert") && <a href={`?ask=revert&snapshot=${one.id}`}>Revert</a>}
              {may.includes("destroy") && <a href={`?ask=destroy&snapshot=${one.id}`}>Destroy</a>}
            </span>
            {branch(one.id)}
          </li>
        ))}
      </ul>
    );
  };
  return (
    <section class="card">
      <h2>Snapshots</h2>
      <div class="pad tree">
        {snapshots.length === 0 ? <p class="soft">None taken yet.</p> : (
          <>
            <p class="sr">{plural(snapshots.length, "snapshot")}</p>
            {branch(null)}
          </>
        )}
      </div>
    </section>
  );
}

/** An address that the guest reported; while it does not run, somebody else may have it. */
function Address({ ip, running }: { ip: string; running: boolean }) {
  return running
    ? <div class="mono">{ip}</div>
    : <div class="mono soft" title="Last known address">{ip}</div>;
}
