// An authenticator app in a browser without scripts: set up on the account's page, asked for at the sign-in, removed.
import { deepEqual, equal, match, ok } from "node:assert/strict";
import { TOTP } from "otpauth";
import { follow, openStage, signIn, visit } from "./stage.ts";

Deno.test("an authenticator app is set up, asked for, and removed by a recovery code", async () => {
  await using stage = await openStage();
  const { url } = stage;
  const visitor = await visit(stage.browser, url, null, { javaScriptEnabled: false });
  const page = await visitor.open("/account");
  await signIn(page, "admin", stage.password);
  await follow(page, page.getByRole("link", { name: "Set up an authenticator app" }));
  await follow(page, page.getByRole("button", { name: "Show the code to scan" }));
  ok(await page.getByRole("img", { name: "QR code of the key" }).isVisible());
  const key = (await page.locator("#totp-key").innerText()).replaceAll(" ", "");
  const totp = new TOTP({ secret: key });
  await page.getByLabel("Code", { exact: true }).fill("000000");
  await follow(page, page.getByRole("button", { name: "Turn it on" }));
  match(await page.locator("#totp-confirm-code-error").innerText(), /code/i);
  deepEqual(visitor.complaints.splice(0), ["/account: status 422"]);
  ok(await page.getByRole("img", { name: "QR code of the key" }).isVisible(), "the offer stands");
  await page.getByLabel("Code", { exact: true }).fill(totp.generate());
  await follow(page, page.getByRole("button", { name: "Turn it on" }));
  const codes = await page.getByRole("list", { name: "Recovery codes" }).getByRole("listitem")
    .allInnerTexts();
  ok(codes.length >= 8);
  await follow(page, page.getByRole("link", { name: "I have kept them" }));
  await page.getByText("Asked for at each sign-in").waitFor();
  ok(!(await page.content()).includes(codes[0] ?? "none"), "they are not shown again");

  await page.locator("summary[aria-label^='Signed in as']").click();
  await follow(page, page.getByRole("button", { name: "Sign out", exact: true }));
  await signIn(page, "admin", stage.password);
  equal(new URL(page.url()).pathname, "/sign-in/second");
  await page.getByLabel("Code", { exact: true }).fill(codes[0] ?? "");
  await follow(page, page.getByRole("button", { name: "Go on" }));
  equal(new URL(page.url()).pathname, "/");

  await page.goto(new URL("/account?ask=totp-remove", url).href);
  await page.getByLabel("Code of the app, or a recovery code").fill(codes[1] ?? "");
  await follow(page, page.getByRole("button", { name: "Remove the app" }));
  await page.getByText("Not set up").waitFor();
  await visitor.close();
  deepEqual(visitor.complaints, []);
});
