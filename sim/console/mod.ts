// /console: a VM's screen over HTTP CONNECT or a WebSocket, as xapi gives it (ocaml/xapi/console.ml).
import type { Setup } from "../setup.ts";
import { flag, type Ref, text } from "../values.ts";
import { notAfter } from "../version/releases.ts";
import { parameter } from "../wire/authorise.ts";
import type { RequestHead, Wire } from "../wire/http_server.ts";
import { writeBare, writeHead, writePage } from "../wire/plain_http.ts";
import type { Routes } from "../wire/routes.ts";
import { Connections, limitPage } from "./connections.ts";
import { domainsOf } from "./guest/domains.ts";
import type { Link } from "./rfb/bytes.ts";
import { serveRfb } from "./rfb/session.ts";
import { type Target, targetOf } from "./target.ts";
import { serveText } from "./vt100.ts";
import { acceptKey, WebSocketLink } from "./websocket.ts";

const NOT_IMPLEMENTED = "HTTP/1.0 501 Method Not Implemented";

/** Adds the consoles' path; WebSockets came with XenServer 6.1. */
export function registerConsoles(routes: Routes, setup: Setup): void {
  const connections = new Connections();
  routes.take("CONNECT", "/console", (head, wire) => connect(setup, connections, head, wire));
  if (!notAfter("tampa", setup.db.version.facts.release)) return;
  routes.take("GET", "/console", (head, wire) => connectWebSocket(setup, head, wire));
}

async function connect(setup: Setup, connections: Connections, head: RequestHead, wire: Wire): Promise<void> {
  const found = targetOf(setup, head, "connect_console");
  if ("refusal" in found) return await writePage(wire, found.refusal);
  const { target } = found;
  if (!hasScreen(setup, target)) return await writeBare(wire, "HTTP/1.1 404 Not Found");
  const user = text(setup.db.get("session", target.session ?? ""), "auth_user_name") || "root";
  if (isLimited(setup) && connections.usersOf(target.vm).length > 0) {
    return await writePage(wire, limitPage(connections.usersOf(target.vm)));
  }
  const leave = connections.add(target.vm, user);
  try {
    await inTask(setup, head, target.session, async () => {
      await writeHead(wire, "HTTP/1.1 200 OK", [
        "Connection: keep-alive",
        "Cache-Control: no-cache, no-store",
      ]);
      await serve(setup, target, wire);
    });
  } finally {
    leave();
  }
}

async function connectWebSocket(setup: Setup, head: RequestHead, wire: Wire): Promise<void> {
  const found = targetOf(setup, head, "connect_console_ws");
  if ("refusal" in found) return await writePage(wire, found.refusal);
  const { target } = found;
  if (!hasScreen(setup, target)) return await writeBare(wire, "HTTP/1.1 404 Not Found");
  if (isLimited(setup)) return await writeBare(wire, "HTTP/1.0 503 Service Unavailable");
  // Its proxy for WebSockets is a process of its own; where that does not run, xapi answers so (recording C-console-ws).
  const key = head.headers.get("sec-websocket-key");
  if (!setup.webSockets || key === undefined) return await writeBare(wire, NOT_IMPLEMENTED);
  const early = !notAfter("creedence", setup.db.version.facts.release);
  await writeHead(wire, `HTTP/1.${early ? 0 : 1} 101 Switching Protocols`, [
    "Upgrade: websocket",
    "Connection: Upgrade",
    `Sec-WebSocket-Accept: ${await acceptKey(key)}`,
    // Whatever the client asked for.
    `Sec-WebSocket-Protocol: ${early ? "chat" : "binary"}`,
  ]);
  await serve(setup, target, new WebSocketLink(wire, early));
}

async function serve({ db, tasks }: Setup, { vm, protocol }: Target, link: Link): Promise<void> {
  const domain = domainsOf(db, tasks).of(vm);
  const leave = domain.enter(protocol === "rfb" ? "picture" : "text");
  try {
    const { serial } = domain;
    if (protocol === "rfb") await serveRfb(link, domain);
    else if (serial !== undefined) await serveText(link, domain, serial);
  } finally {
    leave();
  }
}

/** Whether there is anything to connect to: xapi does not tunnel RDP, and a guest with pictures alone has no text. */
function hasScreen({ db, tasks }: Setup, { vm, protocol }: Target): boolean {
  return protocol === "rfb" || (protocol === "vt100" && domainsOf(db, tasks).of(vm).serial !== undefined);
}

/** Whether the pool allows one session a VM only: a setting newer than the recorded xapi, off unless it is set. */
function isLimited({ db }: Setup): boolean {
  return flag(db.table("pool").values().next().value, "limit_console_sessions");
}

/**
 * Shows a task while somebody is connected, as xapi does: the one the request names, which then has ended, or one of its
 * own, which then is gone.
 */
async function inTask(
  { db, tasks }: Setup,
  head: RequestHead,
  session: Ref | undefined,
  work: () => Promise<void>,
): Promise<void> {
  const named = parameter(head, "task_id");
  const adopt = named !== undefined && db.get("task", named) !== undefined ? { adopt: named } : {};
  const owner = session === undefined ? {} : { session };
  const { ref, done } = tasks.run("Connection to VM console", { ...owner, ...adopt }, work);
  try {
    await done;
  } finally {
    if (ref !== named) db.destroy("task", ref);
  }
}
