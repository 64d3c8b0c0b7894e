// The statistics' paths: /rrd_updates, /host_rrd, /vm_rrd, /sr_rrd, answered for one host.
import { notAfter } from "../version/releases.ts";
import type { Setup } from "../setup.ts";
import { NULL_REF, type Ref, text } from "../values.ts";
import { isAuthorised } from "../wire/authorise.ts";
import type { Body } from "../wire/body.ts";
import type { RequestHead, Wire } from "../wire/http_server.ts";
import { failed, unauthorised } from "../wire/pages.ts";
import { redirect, writeBare, writeHead, writePage } from "../wire/plain_http.ts";
import type { Routes } from "../wire/routes.ts";
import { lastUpdate } from "./archive.ts";
import { historyOf, residents } from "./history.ts";
import { attachedStorage, hostOwner, type Measuring, srOwner, vmOwner } from "./owners.ts";
import { rounded, spelled } from "./number.ts";
import type { Owner } from "./sources.ts";
import { Turns } from "../turns.ts";
import { type JsonLayout, NO_ARCHIVE, updates } from "./updates.ts";
import { wholeRrd } from "./whole.ts";

const NOT_CACHED = "Cache-Control: no-cache, no-store";
const FOR_ALL = "Access-Control-Allow-Origin: *";

/** Answers the statistics' paths for the setup's host; a simulator that stands for a whole pool is its coordinator there. */
export function registerStatistics(routes: Routes, setup: Setup): void {
  // From now on it is known when VMs run.
  historyOf(setup.db);
  const paths = {
    rrd_updates: answerUpdates,
    host_rrd: answerHost,
    vm_rrd: answerVm,
    sr_rrd: answerSr,
  };
  for (const [path, answer] of Object.entries(paths)) {
    // SRs have statistics since XenServer 7.0.
    if (path === "sr_rrd" && !notAfter("dundee", setup.db.version.facts.release)) continue;
    routes.take("GET", `/${path}`, async (head, wire) => {
      if (isAuthorised(head, setup.db, setup.password.value)) await answer(setup, head, wire);
      else await writePage(wire, unauthorised(path === "rrd_updates" ? path : `get_${path}`));
    });
  }
}

async function answerUpdates(setup: Setup, { query, headers }: RequestHead, wire: Wire): Promise<void> {
  const given = query.get("start");
  if (given === null) return await writeBare(wire, "HTTP/1.1 400 Bad Request");
  if (!/^-?\d+$/.test(given)) return await writePage(wire, failed('Failure("Int64.of_string")'));
  const { db } = setup;
  const host = hostOf(setup);
  const measuring = measuringOf(setup);
  const owners: (Owner | undefined)[] = [];
  if (query.get("host") === "true") owners.push(hostOwner(db, host, measuring));
  for (const vm of residents(db, host)) {
    if (wants(query.getAll("vm_uuid"), text(db.get("VM", vm), "uuid"), "all")) {
      owners.push(vmOwner(db, vm, measuring));
    }
  }
  for (const sr of attachedStorage(db, host)) {
    if (wants(query.getAll("sr_uuid"), text(db.get("SR", sr), "uuid"), "none")) owners.push(srOwner(db, sr));
  }
  const json = isJson(query, headers);
  const interval = query.get("interval") ?? "";
  const consolidation = query.get("cf") ?? "";
  const body = await updates(owners.filter((owner) => owner !== undefined), {
    start: Number(given),
    interval: /^\d+$/.test(interval) ? Number(interval) : 0,
    ...(/^(AVERAGE|MIN|MAX|LAST)$/.test(consolidation) ? { consolidation } : {}),
    format: json ? layoutOf(setup) : "xml",
    spell: isModern(db) ? spelled : rounded,
    updated: lastUpdate(db.now()),
  }, new Turns());
  if (body === undefined) return await writePage(wire, failed(NO_ARCHIVE));
  // It says keep-alive, and closes all the same.
  await writeHead(wire, "HTTP/1.1 200 OK", [
    "Connection: keep-alive",
    `Content-Length: ${body.reduce((sum, { length }) => sum + length, 0)}`,
    NOT_CACHED,
    `content-type: ${json ? "application/json" : "text/xml"}`,
    FOR_ALL,
    "Access-Control-Allow-Headers: X-Requested-With",
  ]);
  await writeBody(wire, body);
}

async function answerHost(setup: Setup, head: RequestHead, wire: Wire): Promise<void> {
  const owner = hostOwner(setup.db, hostOf(setup), measuringOf(setup));
  if (owner === undefined) return await writePage(wire, failed('Failure("No host RRD available!")'));
  await writeWhole(setup, head, wire, owner);
}

/** A VM's statistics are with the host it runs on; the coordinator keeps those of VMs that do not run. */
async function answerVm(setup: Setup, head: RequestHead, wire: Wire): Promise<void> {
  const { db } = setup;
  const uuid = head.query.get("uuid");
  if (uuid === null) return await writeBare(wire, "HTTP/1.1 400 Bad Request");
  const vm = db.findByUuid("VM", uuid);
  if (vm === undefined) {
    return await writePage(wire, failed(`Db_exn.Read_missing_uuid("VM", "", "${uuid}")`));
  }
  const home = text(db.get("VM", vm), "resident_on");
  const keeper = home === NULL_REF || db.get("host", home) === undefined ? coordinatorOf(setup) : home;
  if (keeper !== hostOf(setup)) return await redirect(wire, text(db.get("host", keeper), "address"), head);
  const owner = vmOwner(db, vm, measuringOf(setup));
  if (owner === undefined || owner.periods.length === 0) {
    const missing = `Unix.Unix_error(Unix.ENOENT, "open", "/var/lib/xcp/blobs/rrds/${uuid}.gz")`;
    return await writePage(wire, failed(missing));
  }
  await writeWhole(setup, head, wire, owner);
}

async function answerSr(setup: Setup, head: RequestHead, wire: Wire): Promise<void> {
  const { db } = setup;
  const uuid = head.query.get("uuid");
  if (uuid === null) return await writeBare(wire, "HTTP/1.1 400 Bad Request");
  const sr = db.findByUuid("SR", uuid);
  const owner = sr !== undefined && attachedStorage(db, hostOf(setup)).includes(sr)
    ? srOwner(db, sr)
    : undefined;
  if (owner === undefined) return await writePage(wire, failed('Failure("No SR RRD available!")'));
  await writeWhole(setup, head, wire, owner);
}

async function writeWhole(setup: Setup, head: RequestHead, wire: Wire, owner: Owner): Promise<void> {
  const json = isJson(head.query, head.headers);
  const body = await wholeRrd(owner, lastUpdate(setup.db.now()), {
    format: json ? "json" : "xml",
    spell: isModern(setup.db) ? spelled : rounded,
    dated: notAfter("25.0.0", setup.db.version.facts.release),
  }, new Turns());
  await writeHead(wire, "HTTP/1.0 200 OK", [
    "Connection: close",
    NOT_CACHED,
    `content-type: ${json ? "application/json" : "text/xml"}`,
    FOR_ALL,
  ]);
  await writeBody(wire, body);
}

async function writeBody(wire: Wire, body: Body): Promise<void> {
  for (const bytes of body) await wire.write(bytes);
}

/** The parameter counts by being there, whatever it says. */
function isJson(query: URLSearchParams, headers: ReadonlyMap<string, string>): boolean {
  return query.has("json") || (headers.get("accept") ?? "").includes("application/json");
}

function wants(given: readonly string[], uuid: string, unlessGiven: "all" | "none"): boolean {
  const wanted = given.length === 0 ? [unlessGiven] : given;
  return wanted.includes("all") || wanted.includes(uuid);
}

function coordinatorOf({ db }: Setup): Ref {
  return text(db.table("pool").values().next().value, "master");
}

function hostOf(setup: Setup): Ref {
  return setup.host ?? coordinatorOf(setup);
}

/** The plugins came after XenServer 6.1. */
function measuringOf({ db, plugins }: Setup): Measuring {
  return { plugins: plugins && notAfter("clearwater", db.version.facts.release) };
}

/** xapi 23.31 was the first to write real JSON, 24.11 the first to write it as XML has it. */
function layoutOf({ db }: Setup): JsonLayout {
  if (!isModern(db)) return "loose";
  return db.version.dataInMeta ? "inside" : "beside";
}

function isModern({ version }: Setup["db"]): boolean {
  return notAfter("23.31.0", version.facts.release);
}
