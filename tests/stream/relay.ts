// A plain TCP relay in front of a server, whose connections a test can cut.

/** Notes what clients ask, cuts when told. */
export class Relay {
  /** First lines of the requests that came, in order. */
  readonly asked: string[] = [];
  readonly #open = new Set<Deno.TcpConn>();
  readonly #listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  readonly #ended: Promise<void>;

  constructor(private readonly to: URL) {
    this.#ended = this.#accept();
  }

  get url(): string {
    return `http://127.0.0.1:${this.#listener.addr.port}`;
  }

  /** Breaks every connection there is. */
  cut(): void {
    for (const connection of this.#open) connection.close();
    this.#open.clear();
  }

  async close(): Promise<void> {
    this.#listener.close();
    this.cut();
    await this.#ended;
  }

  async #accept(): Promise<void> {
    const pairs: Promise<void>[] = [];
    for await (const client of this.#listener) pairs.push(this.#pair(client));
    await Promise.all(pairs);
  }

  async #pair(client: Deno.TcpConn): Promise<void> {
    const server = await Deno.connect({ hostname: this.to.hostname, port: Number(this.to.port) });
    const ends = [client, server];
    for (const end of ends) this.#open.add(end);
    const note = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform: (bytes, controller) => {
        const line = /^(GET|POST) .*/.exec(new TextDecoder().decode(bytes))?.[0];
        if (line !== undefined) this.asked.push(line);
        controller.enqueue(bytes);
      },
    });
    // A side that ends, or is cut, ends the other.
    await Promise.allSettled([
      client.readable.pipeThrough(note).pipeTo(server.writable),
      server.readable.pipeTo(client.writable),
    ]);
    for (const end of ends) {
      if (this.#open.delete(end)) end.close();
    }
  }
}
