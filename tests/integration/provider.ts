// A real OpenID provider (npm oidc-provider) on this machine, and somebody who signs in at it.
import Provider from "oidc-provider";
import { createServer as createHttp, type Server } from "node:http";
import { createServer as createHttps } from "node:https";
import type { AddressInfo } from "node:net";
import type { ServerCertificate } from "./authority.ts";
import type { CookieJar, Page } from "./cookie_jar.ts";

export interface Account {
  readonly preferred_username: string;
  readonly groups: readonly string[];
}

export interface RunningProvider extends Disposable {
  readonly issuer: string;
  /** Accounts by subject; tests change them. */
  readonly accounts: Map<string, Account>;
}

export const CLIENT = { id: "atoll", secret: "a secret that only the two of them know" };

/**
 * Starts a provider that knows one client.
 * @param redirectUri where it sends people back to
 */
export async function startProvider(
  redirectUri: string,
  options: { readonly certificate?: ServerCertificate; readonly idTokenClaims?: boolean } = {},
): Promise<RunningProvider> {
  const { certificate } = options;
  const handlers: { handle: ReturnType<Provider["callback"]> | null } = { handle: null };
  const listener = (...[request, response]: Parameters<ReturnType<Provider["callback"]>>) => {
    void handlers.handle?.(request, response);
  };
  const server: Server = certificate === undefined
    ? createHttp(listener)
    : createHttps(certificate, listener);
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  const { port } = server.address() as AddressInfo;
  const issuer = `${certificate === undefined ? "http" : "https"}://localhost:${port}`;
  const accounts = new Map<string, Account>();
  const provider = new Provider(issuer, {
    clients: [{ client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: [redirectUri] }],
    claims: { openid: ["sub"], profile: ["preferred_username"], groups: ["groups"] },
    pkce: { required: () => true },
    // As the standard has it, claims of scopes are told at the userinfo endpoint only.
    conformIdTokenClaims: options.idTokenClaims !== true,
    cookies: { keys: [crypto.randomUUID()] },
    findAccount: (_context: unknown, subject: string) => {
      const account = accounts.get(subject);
      return account === undefined ? undefined : {
        accountId: subject,
        claims: () => ({ sub: subject, ...account, groups: [...account.groups] }),
      };
    },
  });
  handlers.handle = provider.callback();
  return {
    issuer,
    accounts,
    [Symbol.dispose]: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/**
 * Signs in at the provider, agrees, and goes as far as to the redirect back to Atoll, which it gives.
 * @param page what leads to the provider
 */
export async function signInThere(jar: CookieJar, page: Page, subject: string, back: URL): Promise<string> {
  const isBack = (url: URL) => url.host === back.host;
  let at = await jar.follow(page);
  for (let n = 0; n < 5; n++) {
    const action = /action="([^"]+)"/.exec(at.text)?.[1];
    const prompt = /name="prompt" value="([^"]+)"/.exec(at.text)?.[1];
    if (action === undefined || prompt === undefined) {
      throw new Error(`No form: ${at.status} ${at.text.slice(0, 300)}`);
    }
    const sent = await jar.post(new URL(action, at.url).href, { prompt, login: subject, password: "any" });
    at = await jar.follow(sent, isBack);
    if (at.location !== null) return new URL(at.location, at.url).href;
  }
  throw new Error("The provider asks without end");
}
