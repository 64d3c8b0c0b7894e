// The error that carries an HTTP status; shared by server and browser.

const TEXT: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  409: "Conflict",
  413: "Content Too Large",
  415: "Unsupported Media Type",
  422: "Unprocessable Content",
  426: "Upgrade Required",
  429: "Too Many Requests",
  500: "Internal Server Error",
  502: "Bad Gateway",
  503: "Service Unavailable",
};

/** The reason phrase of a status, or "Error" for one that Atoll never sends. */
export function statusText(status: number): string {
  return TEXT[status] ?? "Error";
}

/** An HTTP failure thrown by a handler or middleware; ends in the nearest error page. */
export class HttpError extends Error {
  override readonly name = "HttpError";

  /**
   * @param status 400 to 599
   * @param message shown by error pages; the status's reason phrase by default
   */
  constructor(readonly status: number, message: string = statusText(status), options?: ErrorOptions) {
    super(message, options);
  }
}

/** Status of anything thrown: errors with a `status` of 400 to 599 (HttpError, AtollError) name it, others are 500. */
export function statusOf(error: unknown): number {
  if (error instanceof Error && "status" in error) {
    const { status } = error;
    if (typeof status === "number" && Number.isInteger(status) && status >= 400 && status < 600) {
      return status;
    }
  }
  return 500;
}
