// Reads server-sent events out of the bytes of an answer, as far as the stream uses them (docs/stream.md).

export interface StreamEvent {
  /** "message" where the event has no name: a patch. */
  readonly kind: string;
  /** The position it leads to; "" where it leads to none. */
  readonly id: string;
  readonly data: string;
}

/**
 * The events of a body, each as soon as it is whole. What follows the last whole one is dropped.
 * @param heard called for every piece, of long events too
 */
export async function* readEvents(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  heard: () => void = () => {},
): AsyncGenerator<StreamEvent, void, undefined> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const bytes of chunks(body)) {
    heard();
    // A long event arrives in many pieces: only the new one is searched for its end.
    const searched = Math.max(0, text.length - 1);
    text += decoder.decode(bytes, { stream: true });
    let start = 0;
    for (let end = text.indexOf("\n\n", searched); end >= 0; end = text.indexOf("\n\n", start)) {
      const event = eventOf(text.slice(start, end));
      start = end + 2;
      if (event !== null) yield event;
    }
    text = text.slice(start);
  }
}

async function* chunks(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  // Not every browser can iterate a stream.
  const reader = body.getReader();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    yield value;
  }
}

/** One event of its lines; null for comments, which keep connections open. */
function eventOf(lines: string): StreamEvent | null {
  let kind = "message", id = "", data: string | null = null;
  for (const line of lines.split("\n")) {
    const colon = line.indexOf(":");
    const value = line.slice(line[colon + 1] === " " ? colon + 2 : colon + 1);
    const name = line.slice(0, Math.max(0, colon));
    if (name === "event") kind = value;
    else if (name === "id") id = value;
    else if (name === "data") data = data === null ? value : `${data}\n${value}`;
  }
  return data === null ? null : { kind, id, data };
}
