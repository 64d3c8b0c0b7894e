// The log: one JSON object a line on stderr, so that journald and any collector can read it. Never holds a secret. A line that is
// written for a request names it.
import { requestContext } from "./request_context.ts";

export type LogLevel = "debug" | "info" | "warn" | "error";
export type LogFields = Readonly<Record<string, unknown>>;

const RANK: Record<LogLevel, number> = { debug: 0, info: 1, warn: 2, error: 3 };
const SECRET = /pass(word|wd)?$|secret|token|cookie|authorization|session(_?(id|ref))?$/i;
const REF = /OpaqueRef:[0-9a-f-]{36}/g;

/** Replaces the values of fields named like a secret, at any depth, and shortens opaque refs (a session ref is a key to a pool). */
export function redact(value: unknown, name = "", depth = 0): unknown {
  if (SECRET.test(name) && value !== null && value !== undefined) return "[redacted]";
  if (typeof value === "string") return value.replace(REF, (ref) => ref.slice(0, 18) + "…");
  if (typeof value === "bigint") return String(value);
  if (value instanceof Error) {
    return {
      name: value.name,
      message: redact(value.message),
      ...(value.cause ? { cause: redact(value.cause, "", depth + 1) } : {}),
    };
  }
  if (typeof value !== "object" || value === null) return value;
  if (depth > 4) return "[deep]";
  if (Array.isArray(value)) return value.map((item) => redact(item, "", depth + 1));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, redact(item, key, depth + 1)]));
}

/** A logger writes lines at or above its level. */
export class Logger {
  constructor(
    private readonly write: (line: string) => void,
    private readonly least: LogLevel = "info",
  ) {}

  debug(message: string, fields?: LogFields): void {
    this.line("debug", message, fields);
  }
  info(message: string, fields?: LogFields): void {
    this.line("info", message, fields);
  }
  warn(message: string, fields?: LogFields): void {
    this.line("warn", message, fields);
  }
  error(message: string, fields?: LogFields): void {
    this.line("error", message, fields);
  }

  private line(level: LogLevel, message: string, fields: LogFields = {}): void {
    if (RANK[level] < RANK[this.least]) return;
    const safe = redact(fields);
    const request = requestContext();
    this.write(
      JSON.stringify({
        time: new Date().toISOString(),
        level,
        message,
        ...(request === null ? {} : { request: request.id }),
        ...(safe as Record<string, unknown>),
      }),
    );
  }
}

function levelFromEnvironment(): LogLevel {
  const level = Deno.env.get("ATOLL_LOG");
  return level !== undefined && level in RANK ? level as LogLevel : "info";
}

const encoder = new TextEncoder();

/** The process's log; level from ATOLL_LOG (debug, info, warn, error). */
export const log: Logger = new Logger((line) => {
  Deno.stderr.writeSync(encoder.encode(line + "\n"));
}, levelFromEnvironment());
