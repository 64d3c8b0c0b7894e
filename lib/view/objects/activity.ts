// What happens in a pool: its tasks, and the messages it leaves for people.
import type { ObjectName } from "./collections.ts";
import type { InPool, Named, ViewObject } from "./common.ts";

export interface TaskView extends Named, InPool {
  readonly status: "pending" | "success" | "failure" | "cancelling" | "cancelled";
  /** 0 to 1. xapi sends NaN at times (it divides by a total of 0): then the last known value. */
  readonly progress: number;
  readonly created: string;
  readonly finished: string | null;
  /** Xen-API code and parameters of a failure. */
  readonly error_info: readonly string[];
  /** The failure as one sentence for people; "" when there is none. */
  readonly error: string;
  /**
   * What it works on, as the objects' current_operations told while it ran, with the name it had then. Null when Atoll did
   * not see it run.
   */
  readonly object: ObjectName | null;
  readonly resident_on: string | null;
  readonly subtask_of: string | null;
  readonly allowed_operations: readonly string[];
}

/** A message of a pool. `alertText()` of lib/view/alert_texts.ts makes a sentence of it. */
export interface AlertView extends ViewObject, InPool {
  /** Its code: VM_STARTED. */
  readonly name: string;
  /** 1 critical, 2 major, 3 warning, 4 minor, 5 for information. */
  readonly priority: number;
  /** As sent; what is beyond 4 KB is cut off. */
  readonly body: string;
  /** What the body says by name, at most a dozen short ones. */
  readonly values: { readonly [name: string]: string };
  readonly time: string | null;
  /** What it is about; kept with its last name when that is gone. Null where nothing shown has its uuid. */
  readonly object: ObjectName | null;
}
