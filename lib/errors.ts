// The error that is meant for a person: what failed and why, and the HTTP status that says so.

/** An expected failure. `message` is shown as it is: sentence case, active voice, no full stop, no secret. */
export class AtollError extends Error {
  override readonly name = "AtollError";

  /**
   * @param status HTTP status: 400 malformed, 401 not signed in, 403 not allowed, 404 unknown, 409 in the way of another
   *   thing, 408 too slow, 413, 414, 431 too large, 422 understood but wrong, 429 too many, 502 the pool answered badly, 503 the
   *   pool is away, or Atoll is busy.
   * @param code stable, kebab-case, for programs: `unknown-vm`
   * @param field the input at fault, where there is one
   */
  constructor(
    readonly status:
      | 400
      | 401
      | 403
      | 404
      | 405
      | 408
      | 409
      | 413
      | 414
      | 415
      | 422
      | 426
      | 429
      | 431
      | 502
      | 503,
    readonly code: string,
    message: string,
    readonly field?: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
