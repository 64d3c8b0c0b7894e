import assert from "node:assert/strict";
import { SoftAuthenticator } from "@/tests/api/authenticator.ts";
import { codeOf } from "@/tests/api/people.ts";
import {
  askForNewPasskey,
  askForPasskey,
  hasPasskeys,
  newChallenge,
  newPasskey,
  ownerOf,
  usedPasskey,
} from "./passkeys.ts";

const SITE = "https://atoll.lab:8443";
const USER = { id: crypto.randomUUID(), username: "ada" };
const NOW = new Date(0).toISOString();

async function made(authenticator: SoftAuthenticator) {
  const options = await askForNewPasskey(SITE, USER, []);
  return await newPasskey(SITE, options.challenge, authenticator.create(options), "Phone", NOW);
}

Deno.test("passkeys need a name, and TLS anywhere but on the machine itself", () => {
  for (const site of ["https://atoll.lab", "https://atoll", "http://localhost:8000", "http://a.localhost"]) {
    assert.equal(hasPasskeys(site), true, site);
  }
  for (const site of ["http://atoll.lab", "https://10.0.0.1", "http://127.0.0.1", "https://[::1]"]) {
    assert.equal(hasPasskeys(site), false, site);
  }
});

Deno.test("a new passkey is bound to the name of its site, and the user's others are named to keep out", async () => {
  const passkey = await made(new SoftAuthenticator(SITE));
  assert.deepEqual([passkey.site, passkey.counter, passkey.used], ["atoll.lab", 0, null]);
  const options = await askForNewPasskey(SITE, USER, [passkey]);
  assert.deepEqual(options.excludeCredentials?.map(({ id }) => id), [passkey.credential]);
  assert.equal(options.user.name, "ada");
  assert.deepEqual((await askForPasskey(SITE, newChallenge(), [passkey])).allowCredentials?.length, 1);
  assert.deepEqual((await askForPasskey("https://b.lab", newChallenge(), [passkey])).allowCredentials, []);
});

Deno.test("a use is proved by the key, for the challenge and the site; else it is none", async () => {
  const authenticator = new SoftAuthenticator(SITE);
  const passkey = await made(authenticator);
  const challenge = newChallenge();
  const options = await askForPasskey(SITE, challenge, null);
  const use = (response = authenticator.get(options), site = SITE, asked = challenge) =>
    usedPasskey(site, asked, passkey, response, { verifiedUser: true, now: NOW });
  assert.deepEqual(await use(), { ...passkey, counter: 1, used: NOW });
  const other = new SoftAuthenticator(SITE);
  assert.equal(await codeOf(use(other.get(options))), "401 wrong-passkey");
  assert.equal(await codeOf(use(undefined, SITE, newChallenge())), "401 wrong-passkey");
  assert.equal(await codeOf(use(undefined, "https://b.lab")), "401 wrong-passkey");
  const answer = authenticator.get(options);
  const signature = answer.response.signature.replace(/^..../, "AAAA");
  assert.equal(
    await codeOf(use({ ...answer, response: { ...answer.response, signature } })),
    "401 wrong-passkey",
  );
});

Deno.test("a passkey names its owner by an id and nothing else", async () => {
  const authenticator = new SoftAuthenticator(SITE);
  await made(authenticator);
  const answer = authenticator.get(await askForPasskey(SITE, newChallenge(), null));
  assert.equal(ownerOf(answer), USER.id);
  for (const userHandle of ["", "AAAA", "!", "ada"]) {
    assert.equal(ownerOf({ ...answer, response: { ...answer.response, userHandle } }), null, userHandle);
  }
});
