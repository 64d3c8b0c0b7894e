// A part of a page that stands as the server wrote it until it is of use that it lives: till its data change, or somebody reaches
// for it. Its code is loaded then, takes the place of what stood there, and goes on with what was begun.
import type { ReadonlySignal } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Lazy } from "./lazy.ts";

const CONTROLS = "a[href], button, summary, input, textarea, select";

/** What the element around the part is given. */
interface Around {
  readonly ref: { current: HTMLDivElement | null };
  readonly onPointerEnter: () => void;
  readonly onFocusCapture: () => void;
  readonly onClickCapture: (event: MouseEvent) => void;
}

/** @param news changes when the part would have something else to show; it is followed from the beginning */
export function useAwake<T>(lazy: Lazy<T>, news: ReadonlySignal<unknown>): [part: T | null, around: Around] {
  const ref = useRef<HTMLDivElement>(null);
  const [part, setPart] = useState<{ readonly it: T } | null>(null);
  const pressed = useRef(false);
  // Focus is by a control's place: both were drawn from the same.
  const focused = useRef(-1);
  const controls = () => [...ref.current?.querySelectorAll<HTMLElement>(CONTROLS) ?? []];

  function wake(): void {
    if (part !== null) return;
    lazy.get().then((it) => {
      focused.current = controls().findIndex((one) => one === document.activeElement);
      setPart({ it });
    }, () => {
      // It was told; the page works as it stands.
      pressed.current = false;
    });
  }

  useEffect(() => {
    const before = news.peek();
    return news.subscribe((now) => now !== before && wake());
  }, []);

  useEffect(() => {
    if (part === null) return;
    const control = controls()[focused.current];
    control?.focus({ preventScroll: true });
    if (pressed.current) control?.click();
    pressed.current = false;
  }, [part]);

  return [part?.it ?? null, {
    ref,
    onPointerEnter: wake,
    onFocusCapture: wake,
    onClickCapture(event) {
      const control = event.target instanceof Element
        ? event.target.closest<HTMLElement>("button, a.icon")
        : null;
      if (part !== null || control === null || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      // Some browsers give no focus to what is clicked.
      control.focus({ preventScroll: true });
      pressed.current = true;
      wake();
    },
  }];
}
