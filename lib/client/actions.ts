// Starts actions over the API.

export type Outcome = { readonly ok: true; readonly task: string | null } | {
  readonly ok: false;
  readonly status: number;
  readonly message: string;
};

/** Plural path segments of the API's collections. */
export type ActionPath =
  | "vms"
  | "hosts"
  | "pools"
  | "tasks"
  | "srs"
  | "vdis"
  | "networks"
  | "snapshots"
  | "templates"
  | "alerts";

/**
 * POSTs an action. Never throws: every failure comes back as a sentence for people.
 * @param body arguments, where the action takes some
 */
export async function act(
  path: ActionPath,
  id: string,
  action: string,
  body: { readonly [name: string]: unknown } = {},
): Promise<Outcome> {
  let response: Response;
  try {
    response = await fetch(`/api/v1/${path}/${encodeURIComponent(id)}/${encodeURIComponent(action)}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  } catch {
    // fetch rejects only where no answer came.
    return { ok: false, status: 0, message: "Atoll does not answer" };
  }
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok) return { ok: true, task: text(answer, "task") };
  const error = typeof answer === "object" && answer !== null && "error" in answer ? answer.error : null;
  return {
    ok: false,
    status: response.status,
    message: text(error, "message") ?? `Atoll answered with status ${response.status}`,
  };
}

function text(value: unknown, key: string): string | null {
  const found = typeof value === "object" && value !== null
    ? Object.entries(value).find(([k]) => k === key)
    : undefined;
  return typeof found?.[1] === "string" ? found[1] : null;
}
