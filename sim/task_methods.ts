// The messages of class task, and of class message (alerts).
import { ApiError } from "./errors.ts";
import type { Registry } from "./methods.ts";
import { refOf } from "./generic.ts";
import { date, dateMs, type Json, type Rec, text } from "./values.ts";

/** Adds the messages of class task. */
export function registerTaskMethods(registry: Registry): void {
  registry.register("task.create", ({ tasks, session }, [label, description]) => {
    return tasks.create(String(label), { session, description: String(description) });
  });
  registry.register("task.cancel", ({ db, tasks }, [task = ""]) => tasks.cancel(refOf(db, "task", task)));
  registry.register("task.destroy", ({ db, tasks }, [task = ""]) => tasks.destroy(refOf(db, "task", task)));
  registry.register("task.set_status", ({ tasks }, [task = "", value = ""]) => {
    tasks.setStatus(String(task), String(value));
  });
  for (const field of ["progress", "result", "error_info"]) {
    registry.register(`task.set_${field}`, ({ db }, [task = "", value = ""]) => {
      db.set("task", refOf(db, "task", task), field, value);
    });
  }
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
