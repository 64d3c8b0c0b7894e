// The error an operation answers with: a Xen-API code and its parameters.

/** A Xen-API failure, e.g. `new ApiError("VM_BAD_POWER_STATE", vm, "halted", "running")`. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly params: readonly string[];

  constructor(readonly code: string, ...params: readonly string[]) {
    super(params.length === 0 ? code : `${code} [${params.join(", ")}]`);
    this.params = params;
  }
}
