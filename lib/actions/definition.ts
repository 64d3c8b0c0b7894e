// What an action is, as data: its names, its right, its arguments, when it is possible, and the call.
import { z } from "zod";
import { AtollError } from "@/lib/errors.ts";
import type { ActionField } from "@/lib/view/action.ts";
import type { Amount } from "@/lib/rights/types.ts";
import type { Collection, Json, Views } from "@/lib/view/types.ts";
import type { Client, TaskHandle } from "@/lib/xapi/mod.ts";
import type { Ref } from "@/lib/xapi/schema.ts";
import type { Visible } from "@/lib/view/visible.ts";
import { type Choice, choicesOf, fieldsOf, type Group, GROUPS } from "./fields.ts";

export { flag, idText, longText, nameText } from "./texts.ts";

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
  /** Throws AtollError 403 where who acts may not also do this to another object of the same pool. */
  must(collection: Collection, id: string, action: string): void;
  /** Another object of the same pool, as far as who acts sees it. */
  seen<O extends Collection>(collection: O, id: string): Views[O] | undefined;
  /** Goes on after the answer, whether anybody waits for it or not. A task that it gives is an audit entry of `action`, as is a failure. */
  later(action: string, work: () => Begun): void;
}

/** The task that an action has started; null when all is done. */
export type Begun = Promise<TaskHandle<unknown> | null>;

/** An action with its arguments checked, ready to run. */
export interface Prepared<C extends Collection> {
  /** What it takes of a quota; null: nothing. */
  takes(view: Views[C]): Amount | null;
  run(target: Target<C>): Begun;
}

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
  /** Under which heading a menu has it. */
  readonly group: string;
  /** What follows, told before it is done. */
  readonly consequences: readonly string[];
  readonly args: z.ZodObject;
  /** What a form asks for, filled with what is. */
  fields(view: Views[C]): ActionField[];
  /** What its fields offer, of what somebody sees. */
  choices(
    view: Views[C],
    seen: Pick<Visible, "get" | "list">,
  ): { readonly [field: string]: readonly Choice[] };
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
  readonly group?: Group;
  readonly consequences?: readonly string[];
  readonly args: S;
  /** What its fields hold at first. */
  readonly first?: (view: Views[C]) => { readonly [name in keyof z.infer<S>]?: unknown };
  readonly takes?: (view: Views[C], args: z.infer<S>) => Amount | null;
  readonly refused?: (view: Views[C]) => string | null;
  readonly run: (target: Target<C>, args: z.infer<S>) => Begun;
}

/** Makes an action of its definition; the type of its arguments stays inside. */
export function action<C extends Collection, S extends z.ZodObject>(
  definition: Definition<C, S>,
): Action<C> {
  const { name, alias = null, label, summary, dangerous = false, args, run, group = "other" } = definition;
  return {
    name,
    alias,
    label,
    summary,
    dangerous,
    group: GROUPS[group],
    consequences: definition.consequences ?? [],
    args,
    fields: (view) => fieldsOf(args, definition.first?.(view) ?? {}),
    choices: (view, seen) => choicesOf(args, seen, view),
    refused: definition.refused ?? (() => null),
    prepare(given) {
      const checked = parseArguments(args, given);
      return {
        takes: (view) => definition.takes?.(view, checked) ?? null,
        run: (target) => run(target, checked),
      };
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

export const NO_ARGS = z.object({});
