// The rights of a stream's reader, applied before anything is encoded.
import type { Rights } from "./types.ts";

/** Everybody who is signed in sees everything: administrators and read-only users alike. */
export const SEE_ALL: Rights = {
  key: () => "all",
  restrict: (subscription) => subscription,
};
