// The pages in front of the door in a real Chromium, on a phone: all ways in, the second step, and what is refused there.
import assert from "node:assert/strict";
import { Secret, TOTP } from "otpauth";
import type { Page } from "playwright-core";
import { SCREENS, smallTargets, THEMES, violations } from "./accessibility.ts";
import { openStage, visit } from "./stage.ts";

/** Nothing that axe finds, in either theme; nothing that a thumb or a phone's width misses. */
async function looksWell(page: Page): Promise<void> {
  for (const colorScheme of THEMES) {
    await page.emulateMedia({ colorScheme });
    assert.deepEqual(await violations(page), [], colorScheme);
  }
  assert.deepEqual(await smallTargets(page), []);
  const over = await page.evaluate(() =>
    document.documentElement.scrollWidth - document.documentElement.clientWidth
  );
  assert.equal(over, 0, "nothing to scroll sideways");
}

Deno.test("all ways in and the second step look well on a phone, and a wrong code can be put right", async () => {
  await using stage = await openStage();
  const begun = await stage.api.post("/api/v1/factors/totp");
  const totp = new TOTP({ secret: Secret.fromBase32(String(begun.body.secret).replaceAll(" ", "")) });
  const confirmed = await stage.api.post("/api/v1/factors/totp/confirm", { code: totp.generate() });
  assert.equal(confirmed.status, 200, JSON.stringify(confirmed.body));
  const oidc = await stage.api.get<Record<string, unknown>>("/api/v1/settings/oidc");
  const { hasSecret: _hasSecret, ...settings } = oidc;
  const written = await stage.api.post("/api/v1/settings/oidc", {
    ...settings,
    enabled: true,
    label: "Lab login",
    issuer: "https://login.lab",
    clientId: "atoll",
  });
  assert.equal(written.status, 204, JSON.stringify(written.body));

  const person = await visit(stage.browser, stage.url.replace("127.0.0.1", "localhost"), null, SCREENS.phone);
  const page = await person.open("/sign-in?next=%2Ftasks");
  await page.getByRole("button", { name: "Sign in with a passkey" }).waitFor();
  const provider = page.getByRole("link", { name: "Sign in with Lab login" });
  assert.equal(await provider.getAttribute("href"), "/sign-in/oidc?next=%2Ftasks");
  await looksWell(page);

  await page.getByLabel("User name").fill("admin");
  await page.getByLabel("Password").fill(stage.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL(/\/sign-in\/second\?next=%2Ftasks$/);
  await looksWell(page);
  await page.getByLabel("Code").fill("no code");
  await page.getByRole("button", { name: "Go on" }).click();
  await page.getByText("This code is wrong, over, or was used already").waitFor();
  await looksWell(page);
  await page.getByLabel("Code").fill(totp.generate({ timestamp: Date.now() + 30_000 }));
  await page.getByRole("button", { name: "Go on" }).click();
  await page.waitForURL((url) => url.pathname === "/tasks");
  assert.deepEqual(person.complaints, ["/sign-in/second: status 401"]);
  await person.close();
});
