// The object that a task or an alert is about.
import { hrefOf } from "@/lib/view/hrefs.ts";
import type { ObjectName } from "@/lib/view/objects/collections.ts";

export function About({ object }: { object: ObjectName | null }) {
  if (object === null || !object.name) return null;
  const href = hrefOf(object.collection, object.id);
  return href ? <a href={href} title={object.name}>{object.name}</a> : <span>{object.name}</span>;
}
