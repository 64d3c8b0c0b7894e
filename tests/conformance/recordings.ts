// The recordings of a genuine xapi: read from the shared folder, and sent again to a simulator.
import { plain } from "@/sim/arguments.ts";
import { writeAll } from "@/sim/wire/connection.ts";
import { readXml } from "@/sim/wire/xml_read.ts";
import { SHARED } from "../shared.ts";

/** Where the recordings are; tests that need them are left out when it is missing. */
export const TRANSCRIPTS = new URL("transcripts/", SHARED);

/** One recorded exchange. */
export interface Recording {
  readonly name: string;
  readonly requestHead: string;
  readonly requestBody: string;
  readonly response: RawResponse;
}

/** A response taken apart. */
export interface RawResponse {
  readonly status: string;
  /** Header names as written, in order. */
  readonly headers: readonly string[];
  readonly body: string;
}

/** The recordings whose name fits, in the order of their numbers. */
export function recordings(pattern: RegExp): Recording[] {
  const names = [...Deno.readDirSync(TRANSCRIPTS)].map((entry) => entry.name).filter((name) =>
    pattern.test(name)
  );
  return names.sort().map((name) => parse(name, restored(Deno.readTextFileSync(new URL(name, TRANSCRIPTS)))));
}

/** A recording with what was left out for its size: more of the character before. */
function restored(text: string): string {
  return text.replaceAll(
    /(.)\n\.\.\. (\d+) (?:bytes|characters) of the same (?:request|response) left out here \.\.\.\n/g,
    (_, before: string, count: string) => before.repeat(1 + Number(count)),
  );
}

function parse(name: string, text: string): Recording {
  const [request = "", response = ""] = text.split(/\n==== (?:response|asked)[^\n]*====\n/, 2);
  const [requestHead = "", ...body] = request.split("\n\n");
  return {
    name,
    requestHead,
    requestBody: body.join("\n\n").replace(/\n$/, ""),
    response: parseResponse(response),
  };
}

/** Takes a response apart. */
export function parseResponse(text: string): RawResponse {
  const clean = text.replaceAll("\r\n", "\n");
  const [head = "", ...body] = clean.split("\n\n");
  const [status = "", ...headers] = head.split("\n");
  return {
    status,
    headers: headers.map((line) => line.slice(0, line.indexOf(":"))),
    body: body.join("\n\n").replace(/\n$/, ""),
  };
}

/** Sends a recorded request, its body replaced, over a connection of its own. */
export async function send(url: string, recording: Recording, body: string): Promise<RawResponse> {
  const { hostname, port } = new URL(url);
  const connection = await Deno.connect({ hostname, port: Number(port) });
  try {
    const bytes = new TextEncoder().encode(body);
    const head = recording.requestHead.split("\n").filter((line) =>
      !/^(content-length|connection):/i.test(line)
    );
    const length = recording.requestHead.startsWith("POST") ? [`Content-Length: ${bytes.length}`] : [];
    const lines = [...head.filter((line) => line !== ""), ...length, "Connection: close", "", ""];
    await connection.write(new TextEncoder().encode(lines.join("\r\n")));
    await writeAll(connection, bytes);
    return parseResponse(await new Response(connection.readable).text());
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** A body as a value: JSON with bare NaN and Infinity, or an XML-RPC response; "" when nothing was answered. */
export function decode(body: string): unknown {
  if (body.startsWith("<?xml")) {
    const call = body.replace("<methodResponse>", "<methodCall><methodName>x</methodName>");
    return plain(readXml(call.replace("</methodResponse>", "</methodCall>")).params[0] ?? "");
  }
  if (body.trim() === "") return "";
  return JSON.parse(body.replaceAll(/:-?(NaN|nan|Infinity|inf)(?=[,}])/g, ":null"));
}
