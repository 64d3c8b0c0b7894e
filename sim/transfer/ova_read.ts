// Reading an ova.xml: the objects of an archive, their fields as the data model has them.
import { type Argument, convert, plain } from "../arguments.ts";
import { ApiError } from "../errors.ts";
import { CLASS_NAMES, fieldsOf } from "../model.ts";
import { isDict, type Json, type Rec, text } from "../values.ts";
import { MalformedRequest } from "../wire/json_read.ts";
import { readXml } from "../wire/xml_read.ts";
import { OcamlError } from "./call.ts";

/** One object of an archive, its references those of the archive. */
export interface Told {
  readonly id: string;
  readonly record: Rec;
}

/** What an archive tells. */
export interface Archive {
  /** Whether checksums stand beside the blocks. */
  readonly checked: boolean;
  /** Which xapi made it. */
  readonly api: readonly [major: number, minor: number];
  objects(cls: string): readonly Told[];
  /** The object of that id. Throws IMPORT_ERROR_FAILED_TO_FIND_OBJECT. */
  find(cls: string, id: string): Rec;
}

/** Reads an ova.xml. Throws OcamlError for what is none. */
export function readOva(xml: string): Archive {
  const root = parsed(xml);
  const version = isArguments(root) ? root["version"] : undefined;
  const given = isArguments(root) ? root["objects"] : undefined;
  if (!isArguments(version) || !Array.isArray(given)) {
    throw new OcamlError(`Importexport.Failure("Failed to find key 'version' in version data")`);
  }
  const byClass = new Map<string, Told[]>();
  for (const object of given) {
    if (!isArguments(object)) continue;
    const cls = CLASS_NAMES.find((name) => name === String(object["class"]));
    if (cls === undefined) continue;
    const told = { id: String(object["id"] ?? ""), record: recordOf(cls, object["snapshot"]) };
    byClass.set(cls, [...byClass.get(cls) ?? [], told]);
  }
  const number = (key: string) => Number(plain(version[key] ?? "0"));
  return {
    checked: number("export_vsn") > 0,
    api: [number("xapi_major"), number("xapi_minor")],
    objects: (cls) => byClass.get(cls) ?? [],
    find: (cls, id) => {
      const found = byClass.get(cls)?.find((told) => told.id === id);
      if (found === undefined) throw new ApiError("IMPORT_ERROR_FAILED_TO_FIND_OBJECT", id);
      return found.record;
    },
  };
}

function parsed(xml: string): Argument {
  const value = xml.replace(/^\s*<\?xml.*?\?>/s, "");
  try {
    const { params } = readXml(
      `<methodCall><methodName>ova</methodName><params><param>${value}</param></params></methodCall>`,
    );
    return params[0] ?? "";
  } catch (error) {
    if (error instanceof MalformedRequest) throw new OcamlError(error.message);
    throw error;
  }
}

/** The fields the model knows; what does not fit its type is left to the default. */
function recordOf(cls: string, snapshot: Argument | undefined): Rec {
  const record: Record<string, Json> = {};
  if (!isArguments(snapshot)) return record;
  for (const [field, type] of fieldsOf(cls)) {
    const value = snapshot[field];
    if (value === undefined) continue;
    try {
      record[field] = convert(value, type);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
    }
  }
  return record;
}

function isArguments(value: Argument | undefined): value is { readonly [key: string]: Argument } {
  return typeof value === "object" && value !== null && !Array.isArray(value) && isDict(plain(value));
}

/** The disks an archive streams, by the order of their ids: those of disk drives, and the memory of suspended VMs. */
export function streamedDisks(archive: Archive): readonly Told[] {
  const drives = archive.objects("VBD").filter(({ record }) => text(record, "type") !== "CD")
    .map(({ record }) => text(record, "VDI"));
  return archive.objects("VDI").filter(({ id, record }) => {
    if (text(record, "type") === "suspend") return true;
    if (!drives.includes(id)) return false;
    const sr = archive.objects("SR").find((told) => told.id === text(record, "SR"));
    return text(sr?.record, "content_type") !== "iso";
  }).sort((a, b) => a.id < b.id ? -1 : 1);
}
