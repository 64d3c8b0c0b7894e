// Reads the texts that people read out of a source file, by its syntax tree: what t(), tx(), tn() and msg() are given, and what should have
// been given to them.
import { parse } from "@babel/parser";
import type {
  CallExpression,
  Expression,
  JSXAttribute,
  JSXElement,
  Node,
  TemplateLiteral,
} from "@babel/types";
import { pluralMessage } from "@/lib/view/text.ts";

export interface Found {
  readonly line: number;
  readonly text: string;
}

export interface SourceTexts {
  /** As the catalogues name them. */
  readonly messages: readonly Found[];
  /** Specifiers of what it imports with code, also later. */
  readonly imports: readonly string[];
  /** Texts in JSX that go past t(). */
  readonly bare: readonly Found[];
  /** Calls that cannot work: texts made of parts, values that are missing, what is said before anybody asks. */
  readonly wrong: readonly Found[];
}

/** Attributes, and props of our own components, that people read. */
const READ = new Set([
  "alt",
  "aria-description",
  "aria-label",
  "aria-roledescription",
  "aria-valuetext",
  "describe",
  "hint",
  "label",
  "legend",
  "placeholder",
  "sub",
  "submit",
  "title",
]);

/** Names that are the same in every language. */
const NAMES =
  /\b(?:Atoll|UUID|CPUs?|vCPUs?|VLAN|MTU|MAC|DNS|DHCP|IPv4|IPv6|IPs?|LDAP|OpenID Connect|OIDC|SSO|URL|JSON|CSV|PEM|TOTP|TLS|HA|GPUs?|vGPUs?|PCI|NICs?|PIFs?|VIFs?|VDIs?|VBDs?|PBDs?|SRs?|BIOS|UEFI|HVM|PVH|PV|iSCSI|IQN|NUMA|Xen-API|XCP-ng|XenServer|Esc|Enter|Ctrl|Alt|Del|Tab|Shift|Home|End|kbd)\b/g;

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";

/** Whether somebody would read this as words. */
export function readable(text: string): boolean {
  // A term of a query is typed as it stands.
  return !/^\w+:\S+$/.test(text) && /\p{L}{2}/u.test(text.replace(NAMES, "").replace(/&\w+;/g, ""));
}

export function readTexts(source: string, path: string): SourceTexts {
  const plugins: ("typescript" | "jsx")[] = path.endsWith("x") ? ["typescript", "jsx"] : ["typescript"];
  const { program } = parse(source, { sourceType: "module", plugins });
  const messages: Found[] = [], bare: Found[] = [], wrong: Found[] = [], imports: string[] = [];
  const lineOf = (node: Node) => node.loc?.start.line ?? 0;
  // What defines them has no texts of its own.
  const speaks = /\/(?:text\.ts|Rich\.tsx)["']/.test(source);

  function call(node: CallExpression, name: string, inFunction: boolean): void {
    const [first, second, third, fourth] = node.arguments;
    const line = lineOf(node);
    if (name === "tn") {
      const one = second && literals(second), other = third && literals(third);
      if (one?.length !== 1 || other?.length !== 1) {
        wrong.push({ line, text: "tn() takes its two forms as texts" });
        return;
      }
      messages.push({ line, text: pluralMessage(one[0] ?? "", other[0] ?? "") });
      lacking(`${one[0]}${other[0]}`, fourth, line, ["count"]);
    } else {
      const given = first && literals(first);
      if (given === null) wrong.push({ line, text: "A text with values is written with {braces}" });
      for (const text of given ?? []) {
        if (text === "") continue;
        messages.push({ line, text });
        if (name !== "msg") lacking(text, second, line);
      }
    }
    if (!inFunction && name !== "msg") {
      wrong.push({
        line,
        text: `${name}() while the module is loaded, before anybody asks: mark it by msg()`,
      });
    }
  }

  function lacking(
    text: string,
    values: Node | undefined,
    line: number,
    known: readonly string[] = [],
  ): void {
    const wanted = valuesOf(text).filter((name) => !known.includes(name));
    if (wanted.length === 0 || (values !== undefined && values.type !== "ObjectExpression")) return;
    const given = values?.properties ?? [];
    if (given.some(({ type }) => type === "SpreadElement")) return;
    const names = given.map((property) =>
      property.type !== "SpreadElement" && property.key.type === "Identifier" ? property.key.name : ""
    );
    for (const name of wanted) {
      if (!names.includes(name)) wrong.push({ line, text: `"${text}" lacks the value ${name}` });
    }
  }

  function attribute(node: JSXAttribute): void {
    const { name, value } = node;
    if (name.type !== "JSXIdentifier" || !READ.has(name.name) || !value) return;
    const expression = value.type === "JSXExpressionContainer" ? value.expression : value;
    for (const text of shown(expression)) if (readable(text)) bare.push({ line: lineOf(node), text });
  }

  function visit(node: Node, inFunction: boolean): void {
    // What machines read, or keys are labelled with.
    if (node.type === "JSXElement" && isCode(node)) return;
    if (node.type === "ImportDeclaration" || node.type === "ExportNamedDeclaration") {
      const kind = node.type === "ImportDeclaration" ? node.importKind : node.exportKind;
      const all = node.specifiers.length > 0 &&
        node.specifiers.every((item) => item.type === "ImportSpecifier" && item.importKind === "type");
      if (node.source && kind !== "type" && !all) imports.push(node.source.value);
    } else if (node.type === "ExportAllDeclaration" && node.exportKind !== "type") {
      imports.push(node.source.value);
    } else if (node.type === "ImportExpression" && node.source.type === "StringLiteral") {
      imports.push(node.source.value);
    } else if (node.type === "CallExpression" && node.callee.type === "Import") {
      const [target] = node.arguments;
      if (target?.type === "StringLiteral") imports.push(target.value);
    } else if (node.type === "CallExpression" && node.callee.type === "Identifier" && speaks) {
      const { name } = node.callee;
      if (name === "t" || name === "tn" || name === "tx" || name === "msg") call(node, name, inFunction);
    } else if (node.type === "JSXText") {
      if (readable(node.value)) {
        bare.push({ line: lineOf(node), text: node.value.trim().replace(/\s+/g, " ") });
      }
    } else if (node.type === "JSXElement" || node.type === "JSXFragment") {
      for (const child of node.children) {
        if (child.type !== "JSXExpressionContainer") continue;
        for (const text of shown(child.expression)) {
          if (readable(text)) bare.push({ line: lineOf(child), text });
        }
      }
    } else if (node.type === "JSXAttribute") attribute(node);
    const inside = inFunction || /Function|Method/.test(node.type);
    for (const [key, value] of Object.entries(node)) {
      if (key === "loc" || key.endsWith("Comments")) continue;
      for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) visit(child, inside);
    }
  }

  visit(program, false);
  return { messages, imports, bare, wrong };
}

const isCode = ({ openingElement: { name } }: JSXElement) =>
  name.type === "JSXIdentifier" && (name.name === "code" || name.name === "kbd");

/** Names of the values in a text. */
export function valuesOf(text: string): string[] {
  return [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name))];
}

/** The texts an expression may be; none where it names one that stands elsewhere; null where it makes one of parts. */
function literals(node: Node): string[] | null {
  switch (node.type) {
    case "StringLiteral":
      return [node.value];
    case "TemplateLiteral":
      return node.expressions.length > 0 ? null : [node.quasis[0]?.value.cooked ?? ""];
    case "ConditionalExpression":
      return both(node.consequent, node.alternate);
    case "LogicalExpression":
      return both(node.left, node.right);
    case "BinaryExpression": {
      const left = literals(node.left), right = literals(node.right);
      return left?.length === 1 && right?.length === 1 ? [`${left[0]}${right[0]}`] : null;
    }
    case "TSAsExpression":
    case "TSSatisfiesExpression":
      return literals(node.expression);
    default:
      return [];
  }
}

function both(left: Node, right: Node): string[] | null {
  const first = literals(left), second = literals(right);
  return first === null || second === null ? null : [...first, ...second];
}

/** Texts that an expression shows as they stand. */
function shown(node: Node): string[] {
  switch (node.type) {
    case "StringLiteral":
      return [node.value];
    case "TemplateLiteral":
      return shownParts(node);
    case "ConditionalExpression":
      return [...shown(node.consequent), ...shown(node.alternate)];
    case "LogicalExpression":
      return [...shown(node.left), ...shown(node.right)];
    case "BinaryExpression":
      return node.operator === "+" ? [...shown(node.left), ...shown(node.right)] : [];
    default:
      return [];
  }
}

function shownParts({ quasis, expressions }: TemplateLiteral): string[] {
  return [
    ...quasis.map(({ value }) => value.cooked ?? ""),
    ...expressions.flatMap((expression: Expression | Node) => shown(expression)),
  ];
}
