import assert from "node:assert/strict";
import { linesOf } from "./sources.ts";

const shown = (...[collection, figures, name]: Parameters<typeof linesOf>) =>
  linesOf(collection, figures, name).map(({ source: { label, unit, group } }) =>
    `${group}: ${label} (${unit})`
  );

Deno.test("a VM's figures become lines that people read, in their order", () => {
  const figures = [
    "vif_0_tx",
    "cpu10",
    "cpu2",
    "memory",
    "memory_internal_free",
    "memory_target",
    "vif_0_rx",
    "vbd_xvda_read",
  ];
  const disk = [
    "vbd_xvda_iops_read",
    "vbd_xvda_read_latency",
    "vbd_xvda_io_throughput_read",
    "vbd_xvda_inflight",
  ];
  assert.deepEqual(shown("vm", [...figures, ...disk]), [
    "cpu: All vCPUs (share)",
    "memory: Used (bytes)",
    "cpu: vCPU 2 (share)",
    "cpu: vCPU 10 (share)",
    "memory: Given (bytes)",
    "network: Interface 0 received (rate)",
    "network: Interface 0 sent (rate)",
    "iops: xvda reads (ops)",
    "latency: xvda reads (ms)",
    "disk: xvda read (rate)",
    "queue: xvda under way (number)",
  ]);
});

Deno.test("a host's figures name its SRs as people do", () => {
  const figures = [
    "io_throughput_read_1234abcd",
    "read_1234abcd",
    "loadavg",
    "cpu_avg",
    "cpu0",
    "cpu0-C1",
    "pif_eth0_rx",
  ];
  assert.deepEqual(shown("host", figures, () => "Local storage"), [
    "cpu: All CPUs (share)",
    "cpu: CPU 0 (share)",
    "load: Load of the control domain (number)",
    "network: eth0 received (rate)",
    "disk: Local storage read (rate)",
  ]);
});

Deno.test("units are those that are written: bytes, not KiB or MiB; milliseconds, not microseconds", () => {
  const value = (
    collection: "vm" | "host" | "sr",
    figure: string,
    given: readonly number[],
    name = figure,
  ) => {
    const line = linesOf(collection, name === "memory_used" ? figure.split(",") : [figure]).find((
      { source },
    ) => source.name === name);
    return line?.of(given);
  };
  assert.equal(value("host", "memory_total_kib", [4]), 4096);
  assert.equal(value("host", "memory_total_kib,memory_free_kib", [4, 1], "memory_used"), 3072);
  assert.equal(value("vm", "memory,memory_internal_free", [4096, 1], "memory_used"), 3072);
  assert.equal(value("sr", "io_throughput_read", [2]), 2 * 2 ** 20);
  assert.equal(value("vm", "vbd_xvda_read_latency", [1500]), 1.5);
});

Deno.test("a figure nobody knows reads well", () => {
  assert.deepEqual(shown("vm", ["guest_swap_kib", "my_plugin_value"]), [
    "other: Guest swap (bytes)",
    "other: My plugin value (number)",
  ]);
});

Deno.test("several hosts' rates of an SR add up, their latencies do not", () => {
  const across = Object.fromEntries(
    linesOf("sr", ["iops_read", "read_latency", "io_throughput_read", "inflight"]).map((
      line,
    ) => [line.source.name, line.across]),
  );
  assert.deepEqual(across, {
    iops_read: "sum",
    read_latency: "mean",
    io_throughput_read: "sum",
    inflight: "sum",
  });
});
