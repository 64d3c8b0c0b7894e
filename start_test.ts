import assert from "node:assert/strict";
import { resolve } from "node:path";
import { OptionError } from "./lib/options.ts";
import { placesOf } from "./start.ts";

const nothing = () => undefined;

Deno.test("the server may use the directory and the files that its options name", () => {
  assert.deepEqual(placesOf([], nothing), { data: [resolve("data")], read: [] });
  assert.deepEqual(
    placesOf(
      ["--data", "/srv/atoll", "--tls-cert", "/pki/a/cert.pem", "--tls-key", "/pki/b/key.pem"],
      nothing,
    ),
    { data: ["/srv/atoll"], read: ["/pki/a", "/pki/b"] },
  );
  const env = (name: string) => ({ ATOLL_DATA: "/var/lib/atoll", ATOLL_KEY_FILE: "/keys/atoll" })[name];
  assert.deepEqual(placesOf([], env), { data: ["/var/lib/atoll"], read: ["/keys/atoll"] });
});

Deno.test("options that cannot be used are refused before anything is built", () => {
  assert.throws(() => placesOf(["--listen", "nowhere"], nothing), OptionError);
  assert.equal(placesOf(["--help"], nothing), "help");
});
