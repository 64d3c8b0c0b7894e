// A stranger in front of a pool: npm:xmlrpc speaking XML-RPC on /, sharing no code with Atoll.
import { createRequire } from "node:module";
import { z } from "zod";

interface XmlRpcClient {
  methodCall(
    method: string,
    params: readonly unknown[],
    done: (error: unknown, value: unknown) => void,
  ): void;
}

const require = createRequire(import.meta.url);
const { createClient }: {
  createClient(options: { host: string; port: number; path: string }): XmlRpcClient;
} = require("xmlrpc");

const reply = z.discriminatedUnion("Status", [
  z.object({ Status: z.literal("Success"), Value: z.unknown() }),
  z.object({ Status: z.literal("Failure"), ErrorDescription: z.array(z.string()) }),
]);

const records = z.record(z.string(), z.record(z.string(), z.unknown()));

export class ForeignClient {
  private constructor(private readonly client: XmlRpcClient, private readonly session: string) {}

  /** Logs in as a simulator's root. @param url plain http */
  static async login(url: string, password = "atoll"): Promise<ForeignClient> {
    const { hostname, port } = new URL(url);
    const client = createClient({ host: hostname, port: Number(port), path: "/" });
    const params = ["root", password, "2.21", "acceptance test"];
    return new ForeignClient(
      client,
      z.string().parse(await call(client, "session.login_with_password", params)),
    );
  }

  /** A call in the session. Throws with the Xen-API's error description. */
  call(method: string, ...params: unknown[]): Promise<unknown> {
    return call(this.client, method, [this.session, ...params]);
  }

  /** Opaque ref of a VM by its uuid. */
  async vm(uuid: string): Promise<string> {
    return z.string().parse(await this.call("VM.get_by_uuid", uuid));
  }

  /** Every record of a class, by ref. */
  async records(name: string): Promise<Record<string, Record<string, unknown>>> {
    return records.parse(await this.call(`${name}.get_all_records`));
  }
}

async function call(client: XmlRpcClient, method: string, params: readonly unknown[]): Promise<unknown> {
  const answer = await new Promise((resolve, reject) =>
    client.methodCall(method, params, (error, value) => error ? reject(error) : resolve(value))
  );
  const { Status, ...rest } = reply.parse(answer);
  if (Status === "Failure") throw new Error(`${method}: ${JSON.stringify(rest)}`);
  return "Value" in rest ? rest.Value : undefined;
}
