// What a VM is: its facts, disks, network interfaces and snapshots.
import { bytes, dateTime, plural } from "@/lib/view/format.ts";
import type { SnapshotRow, VbdRow, VdiRow, VifRow, VmDetailView } from "@/lib/view/page_fields.ts";
import { Ago, Pair, Tags } from "../Bits.tsx";
import { Icon } from "../Icon.tsx";

interface Named {
  readonly id: string;
  readonly name: string;
}

export function VmFacts({ vm, host, affinity, pool, now }: {
  vm: VmDetailView;
  host: Named | undefined;
  affinity: Named | undefined;
  pool: Named | undefined;
  now: number;
}) {
  const fixed = vm.memory_dynamic_min === vm.memory_dynamic_max;
  return (
    <section class="card">
      <h2>Overview</h2>
      <dl class="kv pad">
        <Pair name="Description">{vm.description || <span class="soft">None</span>}</Pair>
        <Pair name="Tags">{vm.tags.length ? <Tags tags={vm.tags} /> : <span class="soft">None</span>}</Pair>
        <Pair name="Host">
          {host
            ? <a href={`/hosts/${host.id}`}>{host.name}</a>
            : <span class="soft">Not running on any</span>}
          {affinity && affinity.id !== host?.id && (
            <>
              , prefers <a href={`/hosts/${affinity.id}`}>{affinity.name}</a>
            </>
          )}
        </Pair>
        {pool && (
          <Pair name="Pool">
            <a href={`/pools#${pool.id}`}>{pool.name}</a>
          </Pair>
        )}
        <Pair name="vCPUs">
          {vm.VCPUs_at_startup}
          {vm.VCPUs_max !== vm.VCPUs_at_startup && ` of up to ${vm.VCPUs_max}`}
        </Pair>
        <Pair name="Memory">
          {fixed
            ? bytes(vm.memory_dynamic_max)
            : `${bytes(vm.memory_dynamic_min)} to ${bytes(vm.memory_dynamic_max)}`}
          {vm.memory_static_max !== vm.memory_dynamic_max && (
            <span class="soft">(static maximum {bytes(vm.memory_static_max)})</span>
          )}
        </Pair>
        <Pair name="Operating system">{vm.os || <span class="soft">Unknown</span>}</Pair>
        <Pair name="Guest tools">{vm.tools || <span class="soft">None seen</span>}</Pair>
        <Pair name="Addresses">
          {vm.ips.length
            ? vm.ips.map((ip) => <Address key={ip} ip={ip} running={vm.power_state === "Running"} />)
            : <span class="soft">None</span>}
        </Pair>
        {vm.start_time && vm.power_state === "Running" && (
          <Pair name="Started">
            <Ago iso={vm.start_time} now={now} />
          </Pair>
        )}
        <Pair name="Firmware">{vm.firmware.toUpperCase() || "BIOS"}</Pair>
        {vm.ha_restart_priority && <Pair name="HA restart">{vm.ha_restart_priority}</Pair>}
        <Pair name="UUID">
          <code>{vm.id}</code>
        </Pair>
      </dl>
    </section>
  );
}

export function Disks({ vbds, vdi, sr }: {
  vbds: readonly VbdRow[];
  vdi: (id: string | null) => VdiRow | undefined;
  sr: (id: string | null) => Named | undefined;
}) {
  return (
    <section class="card scroll" tabIndex={0} aria-label="Disks">
      <h2>Disks</h2>
      {vbds.length === 0 ? <p class="pad soft">This VM has no disk.</p> : (
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
            {vbds.map((vbd) => {
              const disk = vdi(vbd.vdi);
              const store = sr(disk?.sr ?? null);
              return (
                <tr key={vbd.id}>
                  <td>
                    <span class="st">
                      <Icon name={vbd.type === "CD" ? "disc-3" : "hard-drive"} />
                      {disk?.name || (vbd.empty ? "Empty drive" : "Unnamed")}
                    </span>
                  </td>
                  <td data-l="Device">{vbd.device || `#${vbd.userdevice}`}</td>
                  <td data-l="Storage">{store ? <a href={`/storage#${store.id}`}>{store.name}</a> : "–"}</td>
                  <td data-l="Size" class="num">{disk ? bytes(disk.virtual_size) : "–"}</td>
                  <td data-l="State">
                    {vbd.currently_attached ? "Attached" : "Detached"}
                    {vbd.mode === "RO" && ", read-only"}
                    {vbd.bootable && ", boots"}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </section>
  );
}

export function Nics({ vifs, network }: {
  vifs: readonly VifRow[];
  network: (id: string | null) => Named | undefined;
}) {
  return (
    <section class="card scroll" tabIndex={0} aria-label="Network interfaces">
      <h2>Network interfaces</h2>
      {vifs.length === 0
        ? <p class="pad soft">This VM has no network interface.</p>
        : (
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
              {vifs.map((vif) => (
                <tr key={vif.id}>
                  <td>
                    <span class="st">
                      <Icon name="network" />
                      {network(vif.network)?.name ?? "–"} <span class="soft">#{vif.device}</span>
                    </span>
                  </td>
                  <td data-l="MAC address" class="mono">{vif.MAC}</td>
                  <td data-l="Addresses" class="mono">{vif.ips.join(", ") || "–"}</td>
                  <td data-l="State">{vif.currently_attached ? "Connected" : "Disconnected"}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
    </section>
  );
}

/** The snapshots as a tree: each stands below the one it was taken after. */
export function Snapshots({ snapshots }: { snapshots: readonly SnapshotRow[] }) {
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
              <a href={`?ask=revert&snapshot=${one.id}`}>Revert</a>
              <a href={`?ask=destroy&snapshot=${one.id}`}>Destroy</a>
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
