// Passkeys in a real Chromium with a virtual authenticator: made, used as second factor and alone, and copied ones refused.
import assert from "node:assert/strict";
import type { CDPSession, Page } from "playwright-core";
import { SCREENS, smallTargets, violations } from "./accessibility.ts";
import { openStage, type Stage, until, visit, type Visitor } from "./stage.ts";

interface Authenticator {
  readonly cdp: CDPSession;
  readonly id: string;
}

/** A phone or a key that always agrees. */
async function plugIn(page: Page, resident = true): Promise<Authenticator> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("WebAuthn.enable");
  const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: resident,
      hasUserVerification: resident,
      isUserVerified: resident,
      automaticPresenceSimulation: true,
    },
  });
  return { cdp, id: authenticatorId };
}

/** Passkeys need a name: the server listens at 127.0.0.1, and is called localhost. */
const named = (url: string) => url.replace("127.0.0.1", "localhost");

async function visitor(stage: Stage): Promise<Visitor> {
  return await visit(stage.browser, named(stage.url), null, SCREENS.phone);
}

async function signIn(page: Page, stage: Stage): Promise<void> {
  await page.getByLabel("User name").fill("admin");
  await page.getByLabel("Password").fill(stage.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

/** Through the account's own form. */
async function add(page: Page, name: string): Promise<void> {
  await page.goto(new URL("/account?ask=passkey", page.url()).href);
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Add the passkey" }).click();
}

/** What everybody is owed of a page: nothing that axe finds, nothing that a thumb or a phone's width misses. */
async function looksWell(page: Page): Promise<void> {
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(await smallTargets(page), []);
  const over = await page.evaluate(() =>
    document.documentElement.scrollWidth - document.documentElement.clientWidth
  );
  assert.equal(over, 0, "nothing to scroll sideways");
}

const inside = (page: Page) => page.waitForURL((url) => url.pathname === "/");

Deno.test("a passkey is added, asked for after the password, and opens by itself", async () => {
  await using stage = await openStage();
  const person = await visitor(stage);
  const page = await person.open("/sign-in");
  const { cdp, id } = await plugIn(page);
  await signIn(page, stage);
  await inside(page);
  await add(page, "Phone");
  const kept = await until("the passkey is kept", async () => {
    const now = await factors(page);
    return now.passkeys.length === 1 && now;
  });
  assert.deepEqual([kept.passkeys[0]?.name, kept.recoveryCodes], ["Phone", 10]);

  // As the second factor: the password alone leads to a page that asks for it.
  await page.context().clearCookies();
  await page.goto(`${named(stage.url)}/sign-in`);
  await signIn(page, stage);
  await page.waitForURL(/\/sign-in\/second$/);
  await looksWell(page);
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await inside(page);

  // Alone: neither name nor password.
  await page.context().clearCookies();
  await page.goto(`${named(stage.url)}/sign-in?next=%2F`);
  await looksWell(page);
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await inside(page);

  // A copy of it counts for itself, and so falls behind.
  const { credentials: [passkey] } = await cdp.send("WebAuthn.getCredentials", { authenticatorId: id });
  assert.ok(passkey !== undefined && passkey.signCount >= 2);
  await cdp.send("WebAuthn.removeCredential", { authenticatorId: id, credentialId: passkey.credentialId });
  await cdp.send("WebAuthn.addCredential", { authenticatorId: id, credential: { ...passkey, signCount: 0 } });
  await page.context().clearCookies();
  await page.goto(`${named(stage.url)}/sign-in`);
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await page.getByText("This passkey does not open this account").waitFor();
  assert.deepEqual(person.complaints, []);
  await person.close();
});

async function factors(page: Page): Promise<{ passkeys: { name: string }[]; recoveryCodes: number }> {
  return await page.evaluate(async () => await (await fetch("/api/v1/factors")).json());
}
