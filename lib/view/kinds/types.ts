// What a field of a view object may hold.
import type { Collection, Views } from "../types.ts";

/** `id` names another view object, `list` holds strings, `map` strings (or numbers) by key, `time` is ISO 8601. */
export type FieldKind = "id" | "text" | "number" | "boolean" | "time" | "list" | "map";

/** The compiler keeps it equal to the view objects: a missing or unknown field does not compile. */
export type Kinds<C extends Collection> = {
  readonly [K in C]: { readonly [F in keyof Views[K]]: FieldKind };
};
