// An import of pools as pages and the API show it.

export interface ImportLine {
  /** Where it stands in the file: the heading is line 1. */
  readonly line: number;
  /** Without credentials that somebody wrote into it. */
  readonly address: string;
  readonly username: string;
  readonly name: string;
  readonly readOnly: boolean;
  /** looking: at what answers; ready: can be added; wrong: cannot; adding; added; failed: can be tried again. */
  readonly state: "looking" | "ready" | "wrong" | "adding" | "added" | "failed";
  readonly problem: { readonly column: string; readonly message: string } | null;
  /** What answers at the address, to be compared and accepted; null over plain http, and before it was looked at. */
  readonly certificate: {
    readonly fingerprint: string;
    readonly subject: string;
    /** A public authority vouches for it. */
    readonly vouched: boolean;
    /** The file names this very certificate. */
    readonly named: boolean;
  } | null;
  /** Id of the pool that was added. */
  readonly pool: string | null;
}

export interface ImportView {
  readonly id: string;
  /** Something is under way. */
  readonly busy: boolean;
  readonly lines: readonly ImportLine[];
}

export const IMPORT_STATES: Readonly<
  Record<ImportLine["state"], { readonly text: string; readonly tone: string }>
> = {
  looking: { text: "Being looked at", tone: "info" },
  ready: { text: "Can be added", tone: "ok" },
  wrong: { text: "Cannot be added", tone: "bad" },
  adding: { text: "Being added", tone: "info" },
  added: { text: "Added", tone: "ok" },
  failed: { text: "Failed", tone: "bad" },
};

/** Lines that can be added now. */
export function addable({ lines }: Pick<ImportView, "lines">): readonly ImportLine[] {
  return lines.filter(({ state }) => state === "ready" || state === "failed");
}
