// Brings Back to where the reader was in a list whose height is only known after the script has measured a row.
import { useEffect } from "preact/hooks";

/** Remembers the scroll position with the history entry. @param ready whether the list has its height */
export function useScrollBack(ready: boolean): void {
  useEffect(() => {
    if (!ready) return;
    const state: unknown = history.state;
    const at = typeof state === "object" && state !== null && "scroll" in state ? state.scroll : null;
    if (typeof at === "number" && at > 0) requestAnimationFrame(() => scrollTo(0, at));
    const save = () => history.replaceState({ ...history.state, scroll: scrollY }, "");
    addEventListener("pagehide", save);
    return () => removeEventListener("pagehide", save);
  }, [ready]);
}
