// What the topics of a simulator share.
import type { User } from "./access/directory.ts";
import type { Database } from "./db.ts";
import type { Tasks } from "./tasks.ts";
import type { Ref } from "./values.ts";

/** What a topic is registered with. */
export interface Setup {
  readonly db: Database;
  readonly tasks: Tasks;
  /** root's password, which may be changed. */
  readonly password: { value: string };
  /** The users of the directory the pool is joined to. */
  readonly users: readonly User[];
  /** The host this simulator is; undefined when it stands for all hosts of its pool. */
  readonly host: Ref | undefined;
  /** Whether its hosts run the plugins that measure more than xcp-rrdd itself. */
  readonly plugins: boolean;
}
