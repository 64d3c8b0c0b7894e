// One plain sentence for people for every error code a pool may answer.

/** What a code means, in a sentence without full stop. A code nobody foresaw still reads well. */
export function errorText(code: string, params: readonly string[]): string {
  return `The pool answered ${code}${params.length > 0 ? ` (${params.join(", ")})` : ""}`;
}
