// The contract of the Xen-API client: what a transport, a session and an event batch are.
import type { Unread } from "./compact.ts";
import type { Ref } from "./schema.ts";

/**
 * A plain value, decoded once at the edge: ints and floats are numbers (NaN and Infinity included), dates ISO 8601 text
 * with Z, `OpaqueRef:NULL` (and "") is null where the model says ref, sets are arrays, maps are objects.
 */
export type Value = string | number | boolean | null | Value[] | { [key: string]: Value };

/** One record: field name → plain value. Unknown fields of a newer xapi are kept. */
export type XapiRecord = { [field: string]: Value };

/** Where a host answers. Port defaults: 443 for https, 80 for http. */
export interface Endpoint {
  readonly protocol: "https:" | "http:";
  readonly hostname: string;
  readonly port: number;
}

/** The certificate a host presents. */
export interface Certificate {
  /** SHA-256 of the DER form, upper-case hex with colons. */
  readonly fingerprint: string;
  readonly subject: string;
  readonly issuer: string;
  readonly valid_from: string;
  readonly valid_to: string;
  /** A public authority vouches for it, under the name or address it was asked at; absent where nobody asked. */
  readonly vouched?: boolean;
}

export type Dialect = "json2" | "json1" | "xml";

/** Takes the items of a large list one by one as they arrive, so that the list never stands in memory as it was sent. */
export interface ItemSink {
  /** Name of the list within the answer. */
  readonly list: string;
  take(item: Value): void;
}

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds until the call fails with ConnectionError "timeout"; 30 s unless told. */
  readonly timeout?: number | undefined;
  /** Gets items of the answer. Those of a small answer may stand in the result instead; none does both. */
  readonly sink?: ItemSink | undefined;
}

/** One way of speaking to one host. Plain parameters go in, the result comes out undecoded; a failure answer throws XapiError. */
export interface Transport {
  readonly dialect: Dialect;
  readonly endpoint: Endpoint;
  call(method: string, params: readonly Value[], options?: CallOptions): Promise<Value>;
  close(): void;
}

/** Whoever passes calls on to a pool: a Session, or something that keeps one alive. Results are decoded by the method's type. */
export interface Caller {
  call(method: string, params: readonly Value[], options?: CallOptions): Promise<Value>;
}

export type EventOperation = "add" | "mod" | "del";

export interface XapiEvent {
  /** The class in the model's spelling (VM_guest_metrics); an unknown class stays lower-case as sent. */
  readonly class: string;
  readonly operation: EventOperation;
  readonly ref: Ref;
  /** The whole current record, decoded; absent on del. */
  readonly record?: XapiRecord;
}

/** An event of an answer that is on its way: its record may not be read yet. */
export interface Arrival extends Omit<XapiEvent, "record"> {
  readonly record?: XapiRecord | Unread;
}

export interface EventBatch {
  readonly token: string;
  readonly events: readonly XapiEvent[];
  /** Number of live objects by class (model's spelling), for every class of the database. */
  readonly validRefCounts: Readonly<Record<string, number>>;
}
