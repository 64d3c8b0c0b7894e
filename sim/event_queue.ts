// The old way of events, event.register and event.next: a queue of what happened for the classes a session registered.
import type { Change, Database } from "./db.ts";
import { ApiError } from "./errors.ts";
import type { Registry } from "./methods.ts";
import { formatToken, Subscription } from "./events.ts";
import type { Json, Ref } from "./values.ts";

interface Queue {
  readonly classes: Set<string>;
  readonly seen: Map<string, Change>;
  wake: () => void;
  stop: () => void;
}

/** How long event.next gathers before it answers, in milliseconds. */
const GATHER_MS = 50;

/** Adds event.register, unregister, next, get_current_id and inject. */
export function registerEventQueue(registry: Registry): void {
  const queues = new Map<Ref, Queue>();
  /** The id of the next event; each change has one, however many sessions are told of it. */
  let id = 0;
  const ids = new WeakMap<Change, number>();

  registry.register("event.register", ({ db, session }, [classes]) => {
    const wanted = Array.isArray(classes) ? classes.map(String) : [];
    const queue = queues.get(session) ?? open(db, session);
    for (const cls of wanted.length === 0 ? ["*"] : wanted) queue.classes.add(cls.toLowerCase());
  });
  registry.register("event.unregister", ({ session }, [classes]) => {
    const queue = queues.get(session);
    for (const cls of Array.isArray(classes) ? classes.map(String) : []) {
      queue?.classes.delete(cls.toLowerCase());
    }
    if (queue?.classes.size === 0) close(session);
  });
  registry.register("event.get_current_id", () => id);
  registry.register("event.inject", ({ db }, [cls, ref]) => {
    const name = db.classes().find((known) => known.toLowerCase() === String(cls).toLowerCase());
    if (name === undefined || db.get(name, String(ref)) === undefined) {
      throw new ApiError("HANDLE_INVALID", String(cls), String(ref));
    }
    db.touch(name, String(ref));
    return formatToken(db.generation, 0);
  });
  registry.register("event.next", async ({ db, tasks, session, task }) => {
    const queue = queues.get(session);
    if (queue === undefined) {
      throw new ApiError("SESSION_NOT_REGISTERED", `trackid=${session.slice(10).replaceAll("-", "")}`);
    }
    while (queue.seen.size === 0) {
      await new Promise<void>((resolve) => queue.wake = resolve);
      if (db.get("session", session) === undefined) throw new ApiError("SESSION_INVALID", session);
    }
    await tasks.sleep(GATHER_MS, task.signal);
    const changes = [...queue.seen.values()];
    queue.seen.clear();
    return changes.map((change): Json => {
      const record = db.get(change.cls, change.ref);
      const snapshot = record === undefined ? undefined : db.version.view(change.cls, record);
      return {
        id: String(ids.get(change) ?? id),
        timestamp: `${Math.floor(db.now() / 1000)}.`,
        class: change.cls.toLowerCase(),
        operation: change.kind,
        ref: change.ref,
        ...(snapshot === undefined ? {} : { snapshot }),
      };
    });
  });

  function open(db: Database, session: Ref): Queue {
    const queue: Queue = { classes: new Set(), seen: new Map(), wake: () => {}, stop: () => {} };
    queue.stop = db.onChange((change) => {
      if (change.cls === "session" && change.kind === "del" && change.ref === session) {
        close(session);
        queue.wake();
      } else if (
        db.version.hasClass(change.cls) &&
        new Subscription([...queue.classes]).matches(change.cls, change.ref)
      ) {
        if (!ids.has(change)) ids.set(change, id++);
        queue.seen.set(`${change.cls}/${change.ref}`, change);
        queue.wake();
      }
    });
    queues.set(session, queue);
    return queue;
  }

  function close(session: Ref): void {
    queues.get(session)?.stop();
    queues.delete(session);
  }
}
