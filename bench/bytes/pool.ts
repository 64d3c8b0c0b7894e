// A simulated pool in this process, asked without a wire: Atoll follows it as it follows any pool, and so does a reader that asks as
// Xen Orchestra does.
import { OMITTED } from "@/lib/cache/omitted.ts";
import type { PoolWriter } from "@/lib/cache/types.ts";
import { follow } from "@/lib/pools/follow.ts";
import { login } from "@/lib/xapi/mod.ts";
import type { CallOptions, Transport, Value } from "@/lib/xapi/types.ts";
import { startChurn } from "@/sim/churn.ts";
import { Database } from "@/sim/db.ts";
import { eventFrom } from "@/sim/events.ts";
import { generatePool } from "@/sim/generate/mod.ts";
import { seeded } from "@/sim/random.ts";
import { Tasks } from "@/sim/tasks.ts";
import { LOOP_DELAY, type WholeObjects } from "./whole_objects.ts";

const GC_MS = 60_000;
const NEVER = new AbortController().signal;

export class SimulatedPool implements Transport {
  readonly dialect = "json2";
  readonly endpoint = { protocol: "http:", hostname: "simulated", port: 80 } as const;
  /** Events that both were told of while they were counted. */
  events = 0;
  readonly #db: Database;
  readonly #tasks: Tasks;
  readonly #end = new AbortController();
  readonly #stops: (() => void)[] = [];

  constructor(readonly vms: number, seed = 1) {
    this.#db = new Database({ random: seeded(seed) });
    generatePool(this.#db, { hosts: 8, vms, seed });
    this.#tasks = new Tasks(this.#db);
  }

  get uuid(): string {
    return String(this.#db.table("pool").values().next().value?.["uuid"]);
  }

  async call(method: string, params: readonly Value[], { signal = NEVER }: CallOptions = {}): Promise<Value> {
    if (method === "session.login_with_password") return this.#session();
    if (method !== "event.from") throw new Error(`Nobody answers ${method} here`);
    const [session, classes, token, timeout] = params;
    const wanted = (Array.isArray(classes) ? classes : []).map(String);
    const batch = await eventFrom(this.#db, String(session), wanted, String(token), Number(timeout), signal);
    const answer = {
      events: batch.events.map(({ id, cls, operation, ref, snapshot }) => ({
        id: String(id),
        timestamp: "0.0",
        class: cls.toLowerCase(),
        operation,
        ref,
        ...(snapshot === undefined ? {} : { snapshot }),
      })),
      valid_ref_counts: Object.fromEntries(batch.validRefCounts),
      token: batch.token,
    };
    // Through text, as over a wire: nobody shares the simulator's own records.
    return JSON.parse(JSON.stringify(answer));
  }

  close(): void {
    this.#end.abort(new Error("The pool is closed"));
    for (const stop of this.#stops) stop();
    this.#tasks.close();
  }

  /** Has Atoll follow the pool; fulfilled when it has read everything. */
  async followedBy(writer: PoolWriter): Promise<void> {
    const session = await login(this, { username: "root", password: "" }, { omit: OMITTED });
    const synced = Promise.withResolvers<void>();
    const { signal } = this.#end;
    follow(session, writer, {
      signal,
      synced: () => synced.resolve(),
      changed: () => {},
      rolledBack: () => {},
      // Consistency checks read lists, which nobody counts here.
      timing: { period: Infinity, longest: Infinity, gap: 1e12, rest: 0 },
    }).catch((error: unknown) => {
      if (!signal.aborted) synced.reject(error);
    });
    await synced.promise;
  }

  /** Begins to change by itself, about so many times a second. */
  churn(perSecond: number): void {
    this.#stops.push(startChurn({ db: this.#db, tasks: this.#tasks }, perSecond));
    const gc = setInterval(() => this.#tasks.gc(), GC_MS);
    this.#stops.push(() => clearInterval(gc));
  }

  /** From now on asks as xen-api does and passes on what it is told. */
  async gather(whole: WholeObjects): Promise<void> {
    const session = this.#session();
    const { signal } = this.#end;
    let { token } = await eventFrom(this.#db, session, ["*"], "", 0, signal);
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, LOOP_DELAY));
      const batch = await eventFrom(this.#db, session, ["*"], token, 60, signal);
      if (signal.aborted) return;
      token = batch.token;
      this.events += batch.events.length;
      whole.take(batch.events.map(({ cls, ...event }) => ({ class: cls, ...event })));
    }
  }

  #session(): string {
    return this.#db.create("session", { auth_user_name: "root", is_local_superuser: true });
  }
}
