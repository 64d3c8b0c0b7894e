// An action of an object as pages show it; the shape that the server's list of actions has.

/** How a field asks: `lines` for long texts, `size` for bytes told in GiB, `one` and `many` for other objects. */
export type FieldKind = "text" | "lines" | "number" | "size" | "yes" | "choice" | "one" | "many";

/** What an action asks for in its form. */
export interface ActionField {
  /** The argument's name. */
  readonly name: string;
  readonly label: string;
  readonly kind: FieldKind;
  readonly required: boolean;
  readonly min?: number;
  readonly max?: number;
  /** The values of a choice. */
  readonly options?: readonly string[];
  /** It offers other objects: the server knows which. */
  readonly offers?: boolean;
  /** What it holds at first; of a size in GiB. */
  readonly value?: string;
}

export interface ActionView {
  readonly name: string;
  readonly label: string;
  /** Under which heading a menu has it. */
  readonly group: string;
  readonly dangerous: boolean;
  /** Why it cannot be done now, as a sentence; null when it can. */
  readonly refused: string | null;
  readonly fields: readonly ActionField[];
  /** What follows from it, told before it is done. */
  readonly consequences: readonly string[];
}

/** Done by typing the object's name: there is no way back. */
export function isFinal({ name }: Pick<ActionView, "name">): boolean {
  return name === "destroy";
}

/** Whether it cannot be done without being told something. */
export function mustBeTold({ fields }: Pick<ActionView, "fields">): boolean {
  return fields.some(({ required, kind }) => required || ["many", "one", "lines"].includes(kind));
}

/** Whether an action is preceded by a form: to be told something, or to be confirmed. */
export function asks(action: Pick<ActionView, "dangerous" | "fields">): boolean {
  return action.dangerous || mustBeTold(action);
}
