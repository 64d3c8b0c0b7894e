// Why requests were refused, kept beside them for their line in the log: the answer alone does not say it to the server.

export interface Refusal {
  /** Stable, kebab-case: `bad-address`. */
  readonly code: string;
  /** The sentence that the client was given; it holds no secret. */
  readonly message: string;
}

const refusals = new WeakMap<Request, Refusal>();

/** Keeps why a request is refused. */
export function noteRefusal(request: Request, { code, message }: Refusal): void {
  refusals.set(request, { code, message });
}

/** Why a request was refused; undefined when it was not, or nobody said. */
export function refusalOf(request: Request): Refusal | undefined {
  return refusals.get(request);
}
