// What the tests of the store share.
import type { StoredPool } from "@/lib/store/pools.ts";

/** A pool as it is stored, with a password. */
export function somePool(change: Partial<StoredPool> = {}): StoredPool {
  return {
    id: "p1",
    label: "",
    disabled: false,
    readOnly: false,
    name: "lab",
    address: "xen.lab",
    members: [],
    username: "root",
    password: "hunter2 hunter2",
    fingerprint: null,
    accepted: {},
    ca: null,
    dialect: null,
    ...change,
  };
}
