// The data model as far as names and types are read from it.

export interface Message {
  readonly params: readonly { readonly name: string; readonly type: string; readonly optional?: boolean }[];
  readonly result: string;
  readonly role?: string;
  /** Generated from a field or the class (get_record, set_name_label), not written by hand in xapi. */
  readonly implicit?: boolean;
  readonly no_session?: boolean;
}

export interface Field {
  readonly type: string;
  readonly q: "RO" | "RW" | "static";
  /** The release that brought it: a code name, later a version. */
  readonly since: string;
}

export interface Model {
  readonly enums: Readonly<Record<string, { readonly values: readonly string[] }>>;
  readonly errors: Readonly<Record<string, { readonly params: readonly string[] }>>;
  readonly classes_without_events: readonly string[];
  readonly relations: readonly (readonly [string, string, string, string])[];
  readonly many_to_many: readonly (readonly [string, string, string, string])[];
  readonly classes: Readonly<
    Record<string, {
      readonly fields: Readonly<Record<string, Field>>;
      readonly messages: Readonly<Record<string, Message>>;
    }>
  >;
}

/** Releases up to XenServer 5.6, the oldest one spoken to: what they brought is there in every pool. */
const FIRST = new Set(["rio", "miami", "symc", "orlando", "orlando-update-1", "george", "midnight-ride"]);

/** Whether every pool has the field; older ones lack the others. */
export function isEverywhere(field: Field): boolean {
  return FIRST.has(field.since);
}

/** Classes whose methods xapi never runs as tasks. */
const WITHOUT_TASKS = new Set(["task", "event"]);

/** Whether a method can be started as a task (`Async.VM.start`): what a session does, but for reading and setting fields. */
export function isStartable(className: string, name: string, message: Message): boolean {
  if (message.no_session || WITHOUT_TASKS.has(className)) return false;
  return !message.implicit || name === "create" || name === "destroy";
}
