// A session at a pool: calls with decoded results, tasks, events.
import type { CallOptions, EventBatch, Transport, Value, XapiRecord } from "./types.ts";
import type { Ref } from "./schema.ts";

export interface Credentials {
  readonly username: string;
  readonly password: string;
  /** Who asks, as the pool logs it; "Atoll" unless told. Sessions are limited per originator. */
  readonly originator?: string | undefined;
}

export interface EventsOptions {
  /** "*", "vm", "vm/OpaqueRef:…"; everything unless told. */
  readonly classes?: readonly string[] | undefined;
  /** "" asks for everything there is. */
  readonly token: string;
  /** How long the pool may hold back an empty answer; 30 s unless told. */
  readonly timeoutSeconds?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Logs in. Throws XapiError (SESSION_AUTHENTICATION_FAILED, HOST_IS_SLAVE with the coordinator's address as params[0], …). */
export function login(
  _transport: Transport,
  _credentials: Credentials,
  _options: CallOptions = {},
): Promise<Session> {
  throw new Error("Not built");
}

/** A live session. It is never renewed by itself: SESSION_INVALID surfaces as XapiError. */
export class Session {
  constructor(readonly transport: Transport, private readonly ref: Ref) {
    void this.ref;
  }

  /** Calls a method (`VM.start`) with plain parameters; the session is added, the result decoded by the model. */
  call(_method: string, _params: readonly Value[] = [], _options: CallOptions = {}): Promise<Value> {
    throw new Error("Not built");
  }

  /** Starts a method as a task and gives the task's ref. */
  async(_method: string, _params: readonly Value[] = [], _options: CallOptions = {}): Promise<Ref> {
    throw new Error("Not built");
  }

  /** Asks once for events. */
  events(_options: EventsOptions): Promise<EventBatch> {
    throw new Error("Not built");
  }

  /** Asks for events again and again, from `token` on; ends when the signal aborts, throws what a call throws. */
  batches(_options: EventsOptions): AsyncGenerator<EventBatch, void, undefined> {
    throw new Error("Not built");
  }

  /** Every record of a class (`VM`, `VM_guest_metrics`). */
  getAllRecords(_className: string, _options: CallOptions = {}): Promise<Map<Ref, XapiRecord>> {
    throw new Error("Not built");
  }

  /** Ends the session at the pool; never throws: a session that is gone or unreachable is as good as ended. */
  logout(_options: CallOptions = {}): Promise<void> {
    throw new Error("Not built");
  }
}
