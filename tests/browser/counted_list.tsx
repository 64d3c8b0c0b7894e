// The VM list in a page of its own, with everything that renders counted: bundled and driven by renders_test.ts.
import { h, options, render } from "preact";
import VmList from "@/islands/VmList.tsx";
import type { ToPage } from "@/lib/client/messages.ts";
import { chosenColumns, shownColumns } from "@/lib/view/lists/mod.ts";
import { VMS } from "@/lib/view/lists/vm.ts";
import { HOST_NAME_FIELDS, POOL_FIELDS, VM_FIELDS } from "@/lib/view/page_fields.ts";
import { toTable } from "@/lib/view/page_data.ts";
import type { PageData } from "@/lib/view/types.ts";

const COUNT = 200;

let renders = 0;
// Preact's hook before each rendering of a component.
const hooks = options as { __r?: (vnode: unknown) => void };
const before = hooks.__r;
hooks.__r = (vnode) => {
  renders++;
  before?.(vnode);
};

const { port1, port2 } = new MessageChannel();
Object.assign(globalThis, {
  SharedWorker: class {
    readonly port = port1;
  },
  counted: {
    /** Renderings since this was asked last. */
    renders() {
      const count = renders;
      renders = 0;
      return count;
    },
    tell(message: ToPage) {
      port2.postMessage(message);
    },
  },
});

const vms = Array.from({ length: COUNT }, (_, i) => ({
  id: `vm-${i}`,
  name: `web-${String(i).padStart(3, "0")}`,
  description: "",
  power_state: "Running",
  host: "host-1",
  pool: "pool-1",
  VCPUs_at_startup: 2,
  memory_dynamic_max: 2 ** 30,
  ips: ["10.0.0.1"],
  os: "Debian 12",
  tags: ["web"],
  operation: "",
  progress: 0,
}));
const page: PageData = {
  subscription: "vm",
  at: "e.1.1",
  reader: "ada",
  collections: {
    pool: toTable([{ id: "pool-1", name: "lab", state: "live" }], POOL_FIELDS),
    host: toTable([{ id: "host-1", name: "alpha", pool: "pool-1" }], HOST_NAME_FIELDS),
    vm: toTable(vms, VM_FIELDS),
  },
};
const props = {
  page,
  collection: "vm",
  path: "/vms",
  pages: "/vms/",
  title: "VMs",
  columns: shownColumns(
    VMS,
    chosenColumns(VMS, undefined).filter(({ name }) => name !== "load"),
    (label) => label,
  ),
  order: [],
  query: "",
  sort: "",
  usual: "name",
  quick: [],
  hint: "",
  empty: { none: "", unmatched: "" },
  found: COUNT,
  problem: null,
  chips: [{ text: "All", query: "", on: true, count: COUNT }],
  from: 0,
  ops: [],
} as const;
render(h(VmList, props), document.body);
