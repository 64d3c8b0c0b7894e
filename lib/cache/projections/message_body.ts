// What the body of a message says by name. xapi writes XML, `key: value` lines or a plain sentence there; alarms hold both.

/** The rest is in the body itself. */
const MOST = 12;
const LONGEST = 200;
/** A body is only looked at so far: nobody writes more, but a hostile pool. */
const FURTHEST = 4096;

const NONE: { readonly [name: string]: string } = {};

/** `<name>value</name>` without elements inside, `<name value="…"/>`, and lines `name: value`. */
const PART =
  /<([A-Za-z_][\w.-]{0,40})>([^<>]+)<\/\1>|<([A-Za-z_][\w.-]{0,40})\s+value="([^"<>]*)"\s*\/>|^([A-Za-z_]\w{0,40}): *([^<>\n]+)$/gm;

/** Names and values of a body, the first of each name. */
export function bodyValues(body: string): { readonly [name: string]: string } {
  if (body === "") return NONE;
  const values = new Map<string, string>();
  for (const [, leaf, inner, empty, attribute, key, rest] of body.slice(0, FURTHEST).matchAll(PART)) {
    const name = leaf ?? empty ?? key ?? "", value = (inner ?? attribute ?? rest ?? "").trim();
    if (value === "" || values.has(name) || name === "__proto__") continue;
    values.set(name, unescaped(value).slice(0, LONGEST));
    if (values.size === MOST) break;
  }
  return values.size === 0 ? NONE : Object.fromEntries(values);
}

function unescaped(value: string): string {
  return value.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll(
    "&apos;",
    "'",
  )
    .replaceAll("&amp;", "&");
}
