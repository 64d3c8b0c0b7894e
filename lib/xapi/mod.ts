// The Xen-API client: everything that is public. It knows the wire and nothing of Atoll.
export { formatAddress, parseAddress } from "./address.ts";
export { type Client, client, type ClientOptions } from "./client.ts";
export { type Authorities, AuthorityError, readAuthorities } from "./authority.ts";
export { fingerprintOf, probeCertificate, sameFingerprint } from "./certificate.ts";
export { connect, type ConnectOptions } from "./connect.ts";
export { errorText } from "./error_text.ts";
export { AddressError, ConnectionError, type ConnectionErrorKind, XapiError } from "./errors.ts";
export { type HttpAnswer, HttpClient, type ReadAnswer } from "./http_client.ts";
export { type Credentials, type EventsOptions, login, Session } from "./session.ts";
export { isCancelled, type TaskHandle, type TaskState } from "./task_handle.ts";
export { TaskFeed, type TaskFeedOptions, type TaskSource } from "./task_source.ts";
export { isOlderToken } from "./token.ts";
export { openTransport, type TransportOptions } from "./transport.ts";
export { identify, type Trust } from "./trust.ts";
export { openTunnel, TunnelRefusal } from "./tunnel.ts";
export { decodeRecord, decodeValue } from "./values.ts";
export type {
  Caller,
  CallOptions,
  Certificate,
  Dialect,
  Endpoint,
  EventBatch,
  EventOperation,
  Transport,
  Value,
  XapiEvent,
  XapiRecord,
} from "./types.ts";
export type { Wire } from "./wire.ts";
