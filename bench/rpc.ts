// Another Xen-API client: what a benchmark does to a simulated pool behind Atoll's back.

export class Rpc {
  #session = "";

  constructor(readonly url: string) {}

  /** Logs in as the simulator's root. */
  static async login(url: string): Promise<Rpc> {
    const rpc = new Rpc(url);
    const { result } = await rpc.raw("session.login_with_password", ["root", "atoll", "2.21", "bench"]);
    rpc.#session = String(result);
    return rpc;
  }

  /** A call with the session, its result undecoded. Throws where the pool answers with an error. */
  async call(method: string, ...params: unknown[]): Promise<unknown> {
    const { result, error } = await this.raw(method, [this.#session, ...params]);
    if (error !== undefined) throw new Error(`${method}: ${JSON.stringify(error)}`);
    return result;
  }

  /** A call as it is, with the text of the reply. */
  async raw(method: string, params: unknown[]): Promise<{ text: string; result?: unknown; error?: unknown }> {
    const response = await fetch(new URL("/jsonrpc", this.url), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
    });
    const text = await response.text();
    const { result, error } = JSON.parse(text) as { result?: unknown; error?: unknown };
    return { text, result, error };
  }

  get session(): string {
    return this.#session;
  }
}
