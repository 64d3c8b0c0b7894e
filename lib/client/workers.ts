// The scripts that run beside the page, each a file of its own (dev.ts): the only code that is loaded by an address.
import { asset } from "fresh/runtime";
import { trustOnly } from "./trusted_types.ts";

/** The connection that all tabs share, and the layout of the topology. */
const WORKERS = ["/stream.js", "/layout.js"] as const;

/** The address of a worker of this build, which the page trusts from now on, as it does the others. */
export function workerUrl(name: typeof WORKERS[number]): string {
  // All at once: a page has one policy, made by whoever comes first.
  trustOnly(WORKERS.map((worker) => asset(worker)));
  return asset(name);
}
