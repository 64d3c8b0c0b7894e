// The catalogues: what Atoll says in other languages, by its English. An empty text is one that nobody has translated yet.
import ar from "./ar.json" with { type: "json" };
import fr from "./fr.json" with { type: "json" };

export type Catalogue = Readonly<Record<string, string>>;

/** By the tag of the language. */
export const CATALOGUES: Readonly<Record<string, Catalogue>> = { ar, fr };
