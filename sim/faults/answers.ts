// Answers that are delivered badly: cut, truncated, slow, of a wrong length, doubled, or another thing altogether.
import { pause } from "../pause.ts";
import { joined, textBody } from "../wire/body.ts";
import { encodeResponse, type HttpResponse } from "../wire/http_head.ts";
import type { HttpRequest } from "../wire/http_server.ts";
import type { Leaving } from "./door.ts";
import type { Faults } from "./faults.ts";
import type { AnswerFault } from "./types.ts";

/** Where an answer goes, and how its connection may end. */
export interface Outlet {
  write(bytes: Uint8Array): Promise<void>;
  /** Ends the connection in this way once what was written is through. */
  leave(how: Leaving): Promise<void>;
}

const KINDS = ["cut", "truncated", "garbled", "page", "slow", "length", "twice", "hangup"] as const;

/** Delivers an answer as the fault says that the request meets; undefined: it meets none. Gives whether the connection goes on. */
export function misdeliver(
  faults: Faults,
  request: HttpRequest,
  response: HttpResponse,
  outlet: Outlet,
): Promise<boolean> | undefined {
  const fault = faults.meet(KINDS, methodOf(request), request.path);
  return fault === undefined ? undefined : deliver(fault, response, outlet, request.signal);
}

/** The Xen-API method a request calls, as far as its first bytes tell; "" for none. */
export function methodOf({ body }: HttpRequest): string {
  const start = new TextDecoder("latin1").decode(body.subarray(0, 512));
  return /"method"\s*:\s*"([^"]+)"|<methodName>\s*([^<\s]+)/.exec(start)?.slice(1).find((name) => name) ?? "";
}

async function deliver(
  fault: AnswerFault,
  response: HttpResponse,
  outlet: Outlet,
  signal: AbortSignal,
): Promise<boolean> {
  const whole = joined(encodeResponse(response, true));
  const head = headLength(whole);
  switch (fault.kind) {
    case "cut": {
      const end = fault.byte === undefined
        ? Math.floor(whole.length * (fault.at ?? 0.5))
        : Math.min(head + fault.byte, whole.length);
      await outlet.write(whole.subarray(0, end));
      if (fault.how === "hang") await pause(Infinity, signal);
      else await outlet.leave(fault.how);
      return false;
    }
    case "truncated":
    case "garbled": {
      const body = whole.slice(head);
      const at = Math.floor(body.length * (fault.at ?? 0.5));
      // Neither JSON nor XML allows NUL, nor UTF-8 the others.
      if (fault.kind === "garbled") body.fill(0xff, at, at + 8).fill(0, at + 2, at + 4);
      return await all(outlet, {
        ...response,
        body: [fault.kind === "garbled" ? body : body.subarray(0, at)],
      });
    }
    case "page":
      return await all(outlet, errorPage(fault.status, fault.type ?? "text/html"));
    case "slow": {
      const part = fault.part ?? "all";
      const [from, to] = [part === "body" ? head : 0, part === "head" ? head : whole.length];
      await outlet.write(whole.subarray(0, from));
      for (let at = from; at < to && !signal.aborted; at += fault.bytes) {
        await outlet.write(whole.subarray(at, Math.min(at + fault.bytes, to)));
        if (at + fault.bytes < to) await pause(fault.ms, signal);
      }
      await outlet.write(whole.subarray(to));
      return true;
    }
    case "length": {
      const text = new TextDecoder("latin1").decode(whole.subarray(0, head));
      const wrong = text.replace(
        /content-length: (\d+)/,
        (_, n) => `content-length: ${Math.max(0, Number(n) + fault.by)}`,
      );
      await outlet.write(new TextEncoder().encode(wrong));
      await outlet.write(whole.subarray(head));
      return true;
    }
    case "twice":
      await outlet.write(whole);
      await outlet.write(whole);
      return true;
    case "hangup":
      await outlet.write(whole);
      await outlet.leave(fault.how);
      return false;
  }
}

async function all(outlet: Outlet, response: HttpResponse): Promise<boolean> {
  for (const bytes of encodeResponse(response, true)) await outlet.write(bytes);
  return true;
}

const WORDS: Readonly<Record<number, string>> = {
  200: "OK",
  500: "Internal Server Error",
  502: "Bad Gateway",
};

/** A page as web servers and proxies in front of a xapi show it. */
function errorPage(status: number, type: string): HttpResponse {
  const words = WORDS[status] ?? "Error";
  const page =
    `<!DOCTYPE html>\n<html><head><title>${status} ${words}</title></head><body><h1>${words}</h1></body></html>\n`;
  return { status: `${status} ${words}`, headers: [["content-type", type]], body: textBody(page) };
}

function headLength(bytes: Uint8Array): number {
  const start = new TextDecoder("latin1").decode(bytes.subarray(0, 4096));
  return start.indexOf("\r\n\r\n") + 4;
}
