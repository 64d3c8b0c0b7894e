// A dialog over the page that Escape, its button and a click beside it close; the focus goes back to where it was.
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { t } from "@/lib/view/text.ts";
import { Icon } from "../Icon.tsx";

export function Sheet(
  { label, kind, onDone, heading = true, children }: {
    label: string;
    kind: "palette" | "keys" | "drawer";
    /** It is to go: somebody closed it. */
    onDone: () => void;
    /** Left out where the content begins with a field. */
    heading?: boolean;
    children: ComponentChildren;
  },
) {
  const dialog = useRef<HTMLDialogElement>(null);
  // It closes as well when another takes its place, which is no wish to be done.
  const replaced = useRef(false);
  useEffect(() => {
    const { current } = dialog;
    current?.showModal();
    return () => {
      replaced.current = true;
      current?.close();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class={`sheet ${kind}`}
      aria-label={label}
      onClose={() => replaced.current || onDone()}
      onClick={(event) => event.target === dialog.current && dialog.current?.close()}
    >
      {heading && (
        <header>
          <h2>{label}</h2>
          <button
            type="button"
            class="btn bare icon"
            aria-label={t("Close")}
            onClick={() => dialog.current?.close()}
          >
            <Icon name="x" />
          </button>
        </header>
      )}
      {children}
    </dialog>
  );
}
