// Which console a request means, and whether xapi lets it through (ocaml/xapi/console.ml, xapi_http.ml).
import { denialOf } from "../access/mod.ts";
import type { Setup } from "../setup.ts";
import { flag, list, type Ref, text } from "../values.ts";
import { isAuthorised, parameter } from "../wire/authorise.ts";
import type { HttpResponse, RequestHead } from "../wire/http_server.ts";
import { failed, forbidden, unauthorised } from "../wire/pages.ts";

/** A console that somebody may have. */
export interface Target {
  readonly console: Ref;
  readonly vm: Ref;
  readonly protocol: string;
  /** The session it came with; undefined for Basic. */
  readonly session: Ref | undefined;
}

/** What OCaml prints of the exception every plain refusal is made of. */
const FAILURE = "Console.Failure";

/** Finds the console of a request to `realm` (connect_console, connect_console_ws), or the page it is refused with. */
export function targetOf(
  { db, password, host }: Setup,
  head: RequestHead,
  realm: string,
): { readonly target: Target } | { readonly refusal: HttpResponse } {
  if (!isAuthorised(head, db, password.value)) return { refusal: unauthorised(realm) };
  const session = parameter(head, "session_id");
  if (denialOf(db, session, `http/${realm}`) !== undefined) return { refusal: forbidden() };
  const console = consoleOf({ db }, head.query);
  if (console.ref === undefined) return { refusal: failed(console.why) };
  const record = db.get("console", console.ref);
  const vm = text(record, "VM");
  const machine = db.get("VM", vm);
  const denial = flag(machine, "is_control_domain") ? denialOf(db, session, HOST_CONSOLE) : undefined;
  if (denial !== undefined) {
    return { refusal: failed(`Server_error(${denial.code}, [ ${denial.params.join("; ")} ])`) };
  }
  const here = host === undefined || text(machine, "resident_on") === host;
  if (text(machine, "power_state") !== "Running" || !here) return { refusal: failed(FAILURE) };
  return { target: { console: console.ref, vm, protocol: text(record, "protocol"), session } };
}

const HOST_CONSOLE = "http/connect_console/host_console";

/** `ref` and `uuid` name a console, or a VM whose first RFB console is meant. */
function consoleOf(
  { db }: Pick<Setup, "db">,
  query: URLSearchParams,
): { readonly ref: Ref } | { readonly ref: undefined; readonly why: string } {
  const uuid = query.get("uuid");
  let ref = query.get("ref") ?? "";
  if (uuid !== null) {
    const found = db.findByUuid("VM", uuid) ?? db.findByUuid("console", uuid);
    if (found === undefined) {
      return { ref: undefined, why: `Db_exn.Read_missing_uuid("console", "", "${uuid}")` };
    }
    ref = found;
  }
  if (db.get("console", ref) !== undefined) return { ref };
  const first = list(db.get("VM", ref), "consoles").find((console) =>
    text(db.get("console", console), "protocol") === "rfb"
  );
  return first === undefined ? { ref: undefined, why: FAILURE } : { ref: first };
}
