// A browser without a script: keeps cookies by host, sends forms, and goes where it is led one step at a time.
import assert from "node:assert/strict";

export interface Page {
  readonly status: number;
  readonly url: string;
  /** Where it leads; null: nowhere. */
  readonly location: string | null;
  readonly text: string;
}

export class CookieJar {
  private readonly cookies = new Map<string, Map<string, string>>();

  /** @param ca PEM of authorities to trust besides the public ones */
  constructor(private readonly headers: Readonly<Record<string, string>> = {}, ca?: string) {
    this.http = ca === undefined ? undefined : Deno.createHttpClient({ caCerts: [ca] });
  }

  private readonly http: Deno.HttpClient | undefined;

  get(url: string): Promise<Page> {
    return this.send(url, {});
  }

  /** Sends a form as a page of the same site does. */
  post(url: string, fields: Readonly<Record<string, string>>): Promise<Page> {
    return this.send(url, {
      method: "POST",
      body: new URLSearchParams(fields).toString(),
      headers: { "content-type": "application/x-www-form-urlencoded", origin: new URL(url).origin },
    });
  }

  /** Follows redirects until a page, or until one leads to where the test looks. */
  async follow(page: Page, until: (url: URL) => boolean = () => false): Promise<Page> {
    let at = page;
    for (let n = 0; n < 20 && at.location !== null; n++) {
      const to = new URL(at.location, at.url);
      if (until(to)) return at;
      at = await this.get(to.href);
    }
    assert.equal(at.location, null, "redirects without end");
    return at;
  }

  /** A cookie's value; undefined when there is none. */
  cookie(url: string, name: string): string | undefined {
    return this.cookies.get(new URL(url).host)?.get(name);
  }

  close(): void {
    this.http?.close();
  }

  private async send(url: string, init: RequestInit): Promise<Page> {
    const { host } = new URL(url);
    const jar = this.cookies.get(host) ?? new Map<string, string>();
    this.cookies.set(host, jar);
    const headers = new Headers({ accept: "text/html", ...this.headers });
    for (const [name, value] of new Headers(init.headers)) headers.set(name, value);
    if (jar.size > 0) headers.set("cookie", [...jar].map(([name, value]) => `${name}=${value}`).join("; "));
    const whole: RequestInit & { client?: Deno.HttpClient } = {
      ...init,
      headers,
      redirect: "manual",
      ...(this.http === undefined ? {} : { client: this.http }),
    };
    const response = await fetch(url, whole);
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ""] = cookie.split(";");
      const at = pair.indexOf("=");
      const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
      if (value === "" || /;\s*max-age=0/i.test(cookie)) jar.delete(name);
      else jar.set(name, value);
    }
    return {
      status: response.status,
      url,
      location: response.headers.get("location"),
      text: await response.text(),
    };
  }
}
