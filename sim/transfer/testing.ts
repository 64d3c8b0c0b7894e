// What the tests of transfers share: a client that sends and reads as slowly or as brokenly as a test wants.
import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import { type RunningSimulator, startSimulator } from "../mod.ts";
import { until } from "../testing.ts";
import { dict, flag, list, NULL_REF, type Rec, type Ref, text } from "../values.ts";
import { writeAll } from "../wire/connection.ts";

const AUTHORIZATION = `Authorization: Basic ${btoa("root:atoll")}`;

/** Gets a path as root; the body is not read yet. */
export async function get(simulator: RunningSimulator, path: string): Promise<Response> {
  return await fetch(simulator.url + path, {
    headers: { Authorization: AUTHORIZATION.slice("Authorization: ".length) },
    redirect: "manual",
  });
}

/** Gets a path as root on a connection of its own; what comes, head included, is told piece by piece and not kept. */
export async function drain(
  simulator: RunningSimulator,
  path: string,
  told: (bytes: Uint8Array) => Promise<void> | void,
): Promise<void> {
  const { hostname, port } = new URL(simulator.url);
  const connection = await Deno.connect({ hostname, port: Number(port) });
  try {
    await writeAll(connection, new TextEncoder().encode(`GET ${path} HTTP/1.1\r\n${AUTHORIZATION}\r\n\r\n`));
    const buffer = new Uint8Array(2 ** 20);
    for (let count = await connection.read(buffer); count !== null; count = await connection.read(buffer)) {
      await told(buffer.subarray(0, count));
    }
  } finally {
    connection.close();
  }
}

/** Puts a body to a path as root, and gives the whole answer when the server has closed; it may close early. */
export async function put(
  simulator: RunningSimulator,
  path: string,
  body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  headers: readonly string[],
): Promise<string> {
  const { hostname, port } = new URL(simulator.url);
  const connection = await Deno.connect({ hostname, port: Number(port) });
  const answer = readAll(connection);
  try {
    const head = [`PUT ${path} HTTP/1.1`, "Host: sim", AUTHORIZATION, ...headers, "", ""].join("\r\n");
    await writeAll(connection, new TextEncoder().encode(head));
    for await (const bytes of body) await writeAll(connection, bytes);
    await connection.closeWrite();
  } catch (error) {
    // The server may refuse before all was sent.
    if (error instanceof TypeError) throw error;
  }
  try {
    return await answer;
  } finally {
    connection.close();
  }
}

/** Puts bytes with their length. */
export async function putBytes(
  simulator: RunningSimulator,
  path: string,
  bytes: Uint8Array,
  announced = bytes.length,
): Promise<string> {
  return await put(simulator, path, [bytes], [`Content-Length: ${announced}`]);
}

async function readAll(connection: Deno.Conn): Promise<string> {
  const buffer = new Uint8Array(4096);
  let answer = "";
  try {
    for (let count = await connection.read(buffer); count !== null; count = await connection.read(buffer)) {
      answer += new TextDecoder().decode(buffer.subarray(0, count));
    }
  } catch (error) {
    // Closed with bytes unread: what was answered counts.
    if (!(error instanceof Deno.errors.ConnectionReset)) throw error;
  }
  return answer;
}

/** The whole body of an answer. */
export async function bytesOf(response: Response): Promise<Uint8Array> {
  return new Uint8Array(await response.arrayBuffer());
}

/** Size and digest of an answer's body, which is not kept. */
export async function digestOf(response: Response): Promise<string> {
  const hash = createHash("sha256");
  let size = 0;
  for await (const bytes of response.body ?? []) {
    hash.update(bytes);
    size += bytes.length;
  }
  return `${size} ${hash.digest("hex")}`;
}

/** Resolves with a task's record when it has ended. */
export async function ended(simulator: RunningSimulator, task: Ref): Promise<Rec> {
  const { db } = simulator;
  await until(simulator, () => !["pending", ""].includes(text(db.get("task", task), "status")));
  return db.get("task", task) ?? {};
}

/** A halted VM with small disks, that are `MiB` in all: made from one of the pool. */
export function smallVm({ db }: RunningSimulator, MiB = 8): Ref {
  for (const [ref, record] of db.table("VM")) {
    const plain = !flag(record, "is_a_template") && text(record, "power_state") === "Halted" &&
      Object.keys(dict(record, "blocked_operations")).length === 0;
    const disks = list(record, "VBDs").map((vbd) => text(db.get("VBD", vbd), "VDI"))
      .filter((vdi) =>
        vdi !== NULL_REF && text(db.get("SR", text(db.get("VDI", vdi), "SR")), "content_type") !== "iso"
      );
    if (!plain || disks.length === 0) continue;
    for (const vdi of disks) {
      const size = Math.floor((MiB / disks.length) * 2 ** 20);
      db.update("VDI", vdi, { virtual_size: size, physical_utilisation: Math.floor(size / 2) });
    }
    return ref;
  }
  throw new Error("No halted VM with a disk");
}

/** The disks of a VM, by their device. */
export function disksOf({ db }: RunningSimulator, vm: Ref): Ref[] {
  return list(db.get("VM", vm), "VBDs").map((vbd) => db.get("VBD", vbd))
    .filter((vbd) => text(vbd, "type") === "Disk" && !flag(vbd, "empty"))
    .sort((a, b) => text(a, "userdevice") < text(b, "userdevice") ? -1 : 1).map((vbd) => text(vbd, "VDI"));
}

/** Where a text stands in bytes. */
export function placeOf(bytes: Uint8Array, wanted: string): number {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf(wanted);
}

/** Runs a test with a simulator of one host, whose operations take no time. */
export function withSimulator(name: string, work: (simulator: RunningSimulator) => Promise<void>): void {
  Deno.test(name, async () => {
    const simulator = await startSimulator({ hosts: 1, vms: 60, speed: Infinity });
    try {
      await work(simulator);
    } finally {
      await simulator.close();
    }
  });
}

/** A task as clients make it for a transfer. */
export async function newTask(simulator: RunningSimulator): Promise<Ref> {
  return String(await simulator.call("task.create", ["transfer", ""]));
}

/** A VM's archive. */
export async function exported(simulator: RunningSimulator, vm: Ref, query = ""): Promise<Uint8Array> {
  return await bytesOf(await get(simulator, `/export?ref=${vm}${query}`));
}
