// What the topics of a simulator share.
import type { User } from "./access/directory.ts";
import type { Database } from "./db.ts";
import type { Joins } from "./pool/join.ts";
import type { Peers } from "./pool/peers.ts";
import type { Condition } from "./simulator.ts";
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
  /** How it is now. */
  readonly condition: () => Condition;
  /** The other hosts of its pool; undefined when it stands for all of them. */
  readonly peers: Peers | undefined;
  /** How it becomes a member of another pool; undefined when there is none it could reach. */
  readonly joins: Joins | undefined;
  /** Whether its hosts run the plugins that measure more than xcp-rrdd itself. */
  readonly plugins: boolean;
  /** Whether the hosts' proxy for consoles over WebSockets runs. */
  readonly webSockets: boolean;
}
