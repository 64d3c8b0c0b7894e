// The browser's part: starts the islands of a page. Nothing of it ships to pages without islands.
//
// The server marks islands and slots by comments, <!--i:N--> … <!--/i--> and <!--s:N--> … <!--/s-->; slots that were not
// rendered lie in <template data-slot="N">. Islands inside a slot become part of the island the slot was given to.
import { type ComponentChild, type ComponentType, Fragment, h, hydrate, type VNode } from "preact";
import { revive } from "./revive.ts";

type Props = Record<string, unknown>;

/** What lies between an opening comment and its closing one; all of `parent` where those are null. */
interface Range {
  readonly parent: Node;
  readonly start: Node | null;
  end: Node | null;
}

interface Opened {
  readonly kind: string;
  readonly number: number;
  readonly range: Range;
}

const slots: ComponentChild[] = [];

function Slot({ n }: { n: number }): ComponentChild {
  return slots[n];
}

/** Makes useId() count below this vnode, under the name the server gave it. */
function masked(vnode: VNode, name: string): VNode {
  return Object.assign(vnode, { __m: [name, 0] });
}

/** Opening marker: its kind and number. */
function marker(node: Node): [kind: string, number: number] | null {
  const match = node.nodeType === 8 ? /^([is]):(\d+)$/.exec(node.nodeValue ?? "") : null;
  return match ? [match[1] ?? "", Number(match[2])] : null;
}

async function start(element: Element): Promise<void> {
  const [urls, kinds, data]: [string[], number[], [unknown, unknown[]]] = JSON.parse(
    element.textContent ?? "",
  );
  // An island whose code does not load stays as the server rendered it; the others live.
  const modules = await Promise.all(urls.map((url) => import(url).catch(report)));
  const props = revive(data, (n) => masked(h(Slot, { n }) as VNode, "s" + n)) as Props[];
  const roots: Opened[] = [];
  const ranges: Range[] = [];

  function island(n: number): VNode | null {
    const type: ComponentType<Props> | undefined = modules[kinds[n] ?? -1]?.default;
    return type ? masked(h(type, props[n] ?? {}) as VNode, "i" + n) : null;
  }

  /** The DOM of a slot as vnodes. An island without code is read like anything else, and stays as it is. */
  function read({ parent, start, end }: Range): ComponentChild[] {
    const list: ComponentChild[] = [];
    for (
      let node = start ? start.nextSibling : parent.firstChild;
      node && node !== end;
      node = node.nextSibling
    ) {
      const mark = marker(node);
      const vnode = mark?.[0] === "i" ? island(mark[1]) : null;
      if (vnode) {
        list.push(vnode);
        for (let depth = 1; depth && node.nextSibling;) {
          node = node.nextSibling;
          if (marker(node)?.[0] === "i") depth++;
          else if (node.nodeType === 8 && node.nodeValue === "/i") depth--;
        }
      } else if (node instanceof Element) {
        const attributes: Props = {};
        for (const { name, value } of node.attributes) {
          // Preact assigns properties, and "" would switch a boolean one off.
          attributes[name] = value === "" && typeof Reflect.get(node, name) === "boolean" ? true : value;
        }
        list.push(h(node.localName, attributes, ...read({ parent: node, start: null, end: null })));
      } else if (node.nodeType === 3) list.push(node.nodeValue);
    }
    return list;
  }

  /** Finds the ranges below a node. */
  function scan(parent: Node, live: boolean): void {
    const walker = document.createTreeWalker(parent, NodeFilter.SHOW_COMMENT);
    const open: Opened[] = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const mark = marker(node);
      if (mark && node.parentNode) {
        open.push({
          kind: mark[0],
          number: mark[1],
          range: { parent: node.parentNode, start: node, end: null },
        });
      } else if (open.length && node.nodeValue === "/" + open[open.length - 1]?.kind) {
        const closed = open.pop();
        if (!closed) continue;
        closed.range.end = node;
        if (closed.kind === "s") ranges[closed.number] ??= closed.range;
        else if (live && !open.length) roots.push(closed);
      }
    }
  }

  scan(document.body, true);
  for (const template of document.querySelectorAll<HTMLTemplateElement>("template[data-slot]")) {
    const parent = template.content;
    scan(parent, false);
    ranges[Number(template.dataset.slot)] = { parent, start: null, end: null };
  }
  // All before anything hydrates, because hydration takes comments away.
  ranges.forEach((range, n) => slots[n] = h(Fragment, null, ...read(range)));
  for (const { range, number } of roots) {
    const vnode = island(number);
    try {
      if (vnode) hydrate(vnode, rootOf(range));
    } catch (error) {
      report(error);
    }
  }
}

/** Looks to Preact like an element whose children are the range's nodes. */
function rootOf({ parent, start, end }: Range): Element {
  const insertBefore = (node: Node, before: Node | null): Node =>
    // Preact skips comments when it looks for the next sibling, the closing one too.
    parent.insertBefore(node, before && end && !(end.compareDocumentPosition(before) & 4) ? before : end);
  const root = {
    nodeType: 1,
    parentNode: parent,
    ownerDocument: document,
    namespaceURI: (parent as Element).namespaceURI,
    get firstChild() {
      return start?.nextSibling === end ? null : start?.nextSibling;
    },
    get childNodes() {
      const nodes: Node[] = [];
      for (let node = start?.nextSibling; node && node !== end; node = node.nextSibling) nodes.push(node);
      return nodes;
    },
    insertBefore,
    appendChild: (node: Node) => insertBefore(node, null),
    removeChild: (node: Node) => parent.removeChild(node),
    contains: (node: Node) => parent.contains(node),
  };
  // What Preact uses of an element is all here.
  return root as unknown as Element;
}

function report(error: unknown): undefined {
  console.error("An island did not start:", error);
}

const data = document.getElementById("fresh-islands");
if (data) start(data).catch(report);
