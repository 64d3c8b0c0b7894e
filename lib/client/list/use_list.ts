// A list in its island: the model, the rows on the screen, keys, and where the reader was.
import { type RefObject } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import type { ListProps } from "@/lib/view/lists/types.ts";
import { useKeys } from "../keys.ts";
import { liveFrom } from "../live.ts";
import { ListModel } from "./model.ts";
import { useScrollBack } from "./scroll.ts";
import { useWindow } from "./window.ts";

/** Rows that come with the HTML. */
const FIRST = 50;
/** Heights of the sticky bars that cover rows at the top and the bottom, in px. */
const COVERED = [110, 130] as const;
/** What tells that somebody is there. */
const SIGNS = ["pointermove", "scroll", "keydown", "touchstart"];
const KEYS = new Set(["j", "k", "x", "Enter", "/", "Escape"]);

export interface ListInPage {
  readonly model: ListModel;
  readonly body: RefObject<HTMLTableSectionElement>;
  /** Rows to draw. */
  readonly from: number;
  readonly to: number;
  /** Height of a row in px; 0 until the script has measured one. */
  readonly row: number;
}

export function useList(props: ListProps): ListInPage {
  const model = useMemo(() => new ListModel(liveFrom(props.page), props), []);
  const body = useRef<HTMLTableSectionElement>(null);
  const count = model.ids.value.length;
  const view = useWindow(body, count, FIRST);
  // Before the script has measured a row: the page that was asked for, exactly as the server drew it.
  const started = view.row > 0;

  useScrollBack(started);
  useEffect(() => {
    const used = () => {
      model.used.value = true;
      for (const event of SIGNS) removeEventListener(event, used);
    };
    for (const event of SIGNS) addEventListener(event, used, { passive: true });
    return () => {
      used();
      model.stop();
    };
  }, []);
  useKeys((key) => {
    if (!KEYS.has(key)) return false;
    const current = model.current.peek();
    if (key === "/") document.getElementById("list-query")?.focus();
    else if (key === "Enter") {
      if (current === null || props.pages === null) return false;
      location.assign(props.pages + encodeURIComponent(current));
    } else {
      model.use((engine) => {
        if (key === "x") current && engine.toggle(current, false);
        else if (key === "Escape") engine.clear();
        else scrollTo(body.current, engine.selection.move(key === "j" ? 1 : -1, model.ids.peek()));
      });
    }
    return true;
  });
  return {
    model,
    body,
    from: started ? Math.min(view.from, count) : props.from,
    to: started ? Math.min(view.to, count) : Math.min(props.from + FIRST, count),
    row: view.row,
  };
}

/** Brings a row into sight. */
function scrollTo(body: HTMLElement | null, at: number): void {
  const height = body?.querySelector<HTMLElement>("tr[data-row]")?.offsetHeight ?? 0;
  const top = (body?.getBoundingClientRect().top ?? 0) + at * height;
  if (top < COVERED[0] || top > innerHeight - COVERED[1]) scrollBy(0, top - innerHeight / 2);
}
