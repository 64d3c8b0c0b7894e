// Sessions and API tokens of somebody, with what ends them.
import type { SessionInfo, TokenInfo } from "@/lib/auth/people_types.ts";
import { dateTime } from "@/lib/view/format.ts";
import { t } from "@/lib/view/text.ts";
import { tx } from "@/components/Rich.tsx";
import { Ago } from "../Bits.tsx";
import { Icon } from "../Icon.tsx";
import { Deed } from "../PageForm.tsx";

/** @param own whether they are of who looks at it */
export function Sessions({ sessions, own }: { sessions: readonly SessionInfo[]; own: boolean }) {
  return (
    <section class="card" aria-labelledby="sessions">
      <h2 id="sessions">{t("Sessions")}</h2>
      {sessions.length === 0 ? <p class="pad soft">{t("Signed in nowhere.")}</p> : (
        <ul class="lines">
          {sessions.map((session) => (
            <li key={session.id}>
              <span class="say">
                <strong>{session.agent || t("Unknown browser")}</strong>
                {session.current && <span class="tag ml-2">{t("this browser")}</span>}
                <br />
                <span class="soft">
                  {tx("From {client}, used {when}, ends {end}", {
                    client: session.client || t("an unknown address"),
                    when: <Ago iso={session.used} />,
                    end: <time dateTime={session.ends}>{dateTime(session.ends)}</time>,
                  })}
                </span>
              </span>
              {!session.current && (
                <Deed
                  name="end-session"
                  hidden={{ session: session.id }}
                  label={t("Sign out")}
                  describe={t("{agent} from {client}", { agent: session.agent, client: session.client })}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {sessions.some(({ current }) => !current) && (
        <div class="pad">
          <Deed
            name="end-sessions"
            label={own ? t("Sign out everywhere else") : t("Sign out everywhere")}
          />
        </div>
      )}
    </section>
  );
}

/** @param path of the page: revoking is asked there. @param add where a token is made; null: not here */
export function Tokens({ tokens, path, add }: {
  tokens: readonly TokenInfo[];
  path: string;
  add: string | null;
}) {
  return (
    <section class="card" aria-labelledby="tokens">
      <h2 id="tokens">{t("API tokens")}</h2>
      {tokens.length === 0
        ? <p class="pad soft">{t("None. Programs sign in with one.")}</p>
        : (
          <ul class="lines">
            {tokens.map((token) => (
              <li key={token.id}>
                <span class="say">
                  <strong>
                    <bdi>{token.name}</bdi>
                  </strong>
                  <span class="tag ml-2">
                    {token.scope === "read-only" ? t("reads only") : t("all that the user may")}
                  </span>
                  <br />
                  <span class="soft">
                    {token.used === null ? t("Never used") : (
                      <>
                        {tx("Used {part}", { part: <Ago iso={token.used} /> })}
                      </>
                    )}, {expiry(token.expires)}
                  </span>
                </span>
                <a class="btn danger" href={`${path}?ask=revoke-token&token=${token.id}`}>
                  {tx("Revoke{part}", { part: <span class="sr">{` ${token.name}`}</span> })}
                </a>
              </li>
            ))}
          </ul>
        )}
      {add !== null && (
        <div class="pad">
          <a class="btn" href={add}>
            <Icon name="plus" /> {t("Make a token")}
          </a>
        </div>
      )}
    </section>
  );
}

function expiry(expires: string | null): string {
  if (expires === null) return "valid until it is revoked";
  return `${Date.parse(expires) < Date.now() ? "expired" : "expires"} ${dateTime(expires)}`;
}
