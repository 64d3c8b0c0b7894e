// Parts that render by themselves: each follows what its function reads, and nothing around it renders when that changes.
import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";

export type Render = () => ComponentChildren;

/** Any part of a page. */
export function Part({ children }: { children: Render }) {
  return <>{children()}</>;
}

/** A cell of a table. @param label what a phone's card calls it */
export function Cell(
  { label, class: names, children }: { label?: string; class?: string; children: Render },
) {
  return <td data-l={label} class={names}>{children()}</td>;
}

/** A cell that flashes when its text changes. */
export function FlashCell({ class: names, label, text, title, children }: {
  class: string;
  /** What a phone's card calls it. */
  label?: string;
  /** What it says, also where `children` draws it otherwise. */
  text: () => string;
  title?: () => string;
  children?: Render;
}) {
  const now = text();
  const flash = useFlash(now);
  return (
    <td data-l={label} class={names + flash} title={title?.() || undefined}>
      {children === undefined ? now : children()}
    </td>
  );
}

/** Two classes with the same animation, in turns: a second change starts it again. */
function useFlash(text: string): string {
  const seen = useRef({ text, turn: 0 });
  if (seen.current.text !== text) seen.current = { text, turn: seen.current.turn + 1 };
  return seen.current.turn === 0 ? "" : seen.current.turn % 2 ? " f1" : " f2";
}
