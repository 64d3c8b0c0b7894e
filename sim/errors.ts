// Errors: those an operation answers with (a Xen-API code and its parameters), those of the system, and mistakes.

/** A Xen-API failure, e.g. `new ApiError("VM_BAD_POWER_STATE", vm, "halted", "running")`. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly params: readonly string[];

  constructor(readonly code: string, ...params: readonly string[]) {
    super(params.length === 0 ? code : `${code} [${params.join(", ")}]`);
    this.params = params;
  }
}

/** The failure that a check ends with; undefined where it passes. */
export function refusalOf(check: () => void): ApiError | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
}

/** What went wrong, for a sentence: the system's message without its number. */
export function reasonOf(error: unknown): string {
  if (error instanceof Deno.errors.NotFound) return "there is no such file";
  const message = error instanceof Error ? error.message : String(error);
  const text = message.replace(/ \(os error \d+\).*$/, "");
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

/** A mistake of the program itself, which nobody should get over silently. */
export function isMistake(error: unknown): boolean {
  return [TypeError, RangeError, ReferenceError, SyntaxError].some((kind) => error instanceof kind);
}

/**
 * Lets work go on that nobody waits for. A refusal ends it quietly, as does a simulator that closes meanwhile; any other
 * error is thrown as an unhandled rejection.
 */
export function inBackground(work: Promise<unknown>): void {
  work.catch((error) => {
    if (!(error instanceof ApiError)) throw error;
  });
}
