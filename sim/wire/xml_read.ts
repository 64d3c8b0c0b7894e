// Reading an XML-RPC request.
import { Parser } from "saxen";
import { type Argument, Double } from "../arguments.ts";
import { MalformedRequest } from "./json_read.ts";

/** An XML-RPC call as received. */
export interface XmlCall {
  readonly method: string;
  readonly params: readonly Argument[];
}

interface Open {
  readonly tag: string;
  text: string;
  name: string;
  readonly items: Argument[];
  readonly members: Record<string, Argument>;
  value: Argument | undefined;
}

/** Reads a request body. Throws MalformedRequest. */
export function readXml(body: string): XmlCall {
  const stack: Open[] = [fresh("")];
  let method: string | undefined;
  let closed = false;
  const params: Argument[] = [];
  const top = (): Open => stack.at(-1) ?? fresh("");
  const parser = new Parser();
  parser.on("error", (error: Error) => {
    throw new MalformedRequest(`Xmlm.Error(1:1, "${error.message}")`);
  });
  parser.on("openTag", (tag: string) => {
    stack.push(fresh(tag));
  });
  const take = (text: string, decode?: (text: string) => string) => {
    top().text += decode === undefined ? text : decode(text);
  };
  parser.on("text", take);
  parser.on("cdata", (text: string) => take(text));
  parser.on("closeTag", (tag: string) => {
    const closing = stack.pop() ?? fresh("");
    const parent = top();
    switch (tag) {
      case "methodCall":
        closed = true;
        break;
      case "methodName":
        method = closing.text.trim();
        break;
      case "param":
        if (closing.value !== undefined) params.push(closing.value);
        break;
      case "value":
        addValue(parent, closing.value ?? closing.text);
        break;
      case "name":
        parent.name = closing.text;
        break;
      case "member":
        parent.members[closing.name] = closing.value ?? "";
        break;
      case "data":
        parent.value = closing.items;
        break;
      case "params":
        break;
      default:
        parent.value = scalar(tag, closing);
    }
  });
  parser.parse(body);
  if (method === undefined || !closed) {
    throw new MalformedRequest(`Xmlm.Error(1:${body.length + 1}, "unexpected end of input")`);
  }
  return { method, params };
}

function fresh(tag: string): Open {
  return { tag, text: "", name: "", items: [], members: {}, value: undefined };
}

function addValue(parent: Open, value: Argument): void {
  if (parent.tag === "data") parent.items.push(value);
  else parent.value = value;
}

function scalar(tag: string, { text, value, members }: Open): Argument {
  switch (tag) {
    case "struct":
      return members;
    case "array":
      return value ?? [];
    case "i4":
    case "int":
    case "i8":
      return Number(text);
    case "double":
      return new Double(text.trim() === "-nan" ? NaN : Number(text));
    case "boolean":
      return text.trim() === "1";
    default:
      return text;
  }
}
