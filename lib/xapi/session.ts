// A session at a pool: calls with decoded results, tasks, events.
import { ConnectionError, XapiError } from "./errors.ts";
import { Compactor, type Omitted } from "./compact.ts";
import { EventReader } from "./event_batch.ts";
import { methodSchema } from "./model.ts";
import { Pacer } from "./pacer.ts";
import type { Ref } from "./schema.ts";
import type {
  Arrival,
  Caller,
  CallOptions,
  EventBatch,
  Transport,
  Value,
  XapiEvent,
  XapiRecord,
} from "./types.ts";
import { decodeRecord, decodeUnknown, decodeValue } from "./values.ts";

/** The version of the API asked for; what genuine clients of xapi 25 send. */
const API_VERSION = "2.21";
const EVENT_TIMEOUT_S = 30;
/** On top of the time the pool may hold back: a first answer of a large pool takes seconds to build and to send. */
const EVENT_MARGIN_MS = 60_000;
const RECORDS_TIMEOUT_MS = 120_000;
const LOGOUT_TIMEOUT_MS = 5_000;

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
  /** Gets the events as they arrive, their records as they came, instead of the batch. */
  readonly into?: ((event: Arrival) => void) | undefined;
}

export interface LoginOptions extends CallOptions {
  /** What the session leaves out of events and lists of records; nothing unless told. */
  readonly omit?: Omitted | undefined;
}

/**
 * Logs in. Throws XapiError (SESSION_AUTHENTICATION_FAILED after about 5 s, HOST_IS_SLAVE with the coordinator's address as
 * params[0], …) or ConnectionError.
 */
export async function login(
  transport: Transport,
  credentials: Credentials,
  options: LoginOptions = {},
): Promise<Session> {
  const { username, password, originator = "Atoll" } = credentials;
  const ref = await transport.call(
    "session.login_with_password",
    [username, password, API_VERSION, originator],
    options,
  );
  return new Session(transport, text(ref, "a session"), options.omit);
}

/** A live session. It is never renewed by itself: SESSION_INVALID surfaces as XapiError. */
export class Session implements Caller {
  readonly #compactor: Compactor;

  /**
   * @param ref the key to the pool: never log or show it
   * @param omit what is left out of events and lists of records; a single record (`get_record`) is always complete
   */
  constructor(readonly transport: Transport, readonly ref: Ref, omit?: Omitted) {
    this.#compactor = new Compactor(omit);
  }

  /**
   * Calls a method with plain parameters; the session is added, the result decoded by the model. `VM.start` gives what the
   * method gives, `Async.VM.start` the ref of a task, which stays until task.destroy or an hour after its end. Of a method
   * that the model knows, `client(session)` is the typed form.
   */
  async call(method: string, params: readonly Value[] = [], options: CallOptions = {}): Promise<Value> {
    const schema = methodSchema(method);
    // Every record of a class: large, so it takes a pool longer, and is decoded in turns.
    const className = /^\(\S+ ref -> (\S+) record\) map$/.exec(schema?.result ?? "")?.[1];
    const wire = await this.transport.call(
      method,
      schema?.noSession ? params : [this.ref, ...params],
      className === undefined ? options : { timeout: RECORDS_TIMEOUT_MS, ...options },
    );
    if (/^(Internal)?Async\./.test(method)) return text(wire, "a task");
    if (schema === undefined) return decodeUnknown(wire);
    return className !== undefined && isObject(wire)
      ? Object.fromEntries(await decodeRecords(wire, (record) => decodeRecord(className, record)))
      : decodeValue(schema.result, wire);
  }

  /** Asks once for events. An empty answer comes after `timeoutSeconds`, with a fresh token. */
  async events(options: EventsOptions): Promise<EventBatch> {
    const { classes = ["*"], token, timeoutSeconds = EVENT_TIMEOUT_S, signal, into } = options;
    const reader = new EventReader(this.#compactor, into);
    const wire = await this.transport.call("event.from", [this.ref, [...classes], token, timeoutSeconds], {
      signal,
      timeout: timeoutSeconds * 1000 + EVENT_MARGIN_MS,
      sink: reader,
    });
    return await reader.batch(wire);
  }

  /**
   * Asks for events the old way (event.next), as far as this session is registered for them. `next` is the id of the event
   * that comes after them (event.get_current_id is that as well when nothing has happened since); null when they have none.
   */
  async nextEvents(options: CallOptions = {}): Promise<{ events: XapiEvent[]; next: number | null }> {
    const reader = new EventReader(this.#compactor);
    const events = await reader.events(await this.transport.call("event.next", [this.ref], options));
    return { events, next: reader.next };
  }

  /**
   * Asks for events again and again, from `token` on. Empty batches come too (their counts tell of lost deletions). Ends
   * when the signal aborts; throws what a call throws. A batch with an older token than the one before (isOlderToken)
   * means that the pool has gone back in time.
   */
  async *batches(options: EventsOptions): AsyncGenerator<EventBatch, void, undefined> {
    let token = options.token;
    while (!options.signal?.aborted) {
      let batch: EventBatch;
      try {
        batch = await this.events({ ...options, token });
      } catch (error) {
        if (options.signal?.aborted && error instanceof ConnectionError && error.kind === "aborted") return;
        throw error;
      }
      token = batch.token;
      yield batch;
    }
  }

  /** Every record of a class (`VM`, `VM_guest_metrics`). */
  async getAllRecords(className: string, options: CallOptions = {}): Promise<Map<Ref, XapiRecord>> {
    const wire = await this.transport.call(`${className}.get_all_records`, [this.ref], {
      timeout: RECORDS_TIMEOUT_MS,
      ...options,
    });
    if (!isObject(wire)) {
      throw new ConnectionError("bad-answer", `The answer does not hold records of ${className}`);
    }
    const records = await decodeRecords(wire, (record) => this.#compactor.record(className, record));
    this.#compactor.rest();
    return records;
  }

  /** Ends the session at the pool. One that is gone or out of reach counts as ended: it expires there by itself. */
  async logout(options: CallOptions = {}): Promise<void> {
    try {
      await this.transport.call("session.logout", [this.ref], { timeout: LOGOUT_TIMEOUT_MS, ...options });
    } catch (error) {
      if (!(error instanceof XapiError || error instanceof ConnectionError)) throw error;
    }
  }
}

/** Decodes records by reference, in turns. */
async function decodeRecords(
  wire: { [ref: string]: Value },
  decode: (record: Value) => XapiRecord,
): Promise<Map<Ref, XapiRecord>> {
  const pacer = new Pacer();
  const records = new Map<Ref, XapiRecord>();
  for (const [ref, record] of Object.entries(wire)) {
    records.set(ref, decode(record));
    if (pacer.due) await pacer.rest();
  }
  return records;
}

function isObject(value: Value): value is { [key: string]: Value } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function text(wire: Value, what: string): string {
  if (typeof wire === "string" && wire !== "") return wire;
  throw new ConnectionError("bad-answer", `The answer does not name ${what}`);
}
