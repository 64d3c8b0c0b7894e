// Messages about the user's own actions, shown by the Toasts island.
import { signal } from "@preact/signals";

export interface Toast {
  readonly id: number;
  readonly kind: "done" | "failed";
  readonly text: string;
  /** A page that tells more. */
  readonly href?: string | undefined;
}

/** How long a good message stays; failures stay until they are put away. */
const STAY = 6000;
let last = 0;

export const toasts = signal<readonly Toast[]>([]);

/** Shows a message. */
export function toast(kind: Toast["kind"], text: string, href?: string): void {
  const id = ++last;
  toasts.value = [...toasts.value.slice(-4), { id, kind, text, href }];
  if (kind === "done") setTimeout(() => dismiss(id), STAY);
}

/** Puts a message away. */
export function dismiss(id: number): void {
  toasts.value = toasts.value.filter((one) => one.id !== id);
}
