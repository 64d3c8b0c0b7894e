// Keyboard shortcuts of a page: never while somebody types, nor with a modifier.
import { useEffect } from "preact/hooks";

/** Whether a key is the page's: not typed into a field, nor meant for what has the focus. */
export function isShortcut(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return false;
  const { target } = event;
  if (!(target instanceof HTMLElement) || event.key === "Escape") return true;
  if (/^(TEXTAREA|SELECT)$/.test(target.tagName)) return false;
  if (target instanceof HTMLInputElement && target.type !== "checkbox") return false;
  return event.key !== "Enter" || target.closest("a,button,summary") === null;
}

/** Calls back for keys outside of form fields. @param pressed gives whether the key meant something */
export function useKeys(pressed: (key: string) => boolean): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      // What lies over the page has the keys.
      if (document.querySelector("dialog[open]") !== null) return;
      if (isShortcut(event) && pressed(event.key)) event.preventDefault();
    };
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, []);
}
