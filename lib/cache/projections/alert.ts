// message → AlertView.
import type { XapiRecord } from "@/lib/xapi/types.ts";
import { number, text, time } from "../fields.ts";
import { bodyValues } from "./message_body.ts";
import type { Context, Projection, ViewedClass } from "./types.ts";

/** The classes that messages are about, as `cls` spells them, whatever its case. Others are told as being about nothing. */
const CLASSES: { readonly [cls: string]: ViewedClass } = {
  pool: "pool",
  vm: "VM",
  host: "host",
  sr: "SR",
  vdi: "VDI",
  certificate: "Certificate",
};

/** What a page has no room for. UTF-16 units, as long texts are rare. */
const LONGEST = 4096;

export const alert: Projection<"alert"> = {
  classNames: ["message"],
  accepts: () => true,
  project(record, _ref, id, context, previous) {
    const body = text(record, "body");
    return {
      id,
      pool: context.pool,
      name: text(record, "name"),
      priority: number(record, "priority", 5),
      body: body.slice(0, LONGEST),
      values: bodyValues(body),
      time: time(record, "timestamp"),
      object: about(record, context) ?? previous?.object ?? null,
    };
  },
};

function about(record: XapiRecord, context: Context) {
  const cls = text(record, "cls").toLowerCase(), uuid = text(record, "obj_uuid");
  const className = Object.hasOwn(CLASSES, cls) ? CLASSES[cls] : undefined;
  const found = className === undefined || uuid === "" ? null : context.named(className, uuid);
  return found && { collection: found.collection, id: found.id, name: found.name };
}
