// A person or a program in front of Atoll's HTTP API, for tests and benchmarks.
import assert from "node:assert/strict";

export interface Item {
  readonly id: string;
  readonly [field: string]: unknown;
}

/** Signed in at a server. Throws (assertion) where a call does not answer as expected. */
export class ApiClient {
  private constructor(readonly url: string, readonly cookie: string) {}

  static async signIn(url: string, password: string, username = "admin"): Promise<ApiClient> {
    const response = await fetch(new URL("/api/v1/session", url), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ username, password }),
    });
    const text = await response.text();
    assert.ok(response.ok, `sign-in answered ${response.status}: ${text}`);
    const cookie = response.headers.getSetCookie()[0]?.split(";")[0];
    assert.ok(cookie, "sign-in sets a cookie");
    return new ApiClient(url, cookie);
  }

  fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set("cookie", this.cookie);
    return fetch(new URL(path, this.url), { redirect: "manual", ...init, headers });
  }

  async get<T = Item>(path: string): Promise<T> {
    const response = await this.fetch(path);
    const text = await response.text();
    assert.equal(response.status, 200, `GET ${path}: ${text}`);
    return JSON.parse(text) as T;
  }

  /** Every item of a collection, page after page. */
  async all(collection: string, query = ""): Promise<Item[]> {
    const items: Item[] = [];
    let cursor: string | null = null;
    do {
      const search = new URLSearchParams(query);
      if (cursor !== null) search.set("cursor", cursor);
      const page: { items: Item[]; next: string | null } = await this.get(`/api/v1/${collection}?${search}`);
      items.push(...page.items);
      cursor = page.next;
    } while (cursor !== null);
    return items;
  }

  async post(path: string, body: unknown = {}): Promise<{ status: number; body: Record<string, unknown> }> {
    const response = await this.fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, body: text === "" ? {} : JSON.parse(text) };
  }

  /** Adds a simulated pool over plain http and gives its id. */
  async addPool(address: string, password = "atoll"): Promise<string> {
    const { status, body } = await this.post("/api/v1/pools", { address, username: "root", password });
    assert.equal(status, 201, JSON.stringify(body));
    return String(body.id);
  }
}
