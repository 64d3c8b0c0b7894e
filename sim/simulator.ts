// What a running simulator is, for those who work inside it: churn, tests, benchmarks.
import type { Database } from "./db.ts";
import type { Tasks } from "./tasks.ts";
import type { Json } from "./values.ts";

/** A running simulator. */
export interface Simulator {
  /** Where it answers, e.g. `http://127.0.0.1:41234`. */
  readonly url: string;
  readonly db: Database;
  readonly tasks: Tasks;
  /**
   * Calls a message as root without the wire, e.g. `call("VM.start", [vm, false, false])`: parameters after the session.
   * Throws ApiError.
   */
  call(method: string, params: readonly Json[]): Promise<Json>;
  /** Stops answering, cuts the connections and ends what runs. */
  close(): Promise<void>;
}
