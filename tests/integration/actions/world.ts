// One world for many actions: a server, a simulated pool, and a client of the pool that knows nothing of Atoll.
import assert from "node:assert/strict";
import { startSimulator } from "@/sim/mod.ts";
import type { ApiClient, Item } from "../../client.ts";
import { withServer } from "../support.ts";

export type Record_ = { readonly [field: string]: unknown };

/** Speaks JSON-RPC to the pool, as a script of an administrator does. */
export class Xen {
  private constructor(private readonly url: string, private readonly session: string) {}

  static async login(url: string): Promise<Xen> {
    const session = await new Xen(url, "").send("session.login_with_password", ["root", "atoll"]);
    return new Xen(url, String(session));
  }

  call(method: string, ...params: unknown[]): Promise<unknown> {
    return this.send(method, [this.session, ...params]);
  }

  async ref(cls: string, uuid: string): Promise<string> {
    return String(await this.call(`${cls}.get_by_uuid`, uuid));
  }

  async record(cls: string, uuid: string): Promise<Record_> {
    return asRecord(await this.call(`${cls}.get_record`, await this.ref(cls, uuid)));
  }

  /** All objects of a class that pass, with their references. */
  async all(cls: string, test: (record: Record_) => boolean = () => true): Promise<[string, Record_][]> {
    const records = asRecord(await this.call(`${cls}.get_all_records`));
    return Object.entries(records).map(([ref, one]): [string, Record_] => [ref, asRecord(one)])
      .filter(([, one]) => test(one));
  }

  private async send(method: string, params: unknown[]): Promise<unknown> {
    const response = await fetch(new URL("/jsonrpc", this.url), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
    });
    const { result, error } = asRecord(await response.json());
    assert.equal(error, undefined, `${method}: ${JSON.stringify(error)}`);
    return result;
  }
}

function asRecord(value: unknown): Record_ {
  assert.ok(typeof value === "object" && value !== null);
  return Object.fromEntries(Object.entries(value));
}

export interface Scene {
  readonly api: ApiClient;
  readonly xen: Xen;
  /** Does it once Atoll says that it can be done, and waits for its task. */
  act(path: string, id: string, action: string, args?: object): Promise<void>;
  /** Tries what is to be refused, and gives the error. */
  refused(path: string, id: string, action: string, args?: object): Promise<Record_>;
  /** Waits until something holds in the pool. */
  holds(what: string, test: () => Promise<boolean>): Promise<void>;
  /** Waits until Atoll shows an object as it is to be. */
  shown(path: string, test: (item: Item) => boolean): Promise<Item>;
}

/** Long enough for a busy machine; what holds is seen within some hundredths of a second. */
const PATIENCE = 15_000;

async function eventually<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  const end = performance.now() + PATIENCE;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    assert.ok(performance.now() < end, `${what} does not come true`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export function withScene(test: (scene: Scene) => Promise<void>): Promise<void> {
  return withServer(async (api) => {
    const sim = await startSimulator({ hosts: 3, vms: 30, speed: 50 });
    try {
      await api.addPool(sim.url);
      const xen = await Xen.login(sim.url);
      const json = async (path: string) => {
        const response = await api.fetch(path);
        return response.ok ? asRecord(await response.json()) : (await response.body?.cancel(), undefined);
      };
      const scene: Scene = {
        api,
        xen,
        async act(path, id, action, args = {}) {
          await eventually(`${action} of ${path}/${id}`, async () => {
            const list = (await json(`/api/v1/${path}/${id}/actions`))?.["items"];
            assert.ok(list === undefined || Array.isArray(list));
            return list?.find((one) => one.name === action && one.refused === null);
          });
          const { status, body } = await api.post(`/api/v1/${path}/${id}/${action}`, args);
          assert.ok(status === 200 || status === 202, `${action}: ${status} ${JSON.stringify(body)}`);
          if (typeof body.task !== "string") return;
          const task = body.task;
          const ended = await eventually(`the end of ${action}`, async () => {
            const [found] = await xen.all("task", (one) => one.uuid === task);
            return found?.[1].status === "pending" ? undefined : found?.[1] ?? { status: "gone" };
          });
          assert.equal(ended.status, "success", `${action}: ${JSON.stringify(ended)}`);
        },
        async refused(path, id, action, args = {}) {
          const { status, body } = await api.post(`/api/v1/${path}/${id}/${action}`, args);
          assert.ok(status >= 400 && status < 500, `${action}: ${status} ${JSON.stringify(body)}`);
          return { status, ...asRecord(body.error) };
        },
        async holds(what, test) {
          await eventually(what, async () => await test() || undefined);
        },
        shown: (path, test) =>
          eventually(path, async () => {
            const item = await json(`/api/v1/${path}`);
            if (item === undefined) return undefined;
            const known = { ...item, id: String(item.id) };
            return test(known) ? known : undefined;
          }),
      };
      await eventually("the pool is read", async () => {
        const items = (await json("/api/v1/vms?limit=1"))?.["items"];
        return Array.isArray(items) && items.length > 0 ? true : undefined;
      });
      await test(scene);
    } finally {
      await sim.close();
    }
  });
}
