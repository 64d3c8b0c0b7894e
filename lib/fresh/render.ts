// Renders pages to HTML: finds the islands while it renders, writes their props, and adds the scripts they need.
import {
  type ComponentChildren,
  type ComponentType,
  createContext,
  Fragment,
  type FunctionComponent,
  h,
  options,
  type VNode,
} from "preact";
import { useContext } from "preact/hooks";
import { renderToString } from "preact-render-to-string";
import { currentBuild, type IslandModule } from "./build.ts";
import type { Context } from "./context.ts";
import { nonceOf } from "./csp.ts";
import { Head } from "./runtime.ts";
import { isVNode, serialize } from "./serialize.ts";
import type { PageComponent, PageProps } from "./types.ts";

type Props = Record<string, unknown>;

/** What one render gathers. */
interface Page {
  readonly nonce: string | undefined;
  /** Islands in the order of their markers. */
  readonly islands: { readonly module: IslandModule; readonly props: Props }[];
  readonly slots: { readonly content: ComponentChildren; rendered: boolean }[];
  readonly head: ComponentChildren[];
}

/** Rendering is synchronous, so there is at most one page at a time. */
let page: Page | null = null;

// Stand-ins for the ends of <head> and <body>, where scripts go once the islands are known. Random, so that no content
// can hold them.
const HEAD_END = crypto.randomUUID();
const BODY_END = crypto.randomUUID();
const ended = new WeakSet<object>();
const nonced = new WeakSet<object>();

/** True inside what an island itself renders: islands there are part of it. */
const InIsland = createContext(false);

function comment(text: string): VNode {
  // Known to preact-render-to-string only.
  return h(Fragment as ComponentType<{ UNSTABLE_comment: string }>, { UNSTABLE_comment: text }) as VNode;
}

/** Makes useId() count below this vnode, so that the browser, which has a root an island, comes to the same ids. */
function masked(vnode: VNode, name: string): VNode {
  return Object.assign(vnode, { __m: [name, 0] });
}

interface SlotProps {
  readonly n: number;
  readonly children?: ComponentChildren;
}

function Slot({ n, children }: SlotProps): ComponentChildren {
  const slot = page?.slots[n];
  if (slot) slot.rendered = true;
  return [comment(`s:${n}`), h(InIsland.Provider, { value: false }, children), comment("/s")];
}

function holdsVNode(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(holdsVNode);
  return isVNode(value);
}

/** Vnodes that stand for an island's original component, not to be marked again. */
const inner = new WeakSet<object>();

function Island({ module, props }: { module: IslandModule; props: Props }): ComponentChildren {
  const nested = useContext(InIsland);
  const type = module.component as ComponentType<Props>;
  if (nested || !page) {
    const vnode = h(type, props);
    inner.add(vnode);
    return vnode;
  }
  const number = page.islands.length;
  const own: Props = {};
  for (const [name, value] of Object.entries(props)) {
    if (!holdsVNode(value)) {
      own[name] = value;
      continue;
    }
    const n = page.slots.push({ content: value as ComponentChildren, rendered: false }) - 1;
    own[name] = masked(h(Slot, { n }, value as ComponentChildren) as VNode, `s${n}`);
  }
  page.islands.push({ module, props: own });
  const vnode = masked(h(type, own) as VNode, `i${number}`);
  inner.add(vnode);
  // An array, because a fragment at the top of a component is taken apart and would lose the comments.
  return [comment(`i:${number}`), h(InIsland.Provider, { value: true }, vnode), comment("/i")];
}

let registered: { readonly of: unknown; readonly byComponent: ReadonlyMap<unknown, IslandModule> } | null =
  null;

function islandOf(type: unknown): IslandModule | undefined {
  const build = currentBuild();
  if (registered?.of !== build) {
    const byComponent = new Map(build?.islands.map((island) => [island.component, island]));
    registered = { of: build, byComponent };
  }
  return registered?.byComponent.get(type);
}

function onVNode(vnode: VNode<Props>, current: Page): void {
  const { type, props } = vnode;
  if (typeof type === "string") {
    // In the diff hook rather than at creation, because vnodes may be made before the request.
    if (type === "script" || type === "style") {
      // A vnode kept between requests still has the last one's nonce.
      if (current.nonce && (props.nonce === undefined || nonced.has(vnode))) {
        nonced.add(vnode);
        vnode.props = { ...props, nonce: current.nonce };
      }
    } else if ((type === "head" || type === "body") && !ended.has(vnode)) {
      ended.add(vnode);
      const end = comment(type === "head" ? HEAD_END : BODY_END);
      vnode.props = { ...props, children: [props.children, end] };
    }
  } else if (type === Head) {
    current.head.push(props.children as ComponentChildren);
  } else if (typeof type === "function" && !inner.has(vnode)) {
    const module = islandOf(type);
    if (module) Object.assign(vnode, { type: Island, props: { module, props } });
  }
}

// `__b` is Preact's diff hook, which preact-render-to-string calls as well.
const hooks = options as { __b?: (vnode: VNode<Props>) => void };
const before = hooks.__b;
hooks.__b = (vnode) => {
  if (page) onVNode(vnode, page);
  before?.(vnode);
};

function renderWith(current: Page, vnode: ComponentChildren): string {
  page = current;
  try {
    return renderToString(h(Fragment, null, vnode));
  } finally {
    page = null;
  }
}

function escapeAttribute(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}

/** Tags of what a `<Head>` added, with the page's own `<title>` and `<meta>` of the same name taken out. */
function mergeHead(head: string, added: string): string {
  let kept = head;
  if (/<title[\s>]/.test(added)) {
    kept = kept.replace(/<title[^>]*>[^<]*<\/title>/g, "");
    added = added.replace(/<title[^>]*>[^<]*<\/title>(?=[^]*<title[\s>])/g, "");
  }
  for (const [, name] of added.matchAll(/<meta [^>]*?name="([^"]+)"/g)) {
    kept = kept.replace(new RegExp(`<meta [^>]*?name="${RegExp.escape(name ?? "")}"[^>]*>`, "g"), "");
  }
  return kept + added;
}

/** The page as HTML text, without doctype. */
function renderHtml(vnode: VNode | null, nonce: string | undefined, basePath: string): string {
  const current: Page = { nonce, islands: [], slots: [], head: [] };
  const html = renderWith(current, vnode);
  // Slots an island did not show now, it may show later. Rendering one may bring more.
  let templates = "";
  for (let n = 0; n < current.slots.length; n++) {
    const slot = current.slots[n];
    if (!slot || slot.rendered) continue;
    slot.rendered = true;
    const content = masked(h(Fragment, null, slot.content) as VNode, `s${n}`);
    templates += `<template data-slot="${n}">${renderWith(current, content)}</template>`;
  }
  // A <Head> inside a <Head> adds to the list while it is read.
  let added = "";
  for (const children of current.head) added += renderWith(current, children);

  let scripts = "";
  const build = currentBuild();
  if (current.islands.length > 0 && build) {
    const modules = [...new Set(current.islands.map((island) => island.module))];
    const props = serialize(
      current.islands.map((island) => island.props),
      (vnode) => isSlot(vnode) ? vnode.props.n : undefined,
      current.islands.map((island) => island.module.name),
    );
    const urls = JSON.stringify(modules.map((module) => basePath + module.chunk));
    const kinds = JSON.stringify(current.islands.map((island) => modules.indexOf(island.module)));
    scripts = `<script id="fresh-islands" type="application/json"${nonceAttribute(nonce)}>` +
      `[${urls},${kinds},${props}]</script>`;
    const preload = new Set([
      ...build.client.imports,
      ...modules.flatMap((module) => [module.chunk, ...module.imports]),
    ]);
    for (const url of preload) {
      added += `<link rel="modulepreload" href="${escapeAttribute(basePath + url)}">`;
    }
    added += `<script type="module" src="${escapeAttribute(basePath + build.client.chunk)}"` +
      `${nonceAttribute(nonce)}></script>`;
  }

  const [head = "", body] = html.split(`<!--${HEAD_END}-->`);
  if (body === undefined) return added + html.replace(`<!--${BODY_END}-->`, "") + templates + scripts;
  const start = head.search(/<head[\s>]/);
  const withHead = head.slice(0, start) + mergeHead(head.slice(start), added);
  const [content, rest] = body.split(`<!--${BODY_END}-->`);
  return rest === undefined
    ? withHead + body + templates + scripts
    : withHead + content + templates + scripts + rest;
}

function isSlot(vnode: object): vnode is VNode<SlotProps> {
  return "type" in vnode && vnode.type === Slot;
}

function nonceAttribute(nonce: string | undefined): string {
  return nonce ? ` nonce="${nonce}"` : "";
}

/** The response of a page. A page without an app wrapper gets the least document around it. */
export function renderDocument<State>(
  ctx: Context<State>,
  vnode: VNode | null,
  init: ResponseInit,
): Response {
  const headers = new Headers(init.headers);
  if (!headers.has("content-type")) headers.set("content-type", "text/html; charset=utf-8");
  const html = renderHtml(vnode, nonceOf(ctx), ctx.config.basePath);
  return new Response("<!DOCTYPE html>" + html, { ...init, headers });
}

function isAsync(component: unknown): boolean {
  return component instanceof Object && component.constructor.name === "AsyncFunction";
}

/**
 * A page, layout or app wrapper as a vnode around `child`. Async ones are run here, others while the page renders.
 * An async page may answer with a Response instead.
 */
export async function wrapVNode<Data, State>(
  component: PageComponent<Data, State>,
  ctx: Context<State>,
  child: VNode | null,
): Promise<VNode | Response> {
  const props: PageProps<Data, State> = {
    config: ctx.config,
    url: ctx.url,
    req: ctx.req,
    params: ctx.params,
    route: ctx.route,
    info: ctx.info,
    state: ctx.state,
    // The handler's data, which define.page typed after the handler.
    data: ctx.data as Data,
    error: ctx.error,
    Component: () => child,
  };
  if (!isAsync(component)) return h(component as FunctionComponent<PageProps<Data, State>>, props) as VNode;
  const result = await component(props);
  return result instanceof Response ? result : h(Fragment, null, result);
}
