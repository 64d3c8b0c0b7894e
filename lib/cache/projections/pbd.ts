// PBD → PbdView. Its device_config may hold passwords: whatever is called like a secret stays here.
import { bool, map, ref as reference } from "../fields.ts";
import type { Projection } from "./types.ts";

/** password, cifspassword, chappassword, incoming_chappassword, password_secret, passphrase, key, token, credentials */
const SECRET = /pass|secret|credential|token|key$|chap/i;

export const pbd: Projection<"pbd"> = {
  classNames: ["PBD"],
  accepts: () => true,
  project(record, _ref, id, context) {
    const device = Object.entries(map(record, "device_config")).filter(([key]) => !SECRET.test(key))
      .map(([key, value]) => [key, withoutSecrets(value)]);
    return {
      id,
      pool: context.pool,
      host: context.id("host", reference(record, "host")),
      sr: context.id("SR", reference(record, "SR")),
      currently_attached: bool(record, "currently_attached"),
      device: Object.fromEntries(device),
    };
  },
};

/** Mount options and URLs may hold one, too: `user=a,password=b`, `//a:b@server/share`. */
function withoutSecrets(value: string): string {
  return value.replace(/((?:pass(?:word|wd|phrase)?|secret|token)\s*=)[^,;&\s]*/gi, "$1…")
    .replace(/(\/\/[^/\s:@]*:)[^/\s@]*@/g, "$1…@");
}
