// What components may use on both sides, imported as "fresh/runtime".
import { type ComponentChildren, type RenderableProps, toChildArray, type VNode } from "preact";
import { assetNames } from "./assets.ts";
export { HttpError } from "./http_error.ts";

/** True in the browser, false while the server renders. */
export const IS_BROWSER: boolean = typeof document !== "undefined";

/**
 * URL of a file of static/ with its content's hash in the name, to be cached for ever: `/atoll.css` → `/atoll-1a2b3c4d.css`.
 * A query or fragment is kept. Unknown paths come back as they are.
 */
export function asset(path: string): string {
  const end = path.search(/[?#]/);
  const name = end < 0 ? path : path.slice(0, end);
  const names = assetNames();
  return Object.hasOwn(names, name) ? names[name] + path.slice(name.length) : path;
}

/** Puts its children into the document's head; a `<title>` replaces the page's. In the browser only the title follows. */
export function Head(props: RenderableProps<unknown>): VNode | null {
  if (IS_BROWSER) {
    for (const child of toChildArray(props.children)) {
      if (typeof child === "object" && child.type === "title") document.title = text(child.props.children);
    }
  }
  return null;
}

function text(children: ComponentChildren): string {
  return toChildArray(children).filter((child) => typeof child !== "object").join("");
}
