// What it takes to ask something of VMs: one file to load, when somebody is about to.
export { BulkBar } from "./BulkBar.tsx";
export { VmPop } from "./VmPop.tsx";
export { BulkEnd } from "../list/Asking.tsx";
export { MenuEnd } from "../list/MenuEnd.tsx";
