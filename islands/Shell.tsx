// What every page has besides itself: messages about one's own actions, said aloud by screen readers; menus that close; keys; and what
// is laid over the page, whose code comes when it is wanted.
import { useEffect } from "preact/hooks";
import { Icon } from "@/components/Icon.tsx";
import { useKeys } from "@/lib/client/keys.ts";
import { Lazy } from "@/lib/client/lazy.ts";
import { closeMenus } from "@/lib/client/menus.ts";
import { openPanels, panel, show } from "@/lib/client/panels.ts";
import { dismiss, toasts } from "@/lib/client/toasts.ts";
import { noteZone } from "@/lib/client/zone.ts";
import { t } from "@/lib/view/text.ts";

const CODE = {
  palette: new Lazy(() => import("./Palette.tsx")),
  keys: new Lazy(() => import("@/components/shell/KeySheet.tsx")),
  activity: new Lazy(() => import("./Activity.tsx")),
};

/** @param may actions of tasks and alerts that the reader may do somewhere */
export default function Shell({ reader, may }: { reader: string; may: readonly string[] }) {
  useEffect(closeMenus, []);
  useEffect(openPanels, []);
  useEffect(noteZone, []);
  useKeys((key) => {
    if (key === "?") show("keys");
    else if (key === "t") document.getElementById("tree-button")?.click();
    else return false;
    return true;
  });
  const open = panel.value;
  const Panel = open && CODE[open].value?.default;
  return (
    <>
      {Panel && <Panel key={open} reader={reader} may={may} onDone={() => show(null)} />}
      <div class="toasts" role="status" aria-live="polite">
        {toasts.value.map(({ id, kind, text, href }) => (
          <div key={id} class={`note ${kind === "done" ? "ok" : "bad"}`}>
            <Icon name={kind === "done" ? "circle-check" : "circle-alert"} />
            <div class="min-w-0 flex-1">{text} {href && <a href={href}>{t("Show")}</a>}</div>
            <button
              type="button"
              class="btn bare icon"
              aria-label={t("Put away")}
              onClick={() =>
                dismiss(id)}
            >
              <Icon name="x" />
            </button>
          </div>
        ))}
      </div>
    </>
  );
}
