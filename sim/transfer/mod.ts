// The paths that move disks and VMs in and out: /export, /import, their metadata, and single disks.
import type { Setup } from "../setup.ts";
import { notAfter } from "../version/releases.ts";
import type { Routes } from "../wire/routes.ts";
import { type Call, serve } from "./call.ts";
import { contentsOf } from "./contents.ts";
import { exportMetadata, exportVm } from "./export.ts";
import { importMetadata, importVm } from "./import.ts";
import { exportDisk, importDisk } from "./raw_disk.ts";

/** Method, path, the realm a stranger is told, and who answers. */
const PATHS: readonly (readonly [
  method: "GET" | "PUT",
  path: string,
  realm: string,
  answer: (call: Call) => Promise<void>,
])[] = [
  ["GET", "export", "VM.export", exportVm],
  ["PUT", "import", "VM.import", importVm],
  ["GET", "export_metadata", "VM.export_metadata", exportMetadata],
  ["PUT", "import_metadata", "VM.metadata_import", importMetadata],
  ["GET", "export_raw_vdi", "VDI.export_raw", exportDisk],
  ["PUT", "import_raw_vdi", "VDI.import", importDisk],
];

/** Answers the paths of exports and imports. */
export function registerTransfers(routes: Routes, setup: Setup): void {
  const contents = contentsOf(setup.db);
  contents.hold();
  routes.atClose(() => contents.release());
  for (const [method, path, realm, answer] of PATHS) {
    // XenServer 6.2 was the first to hand out single disks.
    if (path === "export_raw_vdi" && !notAfter("clearwater", setup.db.version.facts.release)) continue;
    const permission = `http/${method.toLowerCase()}_${path}`;
    routes.take(method, `/${path}`, (head, wire) => serve(setup, head, wire, { realm, permission }, answer));
  }
}
