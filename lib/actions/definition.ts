// What an action is, as data: its names, its right, its arguments, when it is possible, and the call.
import { z } from "zod";
import { AtollError } from "@/lib/errors.ts";
import type { Amount } from "@/lib/rights/types.ts";
import type { Collection, Json, Views } from "@/lib/view/types.ts";
import type { Client, TaskHandle } from "@/lib/xapi/mod.ts";
import type { Ref } from "@/lib/xapi/schema.ts";

/** What a running action has in its hands. */
export interface Target<C extends Collection> {
  readonly view: Views[C];
  readonly ref: Ref;
  /** The methods of the object's pool. */
  readonly pool: Client;
  /** The reference of another object of the same pool. Throws AtollError 422 naming `field` when it is none of its objects. */
  refOf(collection: Collection, id: string, field: string): Ref;
  /** Throws AtollError 403 where a tag carries grants and who acts does not manage rights: it would give objects to others. */
  mayTag(tag: string): void;
}

/** The task that an action has started; null when all is done. */
export type Begun = Promise<TaskHandle<unknown> | null>;

/** An action with its arguments checked, ready to run. */
export type Prepared<C extends Collection> = (target: Target<C>) => Begun;

export interface Action<C extends Collection> {
  /** Path segment and form value. */
  readonly name: string;
  /** The Xen-API's own name of it, where that differs: works as well. */
  readonly alias: string | null;
  /** Button text. */
  readonly label: string;
  /** One sentence for the API's description. */
  readonly summary: string;
  readonly dangerous: boolean;
  readonly args: z.ZodObject;
  /** What it takes of a quota; null: nothing. */
  takes(view: Views[C]): Amount | null;
  /** Why it cannot be done now, as a sentence; null when it can. */
  refused(view: Views[C]): string | null;
  /** Throws AtollError 422 naming the argument at fault. */
  prepare(args: { readonly [name: string]: Json }): Prepared<C>;
}

interface Definition<C extends Collection, S extends z.ZodObject> {
  readonly name: string;
  readonly alias?: string;
  readonly label: string;
  readonly summary: string;
  readonly dangerous?: boolean;
  readonly args: S;
  readonly takes?: (view: Views[C]) => Amount;
  readonly refused?: (view: Views[C]) => string | null;
  readonly run: (target: Target<C>, args: z.infer<S>) => Begun;
}

/** Makes an action of its definition; the type of its arguments stays inside. */
export function action<C extends Collection, S extends z.ZodObject>(
  definition: Definition<C, S>,
): Action<C> {
  const { name, alias = null, label, summary, dangerous = false, args, run } = definition;
  return {
    name,
    alias,
    label,
    summary,
    dangerous,
    args,
    takes: definition.takes ?? (() => null),
    refused: definition.refused ?? (() => null),
    prepare(given) {
      const checked = parseArguments(args, given);
      return (target) => run(target, checked);
    },
  };
}

/** Checks arguments. Throws AtollError 422 with one sentence about the first one at fault. */
export function parseArguments<S extends z.ZodType>(schema: S, given: unknown): z.infer<S> {
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const field = issue?.path.map(String).join(".") ?? "";
  if (issue?.code === "unrecognized_keys") {
    const key = issue.keys[0]?.slice(0, 64) ?? "";
    throw new AtollError(422, "unknown-argument", `There is no argument "${key}"`, key);
  }
  const reason = issue?.message ?? "not usable";
  const sentence = field === ""
    ? `The arguments are not usable: ${reason}`
    : `The argument "${field}" ${reason}`;
  throw new AtollError(422, "bad-argument", sentence, field === "" ? undefined : field);
}

// xapi answers a control character with an internal error, so it is refused here. Tab and line feed are fine in long texts.
// deno-lint-ignore no-control-regex
const CONTROL = /[\u0000-\u001f\u007f]/;
// deno-lint-ignore no-control-regex
const CONTROL_BUT_LINES = /[\u0000-\u0008\u000b-\u001f\u007f]/;

const missing = (issue: { input?: unknown }) => issue.input === undefined ? "is missing" : "is no text";

/** A name: 1 to 255 characters on one line. */
export const nameText = z.string({ error: missing }).trim()
  .min(1, "is empty").max(255, "is longer than 255 characters")
  .refine((text) => !CONTROL.test(text), "holds a control character");

/** A description: up to 4,096 characters, lines allowed, may be empty. */
export const longText = z.string({ error: missing })
  .max(4096, "is longer than 4096 characters")
  .overwrite((text) => text.replaceAll("\r\n", "\n"))
  .refine((text) => !CONTROL_BUT_LINES.test(text), "holds a control character");

/** The id of another object. */
export const idText = z.string({ error: missing }).min(1, "is empty").max(128, "is no id");

/** Yes or no, as JSON or as a form sends it. */
export const flag = z.preprocess(
  (value) => value === "on" || value === "true" ? true : value === "" || value === "false" ? false : value,
  z.boolean("is neither true nor false"),
);

export const NO_ARGS = z.object({});
