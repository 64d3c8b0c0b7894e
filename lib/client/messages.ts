// What a page and the connection say to each other through a port; the connection is a shared worker's, or the page's own.

/** How the stream stands. */
export interface StreamState {
  readonly phase:
    | "connecting" // nothing was heard yet: what is shown is as loaded
    | "live"
    | "delayed" // something on the way holds the stream back: Atoll is asked again and again instead
    | "reconnecting"
    | "refused"; // the server does not know what this page asks for: it is of another version
  /** When the phase began, in ms; of "reconnecting": when something was heard last. */
  readonly since: number;
  /** Why it is not live, as a sentence; null when it is. */
  readonly reason: string | null;
}

/** What a page wants to follow. */
export interface Follow {
  readonly subscription: string;
  /** Where the page stands: the position of its data or of the last event it was given. */
  readonly at: string;
  /** Who the page was made for. */
  readonly reader: string;
  /** When the page was loaded, in ms: of two readers the one of the later page is signed in now. */
  readonly loaded: number;
}

export type FromPage =
  | readonly ["follow", Follow]
  | readonly ["here"] // the answer to "ping"
  | readonly ["wake", reopen: boolean] // somebody looks; reopen: the network has changed
  | readonly ["leave"];

export type ToPage =
  | readonly ["event", kind: string, at: string, data: string]
  | readonly ["state", StreamState]
  | readonly ["ping"] // is there still somebody?
  | readonly ["again"] // the page was forgotten: it has to say what it follows
  | readonly ["leave", how: "sign-in" | "reload"]; // the session has ended; somebody else has signed in

/** The part of a MessagePort that is used. */
export interface Port<Out, In> {
  postMessage(message: Out): void;
  onmessage: ((event: MessageEvent<In>) => unknown) | null;
}
