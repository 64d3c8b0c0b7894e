import assert from "node:assert/strict";
import { INITIAL, type OidcSettingsRecord } from "@/lib/store/providers.ts";
import { CookieJar } from "@/tests/integration/cookie_jar.ts";
import { CLIENT, type RunningProvider, signInThere, startProvider } from "@/tests/integration/provider.ts";
import { DirectoryError } from "./directory.ts";
import { Oidc, type OidcFlow } from "./oidc.ts";

const BACK = "http://127.0.0.1:9/sign-in/oidc/callback";

async function withOidc(
  change: Partial<OidcSettingsRecord>,
  run: (stand: {
    readonly provider: RunningProvider;
    readonly settings: OidcSettingsRecord;
    /** Goes to the provider and back: what Atoll's callback would be asked. */
    comeBack(oidc: Oidc): Promise<{ query: string; flow: OidcFlow }>;
  }) => Promise<void>,
): Promise<void> {
  using provider = await startProvider(BACK);
  provider.accounts.set("sub-1", { preferred_username: "ada", groups: ["ops", "others"] });
  const settings: OidcSettingsRecord = {
    ...INITIAL.oidc,
    enabled: true,
    issuer: provider.issuer,
    clientId: CLIENT.id,
    scopes: ["profile", "groups"],
    ...change,
  };
  await run({
    provider,
    settings,
    async comeBack(oidc) {
      const { url, flow } = await oidc.begin(BACK);
      const jar = new CookieJar();
      const back = await signInThere(jar, await jar.get(url.href), "sub-1", new URL(BACK));
      return { query: new URL(back).search, flow };
    },
  });
}

const refused = (error: unknown) => {
  assert.ok(error instanceof DirectoryError);
  assert.match(error.message, /^The provider did not sign you in: ./);
  assert.ok(!error.message.includes(CLIENT.secret));
  return true;
};

Deno.test("who comes back is who the provider says, once", async () => {
  await withOidc({}, async ({ provider, settings, comeBack }) => {
    const oidc = new Oidc(settings, CLIENT.secret);
    const { query, flow } = await comeBack(oidc);
    assert.deepEqual(await oidc.finish(query, flow), {
      name: { source: "oidc", directory: provider.issuer, subject: "sub-1" },
      username: "ada",
      groups: ["ops", "others"],
    });
    await assert.rejects(oidc.finish(query, flow), refused);
  });
});

Deno.test("the way there names what comes back, and hides what proves it", async () => {
  await withOidc({}, async ({ settings }) => {
    const { url, flow } = await new Oidc(settings, CLIENT.secret).begin(BACK);
    const asked = Object.fromEntries(url.searchParams);
    assert.equal(asked.response_type, "code");
    assert.equal(asked.code_challenge_method, "S256");
    assert.equal(asked.scope, "openid profile groups");
    assert.deepEqual([asked.state, asked.nonce], [flow.state, flow.nonce]);
    assert.ok(!url.href.includes(flow.verifier));
  });
});

Deno.test("another state, nonce, verifier or issuer than was begun with is refused", async () => {
  await withOidc({}, async ({ settings, comeBack }) => {
    const oidc = new Oidc(settings, CLIENT.secret);
    for (const change of [{ state: "x" }, { nonce: "x" }, { verifier: "x".repeat(43) }]) {
      const { query, flow } = await comeBack(oidc);
      await assert.rejects(oidc.finish(query, { ...flow, ...change }), refused);
    }
    const { query, flow } = await comeBack(oidc);
    const mixed = query.replace(/iss=[^&]+/, "iss=https%3A%2F%2Fevil.example");
    await assert.rejects(oidc.finish(mixed, flow), refused);
  });
});

Deno.test("what the provider refuses is told in its words, never with the secret", async () => {
  await withOidc({}, async ({ settings, comeBack }) => {
    const oidc = new Oidc(settings, "not the secret");
    const { query, flow } = await comeBack(oidc);
    await assert.rejects(oidc.finish(query, flow), refused);
    const denied = `?error=access_denied&state=${flow.state}&iss=${encodeURIComponent(settings.issuer)}`;
    await assert.rejects(oidc.finish(denied, flow), /access was denied/);
  });
});

Deno.test("a claim that is not there, or no name, is a fault that names it; groups may be left out", async () => {
  await withOidc({ usernameClaim: "email" }, async ({ settings, comeBack }) => {
    const oidc = new Oidc(settings, CLIENT.secret);
    const { query, flow } = await comeBack(oidc);
    await assert.rejects(oidc.finish(query, flow), /does not tell the claim "email"/);
  });
  await withOidc({ groupClaim: "" }, async ({ settings, comeBack }) => {
    const oidc = new Oidc(settings, CLIENT.secret);
    const { query, flow } = await comeBack(oidc);
    assert.deepEqual((await oidc.finish(query, flow)).groups, []);
  });
});

Deno.test("a provider that was away is asked again", async () => {
  await withOidc({}, async ({ settings }) => {
    const away = new Oidc({ ...settings, issuer: "http://localhost:1" }, "");
    await assert.rejects(
      away.begin(BACK),
      /^DirectoryError: Cannot reach the provider at http:\/\/localhost:1: ./,
    );
    await assert.rejects(away.begin(BACK), DirectoryError);
    await new Oidc(settings, CLIENT.secret).begin(BACK);
  });
});
