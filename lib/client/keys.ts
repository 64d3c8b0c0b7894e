// Keyboard shortcuts of a page: never while somebody types, nor with a modifier.
import { useEffect } from "preact/hooks";

/** Calls back for keys outside of form fields. @param pressed gives whether the key meant something */
export function useKeys(pressed: (key: string) => boolean): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      const { target } = event;
      if (target instanceof HTMLElement && event.key !== "Escape") {
        if (/^(TEXTAREA|SELECT)$/.test(target.tagName)) return;
        if (target instanceof HTMLInputElement && target.type !== "checkbox") return;
        if (event.key === "Enter" && target.closest("a,button,summary")) return;
      }
      if (pressed(event.key)) event.preventDefault();
    };
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, []);
}
