// PUT /import: a VM from an XVA as it arrives: its records first, then its disks megabyte by megabyte, each checked.
import { ApiError, isMistake } from "../errors.ts";
import { find } from "../objects.ts";
import { parseType } from "@/lib/xapi/schema_type.ts";
import { dict, type Ref, text } from "../values.ts";
import { parameter } from "../wire/authorise.ts";
import { writeBare } from "../wire/plain_http.ts";
import { resultText } from "../wire/xml_write.ts";
import { BLOCK } from "./blocks.ts";
import { begin, type Call, inTask, OcamlError, says, sentElsewhere, shown, type Work } from "./call.ts";
import { contentsOf } from "./contents.ts";
import { Incoming, PrematureEnd } from "./incoming.ts";
import { Importer } from "./objects.ts";
import { type Archive, readOva } from "./ova_read.ts";
import { named } from "./places.ts";
import { Progress } from "./progress.ts";
import { padding, TarError, UNIT } from "./tar.ts";
import { nextHead, readDisk } from "./tar_disks.ts";

/** An ova.xml beyond this is none. */
const OVA_MAX = 64 * BLOCK;

const decoder = new TextDecoder();

/** Answers an import. */
export async function importVm(call: Call): Promise<void> {
  const { db } = call.setup;
  const sr = targetOf(call);
  if (await sentElsewhere(call, [sr])) return;
  await inTask(call, "VM.import", async (work) => {
    if (text(find(db, "SR", sr), "content_type") === "iso") {
      await refuse(call, "HTTP/1.1 400 Bad Request");
      throw new ApiError("SR_OPERATION_NOT_SUPPORTED");
    }
    if (call.head.headers.has("transfer-encoding")) {
      await refuse(call, "HTTP/1.1 403 Forbidden");
      throw new ApiError("IMPORT_ERROR_CANNOT_HANDLE_CHUNKED");
    }
    return await read(work, async (archive, incoming) => {
      const importer = new Importer(work, archive, {
        sr,
        restore: says(call, "restore"),
        force: says(call, "force"),
      });
      return await undoing(importer, async () => {
        const config = dict(db.get("task", work.task.ref), "other_config");
        db.set("task", work.task.ref, "other_config", { ...config, object_creation: "complete" });
        await readDisks(work, importer, incoming);
      });
    });
  }, (vms) => resultText(vms, parseType("VM ref set")));
}

/** PUT /import_metadata: the records alone, for disks that are there already. */
export async function importMetadata(call: Call): Promise<void> {
  await inTask(call, "VM.metadata_import", (work) =>
    read(work, (archive) => {
      const options = { sr: undefined, restore: says(call, "restore"), force: says(call, "force") };
      const importer = new Importer(work, archive, options);
      return undoing(importer, () => {
        if (says(call, "dry_run")) importer.undo();
        return Promise.resolve();
      });
    }), (vms) => resultText(vms, parseType("VM ref set")));
}

/** Makes the objects and does the rest of the work; all of it is undone when that fails, unless it was forced. */
async function undoing(importer: Importer, rest: () => Promise<void>): Promise<Ref[]> {
  try {
    importer.make();
    await rest();
    return importer.done();
  } catch (error) {
    if (!importer.options.force) importer.undo();
    throw error;
  }
}

/** The SR an import goes to: the one it names, or the pool's default. */
function targetOf({ setup: { db }, head }: Call): Ref {
  const [ref, uuid] = [parameter(head, "sr_id"), parameter(head, "sr_uuid")];
  if (ref !== undefined || uuid !== undefined) return named(db, "SR", ref, uuid);
  const sr = text(db.table("pool").values().next().value, "default_SR");
  if (db.get("SR", sr) === undefined) throw new ApiError("DEFAULT_SR_NOT_FOUND", sr);
  return sr;
}

async function refuse(call: Call, status: string): Promise<void> {
  call.answered = true;
  await writeBare(call.wire, status);
}

/** Answers at once, as xapi does, and reads the archive; what is wrong with it becomes an import error. */
async function read(
  work: Work,
  rest: (archive: Archive, incoming: Incoming) => Promise<Ref[]>,
): Promise<Ref[]> {
  const { call, task, db } = work;
  task.progress(0);
  await begin(call, "HTTP/1.1 200 OK", [`task-id: ${task.ref}`, "content-type: application/octet-stream"]);
  const length = call.head.headers.get("content-length");
  task.cancellable(true);
  try {
    const body = Incoming.body(call.wire, length === undefined ? undefined : Number(length), task.signal);
    const incoming = await body.decompressed();
    const head = await nextHead(incoming);
    if (head.name !== "ova.xml") throw new ApiError("IMPORT_ERROR_UNEXPECTED_FILE", "ova.xml", head.name);
    if (head.size > OVA_MAX) throw new OcamlError("Out_of_memory");
    const archive = readOva(decoder.decode(await incoming.exactly(head.size)));
    await incoming.skip(padding(head.size));
    const [major, minor] = db.version.facts.api;
    if (archive.api[0] > major || (archive.api[0] === major && archive.api[1] > minor)) {
      throw new ApiError("IMPORT_INCOMPATIBLE_VERSION");
    }
    const vms = await rest(archive, incoming);
    task.signal.throwIfAborted();
    task.cancellable(false);
    // Else the end of the archive, unread, would break the connection.
    await incoming.upTo(2 * UNIT);
    return vms;
  } catch (error) {
    throw failure(error);
  }
}

/** What xapi makes of a failure while it reads. */
function failure(error: unknown): unknown {
  if (error instanceof ApiError || isMistake(error)) return error;
  if (error instanceof PrematureEnd) return new ApiError("IMPORT_ERROR_PREMATURE_EOF");
  // A compressed body that breaks off is one that ended too early, too.
  if (error instanceof Error && /unexpected end of file/i.test(error.message)) {
    return new ApiError("IMPORT_ERROR_PREMATURE_EOF");
  }
  return new ApiError("IMPORT_ERROR", error instanceof TarError ? error.message : shown(error));
}

/** Reads the disks, one after the other. */
async function readDisks(work: Work, importer: Importer, incoming: Incoming): Promise<void> {
  const { archive, disks, options } = importer;
  const contents = contentsOf(work.db);
  const total = [...disks.values()].reduce((sum, vdi) => sum + contents.count(vdi), 0);
  const progress = new Progress(work, total);
  const checking = { checked: archive.checked, force: options.force };
  for (const [id, vdi] of disks) await readDisk(incoming, contents, vdi, id, progress, checking);
}
