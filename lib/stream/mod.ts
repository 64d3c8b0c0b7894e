// The stream: subscriptions in, server-sent events out.
export type { Rights, StreamOptions, StreamService } from "./types.ts";
