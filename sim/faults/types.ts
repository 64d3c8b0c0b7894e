// The faults a simulator takes at run time: small objects, the same as JSON. What each shows on the wire is tested.

/** When a fault happens: which requests it meets, how often, and in which time. */
export interface Matching {
  /** The Xen-API method: `event.from`, `VM.*`, `*`; any unless given. */
  readonly on?: string;
  /** The path of the request: `/jsonrpc`, `/`; any unless given. */
  readonly path?: string;
  /** Of those that match, 0…1; each unless given. */
  readonly probability?: number;
  /** How many requests it meets at most; 1 unless given. */
  readonly count?: number;
  /** Milliseconds after it was added in which it does nothing yet; 0 unless given. */
  readonly after?: number;
  /** Milliseconds it lasts from then on; without end unless given. */
  readonly lasts?: number;
}

/** An answer that is not delivered as it should be. Its call has run. */
export type AnswerFault =
  & Matching
  & (
    | {
      /** The answer ends too early: the connection is reset (RST), closed (FIN) or left open in silence. */
      readonly kind: "cut";
      readonly how: "reset" | "close" | "hang";
      /** Share of the answer, head included, that still goes out; 0.5 unless given. */
      readonly at?: number;
      /** Bytes of the body that still go out, instead of a share. */
      readonly byte?: number;
    }
    /** Text that ends too early, or with a stretch of nonsense, in an answer that is whole for HTTP. */
    | { readonly kind: "truncated" | "garbled"; readonly at?: number }
    /** An HTML page instead of the answer; `type` is its content type, text/html unless given. */
    | { readonly kind: "page"; readonly status: number; readonly type?: string }
    /** `bytes` bytes at a time, `ms` milliseconds apart. */
    | {
      readonly kind: "slow";
      readonly part?: "head" | "body" | "all";
      readonly bytes: number;
      readonly ms: number;
    }
    /** A content-length that is wrong by so many bytes. */
    | { readonly kind: "length"; readonly by: number }
    /** The same answer twice in a row. */
    | { readonly kind: "twice" }
    /** The answer promises to keep the connection, which then ends. */
    | { readonly kind: "hangup"; readonly how: "reset" | "close" }
  );

/** A call that xapi answers otherwise. */
export type CallFault =
  & Matching
  & (
    /** The call does not run: `{ code: "HOST_IS_SLAVE", params: ["10.0.0.2"] }`. */
    | { readonly kind: "error"; readonly code: string; readonly params?: readonly string[] }
    /** The session of the call is evicted first. */
    | { readonly kind: "evict" }
    /** The answer is held back. */
    | { readonly kind: "stall"; readonly ms: number }
  );

/** A reply of event.from that is not as it should be. */
export type BatchFault = Matching & {
  readonly kind: "batch";
  readonly how:
    /** Each event twice; events in any order. */
    | "repeated"
    | "shuffled"
    /** The reply before this one, once more. */
    | "stale"
    /** Right events under a token older than the one asked with. */
    | "older-token"
    /** Counts that are one off for every class. */
    | "miscounted"
    /** The first event with a record: a class nobody knows, a field of another type, a field less, a name of 10 MB, a bare NaN. */
    | "unknown-class"
    | "wrong-type"
    | "missing-field"
    | "huge-name"
    | "nan";
};

/** Something that happens to the host; `for` is how long in milliseconds, without end unless given. */
export type HostFault =
  /** Nobody listens; connections are accepted and nobody answers (a TLS handshake hangs); what answers is neither TLS nor HTTP. */
  | { readonly kind: "refuse" | "mute" | "garbage"; readonly for?: number }
  /** The network swallows everything, both ways; afterwards it flows on. */
  | { readonly kind: "freeze"; readonly for?: number }
  /** Every connection is cut. */
  | { readonly kind: "sever" }
  /** Another certificate; the old one is back afterwards. Connections that are there stay. */
  | { readonly kind: "certificate"; readonly for?: number }
  /** xapi is still booting, has no address, or is down. */
  | { readonly kind: "booting" | "unaddressed" | "down"; readonly for?: number }
  /** The clock is set by so many milliseconds. */
  | { readonly kind: "clock"; readonly by: number; readonly for?: number }
  /** xapi is killed so long after now, and comes back with the database it has now: what happens meanwhile is lost. */
  | { readonly kind: "crash"; readonly loses: number };

export type RequestFault = AnswerFault | CallFault | BatchFault;
export type Fault = RequestFault | HostFault;
