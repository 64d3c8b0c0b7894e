// Who is in a group, with the ways in and out.
import type { Group, User } from "@/lib/auth/people_types.ts";
import { count } from "@/lib/view/format.ts";
import { t } from "@/lib/view/text.ts";
import { tx } from "@/components/Rich.tsx";
import { Deed } from "../PageForm.tsx";
import { UserState } from "./UserTable.tsx";

/** Members shown: a directory may bring thousands, and the list of users finds them all. */
const MOST = 100;

/** @param more whether there is anybody who is no member */
export function Members({ group, members, more }: {
  group: Group;
  members: readonly User[];
  more: boolean;
}) {
  return (
    <section class="card" aria-labelledby="members">
      <h2 id="members">{t("Members")}</h2>
      {group.external !== null && (
        <p class="pad soft">
          {tx("Whoever the directory puts into {code} becomes a member at sign-in.", {
            code: <code>{group.external}</code>,
          })}
        </p>
      )}
      {members.length === 0
        ? group.external === null && <p class="pad soft">{t("None yet.")}</p>
        : (
          <ul class="lines">
            {members.slice(0, MOST).map((user) => (
              <li key={user.id}>
                <a href={`/users/${user.id}`}>
                  <bdi>{user.username}</bdi>
                </a>
                <span class="say">{user.disabled && <UserState user={user} />}</span>
                <Deed
                  name="remove"
                  hidden={{ user: user.id }}
                  label={t("Take out")}
                  describe={user.username}
                />
              </li>
            ))}
            {members.length > MOST && (
              <li>
                <a href={`/users?${new URLSearchParams({ q: group.name })}`}>
                  {t("All {length} members", { length: count(members.length) })}
                </a>
              </li>
            )}
          </ul>
        )}
      {more && (
        <div class="pad">
          <a class="btn" href={`/groups/${group.id}?ask=add`}>{t("Add a member")}</a>
        </div>
      )}
    </section>
  );
}
