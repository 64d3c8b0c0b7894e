// Brings Back to where the reader was in a list whose height is only known after the script has measured a row.
import { useEffect } from "preact/hooks";

/** The scroll position that a history entry remembers, in px; 0 when it remembers none. */
export function scrollOf(state: unknown): number {
  const at = typeof state === "object" && state !== null && "scroll" in state ? state.scroll : null;
  return typeof at === "number" && at > 0 ? at : 0;
}

/** Remembers the scroll position with the history entry. @param ready whether the list has its height */
export function useScrollBack(ready: boolean): void {
  useEffect(() => {
    if (!ready) return;
    // The browser would restore as well, at a moment when the list may still be short.
    history.scrollRestoration = "manual";
    const at = scrollOf(history.state);
    if (at > 0) requestAnimationFrame(() => scrollTo(0, at));
    const save = () => history.replaceState({ ...history.state, scroll: scrollY }, "");
    addEventListener("pagehide", save);
    return () => removeEventListener("pagehide", save);
  }, [ready]);
}
