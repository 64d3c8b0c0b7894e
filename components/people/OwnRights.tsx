// What one may do oneself, in words: read by whoever asks why something is not offered.
import { grantSentence } from "@/lib/view/grant.ts";
import { t } from "@/lib/view/text.ts";
import type { GrantRow } from "./Grants.tsx";

export function OwnRights({ grants }: { grants: readonly GrantRow[] }) {
  return (
    <section class="card" aria-labelledby="rights">
      <h2 id="rights">{t("What you may do")}</h2>
      {grants.length === 0
        ? <p class="pad soft">{t("Nothing yet: an administrator can grant you a role.")}</p>
        : (
          <ul class="lines">
            {grants.map((grant) => (
              <li key={grant.id}>
                {grantSentence(grant.who, grant.role, grant.scope, grant.target)}
                {grant.by && (
                  <span class="soft">{t("through the group {name}", { name: grant.by.name })}</span>
                )}
              </li>
            ))}
          </ul>
        )}
    </section>
  );
}
