// The stream: subscriptions in, server-sent events out.
export { type HubOptions, StreamHub } from "./hub.ts";
export { parseSubscription } from "./subscription.ts";
export type { Rights, StreamOptions, StreamService, StreamSource, Wanted } from "./types.ts";
