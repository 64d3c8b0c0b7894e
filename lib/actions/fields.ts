// Arguments that a form can ask for: what a field of it is called and offers stands at the argument, and nowhere else.
import { z } from "zod";
import type { ActionField, FieldKind } from "@/lib/view/action.ts";
import { bytes } from "@/lib/view/format.ts";
import { msg } from "@/lib/view/text.ts";
import type { Collection, Views } from "@/lib/view/types.ts";
import type { Visible } from "@/lib/view/visible.ts";
import { flag, idText } from "./texts.ts";

/** One of what a field offers. */
export interface Choice {
  readonly id: string;
  readonly name: string;
}

interface Asking {
  readonly label: string;
  readonly kind: FieldKind;
  readonly min?: number;
  readonly max?: number;
  /** Values of a choice, by themselves. */
  readonly options?: readonly string[];
  /** Objects that are offered, of those that its reader sees. */
  readonly choices?: (seen: Pick<Visible, "get" | "list">, object: Views[Collection]) => Choice[];
}

const ASKING = new WeakMap<z.core.$ZodType, Asking>();

/** An argument with its field. An argument without one is for programs alone. */
export function asked<S extends z.ZodType>(schema: S, label: string, kind: FieldKind = "text"): S {
  ASKING.set(schema, { label, kind });
  return schema;
}

const missing = (issue: { input?: unknown }) => issue.input === undefined ? "is missing" : "is no number";

/** A whole number, as JSON or as a form sends it. */
export function wholeNumber(min: number, max: number) {
  return z.preprocess(
    (value) => typeof value === "string" && value.trim() !== "" ? Number(value) : value,
    z.number({ error: missing }).int("is no whole number")
      .min(min, `is less than ${min}`).max(max, `is more than ${max}`),
  );
}

/** A whole number with its field. */
export function count(label: string, about: string, min: number, max: number) {
  const schema = wholeNumber(min, max).describe(about);
  ASKING.set(schema, { label, kind: "number", min, max });
  return schema;
}

/** The most that an SR can hold of one disk, and the least. */
const LARGEST = 2 ** 50;

/** A number of bytes; its field is in GiB. */
export function size(label: string, about: string) {
  const schema = wholeNumber(1, LARGEST).describe(about);
  ASKING.set(schema, { label, kind: "size" });
  return schema;
}

export function yes(label: string, about: string, otherwise = false) {
  const schema = flag.default(otherwise).describe(about);
  ASKING.set(schema, { label, kind: "yes" });
  return schema;
}

/** One of some words of the Xen-API. */
export function oneOf<const O extends readonly [string, ...string[]]>(
  label: string,
  about: string,
  options: O,
) {
  const schema = z.enum(options, { error: `is none of ${options.join(", ")}` }).describe(about);
  ASKING.set(schema, { label, kind: "choice", options });
  return schema;
}

type Fits<C extends Collection> = (
  candidate: Views[C],
  object: Views[Collection],
  seen: Pick<Visible, "get">,
) => boolean;

function offering<C extends Collection>(of: C, fits: Fits<C>): NonNullable<Asking["choices"]> {
  return (seen, object) =>
    [...seen.list(of)]
      .filter((one) => poolOf(one) === poolOf(object) && fits(one, object, seen))
      .map((one) => ({ id: one.id, name: nameOf(one, seen) }))
      .sort((a, b) => a.name.localeCompare(b.name));
}

const poolOf = (view: Views[Collection]) => "pool" in view ? view.pool : null;

/** What people know an object by; of a device, what is on it. */
function nameOf(view: Views[Collection], seen: Pick<Visible, "get">): string {
  if ("userdevice" in view) {
    const disk = view.vdi === null ? undefined : seen.get("vdi", view.vdi);
    return `${view.device || `#${view.userdevice}`}: ${disk?.name || view.type}`;
  }
  const name = "name" in view && view.name !== "" ? view.name : view.id;
  if ("virtual_size" in view) return `${name} (${bytes(view.virtual_size)})`;
  if ("physical_size" in view && "physical_utilisation" in view) {
    return `${name} (${bytes(view.physical_size - view.physical_utilisation)} free)`;
  }
  return name;
}

/** Another object of the same pool. */
export function one<C extends Collection>(of: C, label: string, about: string, fits: Fits<C> = () => true) {
  const schema = idText.describe(about);
  ASKING.set(schema, { label, kind: "one", choices: offering(of, fits) });
  return schema;
}

/** The same where none need be named. */
export function oneOrNone<C extends Collection>(
  of: C,
  label: string,
  about: string,
  fits: Fits<C> = () => true,
) {
  const schema = idText.optional().describe(about);
  ASKING.set(schema, { label, kind: "one", choices: offering(of, fits) });
  return schema;
}

/** Ids of other objects, as JSON or as a form sends them. */
export const idList = z.preprocess(
  (value) => typeof value === "string" ? [value] : value,
  z.array(idText, "is no list of ids").max(1000, "names more than 1000"),
);

/** A field of boxes to tick. */
export function some<C extends Collection, S extends z.ZodType>(
  schema: S,
  of: C,
  label: string,
  fits: Fits<C>,
): S {
  ASKING.set(schema, { label, kind: "many", choices: offering(of, fits) });
  return schema;
}

function fits(schema: z.core.$ZodType, value: unknown): boolean {
  return z.safeParse(schema, value).success;
}

/** The fields of a form for some arguments. */
export function fieldsOf(args: z.ZodObject, values: { readonly [name: string]: unknown }): ActionField[] {
  return Object.entries(args.shape).flatMap(([name, schema]) => {
    const asking = ASKING.get(schema);
    if (asking === undefined) return [];
    const { label, kind, min, max, options, choices } = asking;
    const value = fieldValue(kind, values[name]);
    const required = kind === "yes"
      ? !fits(schema, undefined)
      : kind !== "many" && ![undefined, ""].some((nothing) => fits(schema, nothing));
    return [{
      name,
      label,
      kind,
      required,
      ...(min === undefined ? {} : { min }),
      ...(max === undefined ? {} : { max }),
      ...(options === undefined ? {} : { options }),
      ...(choices === undefined ? {} : { offers: true }),
      ...(value === undefined ? {} : { value }),
    }];
  });
}

/** What a field holds at first, as HTML writes it. */
function fieldValue(kind: FieldKind, value: unknown): string | undefined {
  if (value === undefined || value === null || value === false) return undefined;
  if (kind === "size") return String(Math.round(Number(value) / 2 ** 20) / 1024);
  return String(value);
}

/** What the fields of a form offer, by their names. */
export function choicesOf(
  args: z.ZodObject,
  seen: Pick<Visible, "get" | "list">,
  object: Views[Collection],
): { readonly [field: string]: readonly Choice[] } {
  return Object.fromEntries(
    Object.entries(args.shape).flatMap(([name, schema]) => {
      const offered = ASKING.get(schema)?.choices?.(seen, object);
      return offered === undefined ? [] : [[name, offered]];
    }),
  );
}

/** Groups of a menu, in its order. */
export const GROUPS = {
  power: msg("Power"),
  copies: msg("Copies"),
  devices: msg("Devices"),
  settings: msg("Settings"),
  other: msg("Other"),
} as const;
export type Group = keyof typeof GROUPS;
