// All words of an object in one text, remembered while the object is as it is: filtering ten thousand takes a millisecond or two.

export class Words {
  readonly #texts = new WeakMap<object, string>();

  /** @param fields where words are looked for */
  constructor(private readonly fields: readonly string[]) {}

  /** In lower case, with `\0` between the fields. */
  of(object: object): string {
    let text = this.#texts.get(object);
    if (text === undefined) {
      const row = object as { readonly [field: string]: unknown };
      const parts = this.fields.flatMap((field) => {
        const value = row[field];
        return typeof value === "object" && value !== null ? Object.values(value) : value ?? [];
      });
      text = parts.join("\0").toLowerCase();
      this.#texts.set(object, text);
    }
    return text;
  }
}
