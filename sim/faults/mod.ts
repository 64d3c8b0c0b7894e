// Faults on demand: what a simulator does wrong when it is asked to.
export { Faults, type Given } from "./faults.ts";
export { Front } from "./front.ts";
export { FaultError, readFaults } from "./read.ts";
export type { AnswerFault, BatchFault, CallFault, Fault, HostFault, RequestFault } from "./types.ts";
