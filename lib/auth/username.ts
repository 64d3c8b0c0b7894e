// What a user name may be.
import { AtollError } from "@/lib/errors.ts";
import { foldName } from "@/lib/store/users.ts";

const MAX = 64;
const USERNAME = /^[\p{L}\p{N}][\p{L}\p{N}._@-]{0,63}$/u;

/** The name as it is stored. Throws AtollError 422 (field `username`) when it is not usable. */
export function checkUsername(username: string): string {
  const name = username.normalize("NFKC").trim();
  // Letters beyond the first plane count two, and some fold to two: what is stored and looked for is bounded in UTF-16.
  if (USERNAME.test(name) && name.length <= MAX && foldName(name).length <= MAX) return name;
  throw new AtollError(
    422,
    "bad-username",
    "The user name is not usable: 1 to 64 letters, digits and . _ @ -, starting with a letter or digit",
    "username",
  );
}
