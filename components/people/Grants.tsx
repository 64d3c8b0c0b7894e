// What somebody may do: their grants, one sentence each, and the way to another.
import type { GrantScope } from "@/lib/view/grant.ts";
import { grantSentence } from "@/lib/view/grant.ts";
import { t } from "@/lib/view/text.ts";
import { tx } from "@/components/Rich.tsx";
import { Icon } from "../Icon.tsx";

/** A grant with the names of what it speaks of. */
export interface GrantRow {
  readonly id: string;
  readonly role: { readonly id: string; readonly name: string; readonly builtIn: boolean };
  readonly scope: GrantScope;
  /** Name of what the scope reaches; its id where it is gone. */
  readonly target: string;
  /** "Ada", "Members of Night". */
  readonly who: string;
  /** The group or user that it was given to, where that is not who the page is about. */
  readonly by: { readonly name: string; readonly path: string } | null;
}

/** @param path of the page; null: who looks at it may not change grants */
export function Grants({ grants, path, none }: {
  grants: readonly GrantRow[];
  path: string | null;
  /** What it means that there are none. */
  none: string;
}) {
  return (
    <section class="card" aria-labelledby="grants">
      <h2 id="grants">{t("Rights")}</h2>
      {grants.length === 0 ? <p class="pad soft">{none}</p> : (
        <ul class="lines">
          {grants.map((grant) => (
            <li key={grant.id}>
              <span class="say">
                {grantSentence(grant.who, grant.role, grant.scope, grant.target)}
                <br />
                <span class="soft">
                  {grant.by
                    ? tx("Role {role}, through {group}", {
                      role: <a href={`/roles/${grant.role.id}`}>{grant.role.name}</a>,
                      group: <a href={grant.by.path}>{grant.by.name}</a>,
                    })
                    : tx("Role {role}", { role: <a href={`/roles/${grant.role.id}`}>{grant.role.name}</a> })}
                </span>
              </span>
              {path !== null && grant.by === null && (
                <a class="btn" href={`${path}?ask=revoke&grant=${grant.id}`}>
                  {tx("Revoke{part}", {
                    part: (
                      <span class="sr">
                        {`: ${grantSentence(grant.who, grant.role, grant.scope, grant.target)}`}
                      </span>
                    ),
                  })}
                </a>
              )}
            </li>
          ))}
        </ul>
      )}
      {path !== null && (
        <div class="pad">
          <a class="btn" href={`${path}?ask=grant`}>
            <Icon name="plus" /> {t("Grant a role")}
          </a>
        </div>
      )}
    </section>
  );
}
