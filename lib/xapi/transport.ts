// One way of speaking to one host: a dialect on top of HTTP.
import { formatAddress } from "./address.ts";
import { encodeCall } from "./encode.ts";
import { isAnswerTo, openJson, openXml } from "./envelope.ts";
import { ConnectionError } from "./errors.ts";
import { type HttpAnswer, HttpClient } from "./http_client.ts";
import { readJsonAnswer } from "./json_reader.ts";
import type { CallOptions, Dialect, Endpoint, ItemSink, Transport, Value } from "./types.ts";
import { readXmlAnswer } from "./xml_reader.ts";

const TIMEOUT_MS = 30_000;
const IN_FLIGHT = 20;
/** xapi refuses larger ones with an HTML page, and beyond 400 KiB just hangs up (constants.ml:421 of xapi). */
const MAX_REQUEST_BYTES = 300 * 1024;

export interface TransportOptions {
  /** The pinned certificate (SHA-256, hex with colons); null: the public authorities decide, or plain http. */
  readonly fingerprint: string | null;
  /** JSON-RPC 2.0 unless told. */
  readonly dialect?: Dialect | undefined;
  /** Milliseconds for a call that does not bring its own; 30 s unless told. */
  readonly timeout?: number | undefined;
  /** Calls in flight at most, further ones wait; 20 unless told. */
  readonly inFlight?: number | undefined;
  /** Largest answer read, in bytes; 512 MiB unless told. */
  readonly maxAnswerBytes?: number | undefined;
}

/** Opens nothing yet: connections are made as calls need them, and kept. */
export function openTransport(endpoint: Endpoint, options: TransportOptions): Transport {
  return new RpcTransport(endpoint, options);
}

const encoder = new TextEncoder();

class RpcTransport implements Transport {
  readonly dialect: Dialect;
  readonly #http: HttpClient;
  readonly #timeout: number;
  #calls = 0;

  constructor(readonly endpoint: Endpoint, options: TransportOptions) {
    this.dialect = options.dialect ?? "json2";
    this.#timeout = options.timeout ?? TIMEOUT_MS;
    this.#http = new HttpClient(endpoint, {
      fingerprint: options.fingerprint,
      inFlight: options.inFlight ?? IN_FLIGHT,
      maxAnswerBytes: options.maxAnswerBytes,
    });
  }

  async call(method: string, params: readonly Value[], options: CallOptions = {}): Promise<Value> {
    const id = ++this.#calls;
    const body = encoder.encode(encodeCall(this.dialect, id, method, params));
    if (body.length > MAX_REQUEST_BYTES) {
      const size = Math.ceil(body.length / 1024);
      throw new ConnectionError(
        "too-large",
        `The request has ${size} KiB, a pool accepts ${MAX_REQUEST_BYTES / 1024}`,
      );
    }
    const xml = this.dialect === "xml";
    const value = await this.#http.post(
      xml ? "/" : "/jsonrpc",
      xml ? "text/xml" : "application/json",
      body,
      (answer) => this.#read(answer, id, options.sink),
      {
        signal: options.signal,
        timeout: options.timeout ?? this.#timeout,
      },
    );
    return xml ? openXml(value) : openJson(value);
  }

  close(): void {
    this.#http.close();
  }

  /** An answer in its envelope. Where one came twice, the second copy would pass for that to the next call on the connection. */
  async #read(answer: HttpAnswer, id: number, sink: ItemSink | undefined): Promise<Value> {
    const host = formatAddress(this.endpoint);
    const value = await readAnswer(this.dialect, answer, host, sink);
    if (this.dialect === "xml" || isAnswerTo(id, this.dialect, value)) return value;
    throw new ConnectionError("bad-answer", `${host} answered another call`);
  }
}

/** What an HTTP answer says, still in its envelope. Throws ConnectionError bad-answer without a word of the body. */
export async function readAnswer(
  dialect: Dialect,
  answer: HttpAnswer,
  host: string,
  sink?: ItemSink,
): Promise<Value> {
  const { status } = answer;
  if (status < 200 || status > 299) {
    throw new ConnectionError("bad-answer", `${host} answered with HTTP status ${status}`);
  }
  if (/^text\/html/i.test(answer.contentType)) {
    throw new ConnectionError("bad-answer", `${host} answered with a web page`);
  }
  const chunks = something(answer.chunks, host);
  if (dialect === "xml") return await readXmlAnswer(chunks, sink);
  try {
    return await readJsonAnswer(chunks, sink);
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw new ConnectionError("bad-answer", `${host} answered with something that is not JSON`, {
      // The parser's own message quotes the text: it may hold secrets.
      cause: new Error("invalid JSON"),
    });
  }
}

/** The same pieces; throws ConnectionError bad-answer when there were none. */
async function* something(chunks: HttpAnswer["chunks"], host: string): AsyncGenerator<Uint8Array> {
  let nothing = true;
  for await (const chunk of chunks) {
    nothing = false;
    yield chunk;
  }
  if (nothing) throw new ConnectionError("bad-answer", `${host} answered with nothing`);
}
