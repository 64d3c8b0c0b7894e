// How long something will still take.

/** How long a task will still take by its pace so far, in ms; null where that says nothing yet. */
export function left(created: string, progress: number, now: number): number | null {
  const spent = now - Date.parse(created);
  return progress > 0.05 && progress < 1 && spent > 2000 ? spent / progress - spent : null;
}
