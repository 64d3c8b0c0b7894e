// The messages of class task, and of class message (alerts).
import { assertPermitted } from "./access/rbac.ts";
import type { Database } from "./db.ts";
import { ApiError } from "./errors.ts";
import type { Registry } from "./methods.ts";
import { refOf } from "./generic.ts";
import type { Setup } from "./setup.ts";
import { date, dateMs, type Json, list, type Rec, type Ref, text } from "./values.ts";

/** Adds the messages of class task. */
export function registerTaskMethods(registry: Registry, { db }: Pick<Setup, "db">): void {
  watchOwners(db);
  registry.register("task.create", ({ tasks, session }, [label, description]) => {
    return tasks.create(String(label), { session, description: String(description) });
  });
  registry.register("task.cancel", ({ db, tasks, session }, [task = ""]) => {
    const ref = refOf(db, "task", task);
    if (!owns(db, session, ref)) assertPermitted(db, session, "task.cancel/any");
    tasks.cancel(ref);
  });
  registry.register("task.destroy", ({ db, tasks, session }, [task = ""]) => {
    const ref = refOf(db, "task", task);
    if (!owns(db, session, ref)) assertPermitted(db, session, "task.destroy/any");
    tasks.destroy(ref);
  });
  registry.register("task.set_status", ({ tasks }, [task = "", value = ""]) => {
    tasks.setStatus(String(task), String(value));
  });
  for (const field of ["progress", "result", "error_info"]) {
    registry.register(`task.set_${field}`, ({ db }, [task = "", value = ""]) => {
      db.set("task", refOf(db, "task", task), field, value);
    });
  }
}

/** Whose tasks are whose: the identifier of the subject in whose session a task was started. */
const owners = new WeakMap<Database, Map<Ref, string>>();

/** Notes who starts tasks. */
function watchOwners(db: Database): void {
  if (owners.has(db)) return;
  const known = new Map<Ref, string>();
  owners.set(db, known);
  db.onChange(({ cls, ref, kind }) => {
    if (cls === "task" && kind === "del") known.delete(ref);
    if (cls !== "session" || kind === "del") return;
    const session = db.get("session", ref);
    const sid = text(session, "auth_user_sid");
    if (sid !== "") { for (const task of list(session, "tasks")) known.set(task, sid); }
  });
}

/** Whether a session's user started a task. */
function owns(db: Database, session: Ref, task: Ref): boolean {
  const sid = text(db.get("session", session), "auth_user_sid");
  return sid !== "" && owners.get(db)?.get(task) === sid;
}

/** Adds the messages of class message: those that are not read like any other record. */
export function registerMessageMethods(registry: Registry): void {
  registry.register(
    "message.create",
    ({ db }, [name = "", priority = 0, cls = "", obj_uuid = "", body = ""]) => {
      if (
        db.has(classOf(String(cls))) && db.findByUuid(classOf(String(cls)), String(obj_uuid)) === undefined
      ) {
        throw new ApiError("UUID_INVALID", String(cls), String(obj_uuid));
      }
      return db.create("message", { name, priority, cls, obj_uuid, timestamp: date(db.now()), body });
    },
  );
  registry.register(
    "message.destroy",
    ({ db }, [self = ""]) => db.destroy("message", refOf(db, "message", self)),
  );
  registry.register("message.destroy_many", ({ db }, [messages]) => {
    for (const ref of Array.isArray(messages) ? messages.map(String) : []) db.destroy("message", ref);
  });
  registry.register("message.get", ({ db }, [cls, obj_uuid, since]) => {
    return pick(
      db.table("message"),
      (record) => record["cls"] === cls && record["obj_uuid"] === obj_uuid && after(record, since),
    );
  });
  registry.register(
    "message.get_since",
    ({ db }, [since]) => pick(db.table("message"), (record) => after(record, since)),
  );
}

function pick(messages: ReadonlyMap<string, Rec>, wanted: (record: Rec) => boolean): Json {
  return Object.fromEntries([...messages].filter(([, record]) => wanted(record)));
}

function after(record: Rec, since: Json | undefined): boolean {
  return dateMs(text(record, "timestamp")) >= (dateMs(String(since)) || 0);
}

/** Messages call a host "Host" and a pool "Pool". */
function classOf(cls: string): string {
  return cls === "Host" || cls === "Pool" ? cls.toLowerCase() : cls;
}
