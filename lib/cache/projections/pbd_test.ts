import assert from "node:assert/strict";
import { assertFields, bare, projected } from "./testing.ts";

Deno.test("a storage connection tells where the storage is, and no secret", () => {
  const SECRETS = {
    password: "s3cret",
    cifspassword: "s3cret",
    chappassword: "s3cret",
    incoming_chappassword: "s3cret",
    password_secret: "s3cret",
    cifspassword_secret: "s3cret",
    options: "vers=3,password=s3cret,ro",
    serverpath: "//me:s3cret@nas/share",
  };
  const pbd = projected("pbd", "b", {
    host: { H: { uuid: "h" } },
    SR: { S: { uuid: "s" } },
    PBD: {
      B: {
        uuid: "b",
        host: "H",
        SR: "S",
        currently_attached: true,
        device_config: { target: "10.0.0.9", SCSIid: "36001", username: "me", ...SECRETS },
      },
    },
  });
  assertFields(pbd, {
    host: "h",
    sr: "s",
    currently_attached: true,
    device: {
      target: "10.0.0.9",
      SCSIid: "36001",
      username: "me",
      options: "vers=3,password=…,ro",
      serverpath: "//me:…@nas/share",
    },
  });
  assert.ok(!JSON.stringify(pbd).includes("s3cret"));
  assertFields(bare("pbd", "PBD"), { host: null, sr: null, currently_attached: false, device: {} });
});
