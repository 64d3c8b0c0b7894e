// The panel of the tree: opened by its button, open on later pages as it was left; its code is loaded when it is opened first. On a
// phone it lies over the page, so it is closed again by going on.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Lazy } from "@/lib/client/lazy.ts";

const code = new Lazy(() => import("./TreeView.tsx"));

/** @param open as this browser was left: the cookie says so, that pages come with room for it */
export default function Tree({ open: left, reader }: { open: boolean; reader: string }) {
  const open = useSignal(false);
  useEffect(() => {
    const button = document.getElementById("tree-button"), panel = document.getElementById("tree");
    const set = (next: boolean) => {
      open.value = next;
      button?.setAttribute("aria-expanded", String(next));
      if (next) panel?.setAttribute("data-open", "now");
      else panel?.removeAttribute("data-open");
    };
    set(left && matchMedia("(min-width: 768px)").matches);
    const toggle = (event: Event) => {
      event.preventDefault();
      set(!open.peek());
      document.cookie = `tree=open; path=/; samesite=lax; max-age=${open.peek() ? 31536000 : 0}`;
    };
    button?.addEventListener("click", toggle);
    return () => button?.removeEventListener("click", toggle);
  }, []);
  const View = open.value && code.value?.default;
  return View ? <View reader={reader} /> : null;
}
