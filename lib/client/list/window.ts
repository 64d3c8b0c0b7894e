// Which rows of a long list are on the screen.
import { useEffect, useState } from "preact/hooks";
import type { RefObject } from "preact";

export interface Window {
  readonly from: number;
  readonly to: number;
  /** Height of a row in px, 0 before the script has measured it. */
  readonly row: number;
}

/** Rows beyond both edges, so that a quick scroll shows no gap before the next frame. */
const MARGIN = 12;

/** The rows to draw: whole steps of half the margin, so that small scrolls change nothing. */
export function windowOf(top: number, height: number, row: number, count: number): Window {
  const step = MARGIN / 2;
  const first = Math.floor(Math.max(0, -top) / row / step) * step;
  const from = Math.min(Math.max(0, first - MARGIN), count);
  const to = Math.min(count, first + Math.ceil(height / row) + MARGIN + step);
  return { from, to: Math.max(from, to), row };
}

/**
 * Follows the page's scrolling.
 * @param first rows drawn on the server and in the first rendering
 */
export function useWindow(body: RefObject<HTMLElement>, count: number, first: number): Window {
  const [seen, look] = useState<Window>({ from: 0, to: first, row: 0 });
  useEffect(() => {
    const measure = () => {
      const row = body.current?.querySelector<HTMLElement>("tr[data-row]")?.offsetHeight ?? 0;
      const top = body.current?.getBoundingClientRect().top ?? 0;
      if (row === 0) return;
      const next = windowOf(top, innerHeight, row, count);
      look((old) => old.from === next.from && old.to === next.to && old.row === next.row ? old : next);
    };
    measure();
    addEventListener("scroll", measure, { passive: true });
    addEventListener("resize", measure);
    return () => {
      removeEventListener("scroll", measure);
      removeEventListener("resize", measure);
    };
  }, [count]);
  return seen;
}
