// Messages about one's own actions, said aloud by screen readers. Stands on every page, so it also closes menus and
// hears the key that leads to the help.
import { useEffect } from "preact/hooks";
import { Icon } from "@/components/Icon.tsx";
import { useKeys } from "@/lib/client/keys.ts";
import { closeMenus } from "@/lib/client/menus.ts";
import { dismiss, toasts } from "@/lib/client/toasts.ts";

export default function Toasts() {
  useEffect(closeMenus, []);
  useKeys((key) => {
    if (key !== "?") return false;
    location.assign("/help");
    return true;
  });
  return (
    <div class="toasts" role="status" aria-live="polite">
      {toasts.value.map(({ id, kind, text, href }) => (
        <div key={id} class={`note ${kind === "done" ? "ok" : "bad"}`}>
          <Icon name={kind === "done" ? "circle-check" : "circle-alert"} />
          <div class="min-w-0 flex-1">{text} {href && <a href={href}>Show</a>}</div>
          <button
            type="button"
            class="btn bare icon"
            aria-label="Put away"
            onClick={() =>
              dismiss(id)}
          >
            <Icon name="x" />
          </button>
        </div>
      ))}
    </div>
  );
}
