import assert from "node:assert/strict";
import { INITIAL } from "@/lib/store/providers.ts";
import { Authority } from "@/tests/integration/authority.ts";
import { BASE, SERVICE, startDirectory } from "@/tests/integration/ldap_server.ts";
import { checkLdapDirectory, checkProvider } from "./sign_in_checks.ts";

const authority = await Authority.make();
const certificate = await authority.sign("localhost");

Deno.test("a trial of a directory tells each step, up to the first that fails", async () => {
  using directory = await startDirectory(certificate);
  const settings = {
    ...INITIAL.ldap,
    url: directory.secureUrl,
    ca: authority.pem,
    bindDn: SERVICE.dn,
    userBase: `ou=people,${BASE}`,
    groupBase: `ou=groups,${BASE}`,
  };
  assert.deepEqual(await checkLdapDirectory(settings, SERVICE.password, "ada"), {
    ok: true,
    steps: [
      { ok: true, sentence: "The directory answers, and its certificate is trusted" },
      { ok: true, sentence: `It lets ${SERVICE.dn} in` },
      { ok: true, sentence: `It knows "ada" as uid=ada,ou=people,${BASE}, in Xen Operators` },
    ],
  });
  const last = async (change: object, password = SERVICE.password, username = "ada") => {
    const { ok, steps } = await checkLdapDirectory({ ...settings, ...change }, password, username);
    assert.equal(ok, false);
    assert.ok(steps.slice(0, -1).every((step) => step.ok));
    const sentence = steps.at(-1)?.sentence ?? "";
    assert.ok(!sentence.includes(SERVICE.password));
    return sentence;
  };
  assert.equal(await last({}, SERVICE.password, "nobody"), 'It knows nobody called "nobody"');
  assert.match(
    await last({}, "wrong"),
    /^The directory refuses the name and password that Atoll searches with$/,
  );
  assert.match(await last({ ca: "" }), /^Cannot connect to ldaps:\/\/localhost:\d+: .*certificate/);
  assert.match(await last({ url: "ldaps://localhost:1" }), /^Cannot connect to ldaps:\/\/localhost:1: /);
  const nobody = await checkLdapDirectory({ ...settings, bindDn: "" }, "", "");
  assert.deepEqual([nobody.ok, nobody.steps.at(-1)?.sentence], [true, "It lets anybody search"]);
});

Deno.test("a trial of a provider that is away, or is none, says so", async () => {
  const server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen: () => {} },
    () => new Response("hello"),
  );
  try {
    for (const port of [server.addr.port, 1]) {
      const issuer = `http://127.0.0.1:${port}`;
      const { ok, steps } = await checkProvider({ ...INITIAL.oidc, issuer, clientId: "atoll" }, "secret");
      assert.equal(ok, false);
      assert.match(
        steps.at(-1)?.sentence ?? "",
        /^Cannot reach the provider at http:\/\/127\.0\.0\.1:\d+: ./,
      );
    }
  } finally {
    await server.shutdown();
  }
});
