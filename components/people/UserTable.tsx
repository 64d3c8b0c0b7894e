// The list of users, and how a user stands: whether signing in is possible, by what, and when that was last.
import type { Group, User } from "@/lib/auth/people_types.ts";
import { t } from "@/lib/view/text.ts";
import { Ago } from "../Bits.tsx";
import { Icon } from "../Icon.tsx";

const SOURCES: Readonly<Record<User["source"], string>> = {
  local: "Atoll's own password",
  oidc: "OpenID Connect",
  ldap: "LDAP",
};
const FACTORS: Readonly<Record<User["secondFactors"][number], string>> = {
  totp: "authenticator app",
  passkey: "passkey",
};

/** Who vouches for a user. */
export const sourceText = (source: User["source"]) => SOURCES[source];

/** What is set up beside the password: "authenticator app, passkey"; "none". */
export function factorsText(factors: User["secondFactors"]): string {
  const text = factors.map((factor) => FACTORS[factor]).join(", ");
  return text === "" ? "None" : text.charAt(0).toUpperCase() + text.slice(1);
}

/** Whether somebody can sign in. */
export function UserState({ user }: { user: Pick<User, "disabled"> }) {
  return user.disabled
    ? (
      <span class="st warn">
        <Icon name="circle-pause" /> {t("Disabled")}
      </span>
    )
    : (
      <span class="st ok">
        <Icon name="circle-check" /> {t("Active")}
      </span>
    );
}

export function Seen({ at }: { at: string | null }) {
  return at === null ? <span class="soft">{t("Never")}</span> : <Ago iso={at} />;
}

/** Names of groups that lead to them. */
export function GroupLinks({ groups }: { groups: readonly Group[] }) {
  return (
    <>
      {groups.map(({ id, name }) => <a key={id} class="mr-3" href={`/groups/${id}`}>{name}</a>)}
    </>
  );
}

/** @param me id of who looks at it */
export function UserTable({ users, groups, me }: {
  users: readonly User[];
  groups: readonly Group[];
  me: string;
}) {
  return (
    <div class="card scroll" tabIndex={0} role="region" aria-label={t("Users")}>
      <table class="tb cards">
        <thead>
          <tr>
            <th scope="col">{t("Name")}</th>
            <th scope="col">{t("State")}</th>
            <th scope="col">{t("Groups")}</th>
            <th scope="col">{t("Second factor")}</th>
            <th scope="col">{t("Signs in by")}</th>
            <th scope="col">{t("Last seen")}</th>
          </tr>
        </thead>
        <tbody>
          {users.map((user) => (
            <tr key={user.id}>
              <td>
                <a href={`/users/${user.id}`}>
                  <bdi>{user.username}</bdi>
                </a>
                {user.id === me && <span class="tag ml-2">{t("you")}</span>}
              </td>
              <td data-l="State">
                <UserState user={user} />
              </td>
              <td data-l="Groups">
                <span>
                  <GroupLinks groups={groups.filter(({ id }) => user.groups.includes(id))} />
                </span>
              </td>
              <td data-l="Second factor">{factorsText(user.secondFactors)}</td>
              <td data-l="Signs in by">{sourceText(user.source)}</td>
              <td data-l="Last seen">
                <Seen at={user.seen} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
