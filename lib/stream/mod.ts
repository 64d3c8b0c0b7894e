// The stream: subscriptions in, server-sent events out.
export { type HubOptions, StreamHub } from "./hub.ts";
export { SEE_ALL } from "./rights.ts";
export { parseSubscription, subscriptionKey } from "./subscription.ts";
export type { Rights, StreamOptions, StreamService } from "./types.ts";
