// What every error code of the data model means, in our own words. Placeholders: see error_text.ts.
import { CALLS } from "./sentences/calls.ts";
import { HOSTS } from "./sentences/hosts.ts";
import { NETWORKS } from "./sentences/networks.ts";
import { POOLS } from "./sentences/pools.ts";
import { SECURITY } from "./sentences/security.ts";
import { STORAGE } from "./sentences/storage.ts";
import { UPDATES } from "./sentences/updates.ts";
import { VMS } from "./sentences/vms.ts";

/** Sentences by code. */
export const ERROR_SENTENCES: Readonly<Record<string, string>> = {
  ...CALLS,
  ...HOSTS,
  ...POOLS,
  ...VMS,
  ...STORAGE,
  ...NETWORKS,
  ...SECURITY,
  ...UPDATES,
};
