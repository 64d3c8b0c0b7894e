// What the audit log is looked through for, as addresses write it: for its page, the API and the export alike.
import { AtollError } from "@/lib/errors.ts";
import { AUDIT_RESULTS, type AuditFilter } from "@/lib/store/audit.ts";
import type { AuditQuery } from "@/lib/view/audit.ts";

/** A day means from its beginning for `since`, to its end for `until`, in UTC; nothing is looked for where there is nothing or "". */
export type AuditParams = Partial<AuditQuery>;

const LONGEST = 256;
const DAY = 86_400_000;

/** Throws AtollError 400 naming the parameter at fault. */
export function auditFilter(params: AuditParams): AuditFilter {
  const given = (name: keyof AuditQuery): string | undefined => {
    const value = params[name]?.trim();
    if (value === undefined || value === "") return undefined;
    if (value.length > LONGEST) throw bad(name, `is longer than ${LONGEST} characters`);
    return value;
  };
  const result = given("result");
  const known = AUDIT_RESULTS.find((one) => one === result);
  if (result !== undefined && known === undefined) {
    throw bad("result", `is none of ${AUDIT_RESULTS.join(", ")}`);
  }
  return {
    text: given("text"),
    user: given("user"),
    what: given("what"),
    collection: given("collection"),
    object: given("object"),
    result: known,
    since: moment("since", given("since"), 0),
    until: moment("until", given("until"), DAY),
  };
}

/** @param more ms that a day without a time is longer */
function moment(name: string, text: string | undefined, more: number): number | undefined {
  if (text === undefined) return undefined;
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const full = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?$/.test(text);
  // Without a zone a time is in UTC, as everything in the log is.
  const zone = day || /(Z|[+-]\d{2}:\d{2})$/.test(text) ? "" : "Z";
  const time = day || full ? Date.parse(text + zone) : NaN;
  if (Number.isNaN(time)) throw bad(name, "is neither a day (2026-01-31) nor a time (2026-01-31T12:00:00Z)");
  return day ? time + more : time;
}

function bad(field: string, reason: string): AtollError {
  return new AtollError(400, "bad-parameter", `The parameter "${field}" ${reason}`, field);
}
