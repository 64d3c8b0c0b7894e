// What is asked before something is done to a user: the form, and what will follow.
import type { Group, TokenInfo, User } from "@/lib/auth/people_types.ts";
import { formView, type Sent } from "@/lib/view/form.ts";
import { t } from "@/lib/view/text.ts";
import { tx } from "@/components/Rich.tsx";
import { Note } from "../Bits.tsx";
import { Ask, Choices, Input, PageForm } from "../PageForm.tsx";

interface Props {
  /** What is asked: the form's name. */
  ask: string;
  user: User;
  groups: readonly Group[];
  sent: Sent | null;
  /** The token that is to be revoked. */
  token: TokenInfo | undefined;
}

export function UserAsk({ ask, user, groups, sent, token }: Props) {
  const path = `/users/${user.id}`;
  const name = user.username;
  const form = formView(sent, ask);
  switch (ask) {
    case "rename":
      return (
        <Ask
          title={t("Rename {name}", { name })}
          lines={[t("The user signs in with the new name from now on.")]}
        >
          <PageForm form={form} fields={["username"]} submit={t("Rename")} cancel={path}>
            <Input form={form} name="username" label={t("User name")} value={name} autocomplete="off" focus />
          </PageForm>
        </Ask>
      );
    case "groups":
      return (
        <Ask title={t("Groups of {name}", { name })} lines={[t("What a group may do, its members may do.")]}>
          <PageForm form={form} fields={["groups"]} submit={t("Save the groups")} cancel={path}>
            {groups.length === 0
              ? (
                <p class="mb-3">
                  {tx("There is no group yet. {link}", {
                    link: <a href="/groups?add">{t("Add a group")}</a>,
                  })}
                </p>
              )
              : (
                <Choices
                  form={form}
                  name="groups"
                  legend={t("Groups")}
                  values={user.groups}
                  options={groups.map(({ id, name, description, external }) => ({
                    value: id,
                    text: name,
                    hint: [description, external !== null && "filled from the directory, too"].filter(Boolean)
                      .join("; "),
                  }))}
                />
              )}
          </PageForm>
        </Ask>
      );
    case "reset-password":
      return (
        <Ask
          title={t("Reset the password of {name}", { name })}
          lines={[
            t("All sessions of the user end. Tell them the new password in person, and have them change it."),
          ]}
        >
          <PageForm
            form={form}
            fields={["password", "repeated"]}
            submit={t("Reset the password")}
            cancel={path}
          >
            <Input
              form={form}
              name="password"
              label={t("New password")}
              type="password"
              autocomplete="new-password"
              focus
            />
            <Input
              form={form}
              name="repeated"
              label={t("New password, once more")}
              type="password"
              autocomplete="new-password"
            />
          </PageForm>
        </Ask>
      );
    case "reset-factors":
      return (
        <Ask
          title={t("Reset the second factors of {name}?", { name })}
          lines={[
            t("Authenticator app, recovery codes and passkeys are forgotten: the password alone is enough from now on."),
            t("Make sure that it is really the user who asks for it."),
          ]}
        >
          <PageForm form={form} submit={t("Reset the second factors")} tone="danger" cancel={path} />
        </Ask>
      );
    case "disable":
      return (
        <Ask
          title={t("Disable {name}?", { name })}
          lines={[
            t("All sessions of the user end at once, open pages too; API tokens stop working."),
            t("Groups and rights are kept: enabling the user brings everything back."),
          ]}
        >
          <PageForm form={form} submit={t("Disable the user")} tone="danger" cancel={path} />
        </Ask>
      );
    case "delete":
      return (
        <Ask
          title={t("Delete {name}?", { name })}
          lines={[
            t("Sessions end, API tokens stop working, rights and preferences are forgotten. There is no undo."),
            t("What the user did stays in the audit log."),
          ]}
        >
          <PageForm form={form} fields={["typed"]} submit={t("Delete the user")} tone="danger" cancel={path}>
            <Input
              form={form}
              name="typed"
              label={t("Type {name} to confirm", { name })}
              autocomplete="off"
              focus
            />
          </PageForm>
        </Ask>
      );
    case "revoke-token":
      return token === undefined
        ? <Note tone="warn">{t("This token is not there any more.")}</Note>
        : <RevokeToken token={token} sent={sent} path={path} />;
    default:
      return null;
  }
}

/** Asks before a token is revoked. */
export function RevokeToken({ token, sent, path }: { token: TokenInfo; sent: Sent | null; path: string }) {
  return (
    <Ask
      title={t("Revoke {name}?", { name: token.name })}
      lines={[t("Programs that use this token are refused from now on. There is no undo.")]}
    >
      <PageForm
        form={formView(sent, "revoke-token")}
        hidden={{ token: token.id }}
        submit={t("Revoke the token")}
        tone="danger"
        cancel={path}
      />
    </Ask>
  );
}
