// The colours of the page, for the canvas: what the stylesheet's variables are now.
const NAMES = [
  "bg",
  "surface",
  "sunken",
  "line",
  "edge",
  "ink",
  "soft",
  "accent",
  "tint",
  "ok",
  "warn",
  "bad",
  "info",
] as const;

export type Colours = { readonly [name in typeof NAMES[number]]: string };

export function coloursOf(element: Element): Colours {
  const style = getComputedStyle(element);
  const read = Object.fromEntries(NAMES.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
  // Every name was read.
  return read as Colours;
}

/** Calls back whenever the colour scheme may have changed, until the signal. */
export function onScheme(callback: () => void, signal: AbortSignal): void {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", callback, { signal });
  const observer = new MutationObserver(callback);
  observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  signal.addEventListener("abort", () => observer.disconnect());
}
