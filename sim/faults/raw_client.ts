// A client that sees exactly what comes over a connection: for tests of what faults show on the wire.
import { connect, type Socket } from "node:net";
import { connect as connectTls, TLSSocket } from "node:tls";

/** How a connection stood when it was last looked at. */
export type End = "open" | "closed" | "reset";

/** A connection whose bytes and end are kept. */
export class RawClient {
  text = "";
  bytes = 0;
  end: End = "open";
  /** Milliseconds of performance.now at which bytes came. */
  readonly times: number[] = [];
  #changed = Promise.withResolvers<void>();

  private constructor(private readonly socket: Socket) {
    socket.on("data", (chunk) => {
      this.text += new TextDecoder("latin1").decode(chunk);
      this.bytes += chunk.length;
      this.times.push(performance.now());
      this.#change();
    });
    socket.on("end", () => this.#over("closed"));
    socket.on("error", () => this.#over("reset"));
  }

  /** Connects; rejects with the system's error, or that of TLS. */
  static open(url: string): Promise<RawClient> {
    const { hostname, port, protocol } = new URL(url);
    return new Promise((resolve, reject) => {
      const where = { host: hostname, port: Number(port) };
      const ready = () => {
        socket.off("error", reject);
        resolve(new RawClient(socket));
      };
      const wire = connect(where);
      const socket = protocol === "https:" ? connectTls({ socket: wire, rejectUnauthorized: false }) : wire;
      socket.once(protocol === "https:" ? "secureConnect" : "connect", ready);
      socket.once("error", reject);
    });
  }

  /** SHA-256 of the certificate presented; "" without TLS. */
  get certificate(): string {
    return this.socket instanceof TLSSocket ? this.socket.getPeerCertificate().fingerprint256 : "";
  }

  /** Calls a method as JSON-RPC 2.0, or XML-RPC. */
  call(method: string, params: readonly unknown[] = [], xml = false): void {
    const values = params.map((param) => `<param><value>${param}</value></param>`).join("");
    const body = xml
      ? `<methodCall><methodName>${method}</methodName><params>${values}</params></methodCall>`
      : JSON.stringify({ jsonrpc: "2.0", method, params, id: 1 });
    this.socket.write(
      `POST ${xml ? "/" : "/jsonrpc"} HTTP/1.1\r\nhost: x\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    );
  }

  /** Waits until the test holds; false when it does not within `ms`. */
  async until(test: () => boolean, ms = 3000): Promise<boolean> {
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      this.#change();
    }, ms);
    try {
      while (!test()) {
        if (late) return false;
        await this.#changed.promise;
      }
      return true;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Waits for a whole answer; gives its body. */
  async answer(): Promise<string> {
    await this.until(() => this.whole !== undefined || this.end !== "open");
    return this.whole ?? "";
  }

  /** The body of the first answer once it is there as announced. */
  get whole(): string | undefined {
    const at = this.text.indexOf("\r\n\r\n");
    const [, length] = /content-length: (\d+)/.exec(this.text) ?? [];
    if (at < 0 || length === undefined || this.text.length < at + 4 + Number(length)) return undefined;
    return this.text.slice(at + 4, at + 4 + Number(length));
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.socket.once("close", () => resolve());
      if (this.socket.destroyed) resolve();
      else this.socket.destroy();
    });
  }

  #over(end: End): void {
    if (this.end === "open") this.end = end;
    this.#change();
  }

  #change(): void {
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
  }
}
