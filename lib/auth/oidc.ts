// Sign-in by OpenID Connect: authorization code flow with PKCE, state and nonce; the identity is what the provider signed.
import * as client from "openid-client";
import { z } from "zod";
import type { OidcSettingsRecord } from "@/lib/store/providers.ts";
import { DirectoryError, type Identity, reasonOf } from "./directory.ts";

/** Each request to the provider may take so long, in seconds. */
const STEP_S = 10;
/** What a provider says of itself is asked for again after this long (ms). */
const KNOWN_MS = 10 * 60_000;
const MAX_GROUPS = 1_000;

/** What the browser keeps, sealed, until it comes back. */
export const oidcFlow = z.strictObject({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  redirectUri: z.string(),
});
export type OidcFlow = z.infer<typeof oidcFlow>;

export class Oidc {
  private known: { readonly config: Promise<client.Configuration>; readonly until: number } | undefined;

  constructor(private readonly settings: OidcSettingsRecord, private readonly secret: string) {}

  /** Where to send the browser. Throws DirectoryError. */
  async begin(redirectUri: string): Promise<{ readonly url: URL; readonly flow: OidcFlow }> {
    const config = await this.config();
    const flow = {
      state: client.randomState(),
      nonce: client.randomNonce(),
      verifier: client.randomPKCECodeVerifier(),
      redirectUri,
    };
    const url = client.buildAuthorizationUrl(config, {
      redirect_uri: redirectUri,
      scope: ["openid", ...this.settings.scopes].join(" "),
      state: flow.state,
      nonce: flow.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(flow.verifier),
      code_challenge_method: "S256",
    });
    return { url, flow };
  }

  /**
   * Who came back. Throws DirectoryError: the provider refused, is away, or what it says does not hold.
   * @param query of the address that the browser came back to
   */
  async finish(query: string, { state, nonce, verifier, redirectUri }: OidcFlow): Promise<Identity> {
    const config = await this.config();
    try {
      const tokens = await client.authorizationCodeGrant(config, new URL(redirectUri + query), {
        pkceCodeVerifier: verifier,
        expectedState: state,
        expectedNonce: nonce,
        idTokenExpected: true,
      });
      const signed = tokens.claims();
      if (signed === undefined) throw new DirectoryError("it sent no ID token");
      return this.identityOf(signed.iss, signed.sub, await this.claims(config, tokens.access_token, signed));
    } catch (error) {
      throw new DirectoryError(`The provider did not sign you in: ${why(error)}`, { cause: error });
    }
  }

  /** What the provider says of itself. Throws DirectoryError. */
  async config(): Promise<client.Configuration> {
    if (this.known === undefined || this.known.until <= Date.now()) {
      this.known = { config: this.discover(), until: Date.now() + KNOWN_MS };
    }
    try {
      return await this.known.config;
    } catch (error) {
      this.known = undefined; // the next sign-in asks again
      throw new DirectoryError(`Cannot reach the provider at ${this.settings.issuer}: ${why(error)}`, {
        cause: error,
      });
    }
  }

  private async discover(): Promise<client.Configuration> {
    const { issuer, clientId, ca } = this.settings;
    const server = new URL(issuer);
    const metadata = { client_id: clientId };
    const options: client.DiscoveryRequestOptions = {
      timeout: STEP_S,
      [client.customFetch]: fetchWith(ca),
      execute: server.protocol === "http:" ? [client.allowInsecureRequests] : [],
    };
    if (this.secret === "") {
      return await client.discovery(server, clientId, metadata, client.None(), options);
    }
    const config = await client.discovery(
      server,
      clientId,
      this.secret,
      client.ClientSecretBasic(this.secret),
      options,
    );
    const methods = config.serverMetadata().token_endpoint_auth_methods_supported;
    if (methods === undefined || methods.includes("client_secret_basic")) return config;
    return await client.discovery(
      server,
      clientId,
      this.secret,
      client.ClientSecretPost(this.secret),
      options,
    );
  }

  /** What was signed, and what else the provider tells of somebody where that lacks what is wanted. */
  private async claims(
    config: client.Configuration,
    accessToken: string,
    signed: client.IDToken,
  ): Promise<Readonly<Record<string, unknown>>> {
    const { usernameClaim, groupClaim } = this.settings;
    const enough = usernameClaim in signed && (groupClaim === "" || groupClaim in signed);
    if (enough || config.serverMetadata().userinfo_endpoint === undefined) return signed;
    // What was signed counts for more.
    return { ...await client.fetchUserInfo(config, accessToken, signed.sub), ...signed };
  }

  private identityOf(issuer: string, subject: string, claims: Readonly<Record<string, unknown>>): Identity {
    const { usernameClaim, groupClaim } = this.settings;
    const username = claims[usernameClaim];
    if (typeof username !== "string" || username === "") {
      throw new DirectoryError(`it does not tell the claim "${usernameClaim}", which is to be the user name`);
    }
    const groups = groupClaim === "" ? [] : [claims[groupClaim]].flat();
    return {
      name: { source: "oidc", directory: issuer, subject },
      username,
      groups: groups.filter((group) => typeof group === "string").slice(0, MAX_GROUPS),
    };
  }
}

/** The provider may have a certificate of one's own authority, besides the public ones. */
function fetchWith(ca: string): client.CustomFetch {
  // Held by the settings it was made for, and collected with them.
  const http = ca === "" ? {} : { client: Deno.createHttpClient({ caCerts: [ca] }) };
  return (url, { body, ...options }) => {
    // The library's own bodies are forms; bytes are copied for the sake of their type.
    const sent = body instanceof Uint8Array ? new Uint8Array(body) : body ?? null;
    const init: RequestInit & { client?: Deno.HttpClient } = { ...options, ...http, body: sent };
    return fetch(url, init);
  };
}

/** The provider's own words where it has some: they are for whoever signs in, too. */
function why(error: unknown): string {
  if (error instanceof client.AuthorizationResponseError) {
    return error.error === "access_denied" ? "access was denied" : `it answered ${error.error}`;
  }
  if (error instanceof client.ResponseBodyError) return `it answered ${error.error}`;
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return reasonOf(cause);
}
