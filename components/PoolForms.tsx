// What an administrator can do with a pool, whatever its state, and how its hosts prove who they are.
import { hrefOf } from "@/lib/view/hrefs.ts";
import type { PoolCardView, PoolDetailView } from "@/lib/view/page_fields.ts";
import { t } from "@/lib/view/text.ts";
import { tx } from "@/components/Rich.tsx";
import { Icon } from "./Icon.tsx";
import { Fingerprint } from "./PoolTrouble.tsx";

/** @param managed the same for who manages pools, null for others */
export function PoolForms({ pool, managed }: { pool: PoolCardView; managed: PoolDetailView | null }) {
  return (
    <div class="mt-4">
      {(managed?.offered_fingerprint ?? null) === null && (
        <details class="mb-3">
          <summary class="soft">{t("Certificate")}</summary>
          {managed && managed.authorities.length > 0 && (
            <p class="mb-1">
              {t("Trusted if vouched for by {list}", { list: managed.authorities.join(", ") })}
            </p>
          )}
          {pool.address.startsWith("http://")
            ? <span class="soft">{t("None (plain HTTP)")}</span>
            : <Fingerprint value={pool.fingerprint} />}
        </details>
      )}
      {managed && (
        <form method="post" action="/pools" class="flex flex-wrap gap-2">
          <input type="hidden" name="id" value={pool.id} />
          {pool.state === "live" && (
            <button class="btn" type="submit" name="action" value="reconnect">
              <Icon name="plug-zap" /> {t("Reconnect")}
            </button>
          )}
          <a class="btn" href={hrefOf("pool", pool.id, "connection")}>
            <Icon name="settings" />{" "}
            {tx("Settings{part}", { part: <span class="sr">{t(" of {name}", { name: pool.name })}</span> })}
          </a>
          <a class="btn" href={`/pools?credentials=${pool.id}`}>
            <Icon name="key-round" /> {t("Change credentials")}
          </a>
          {!pool.address.startsWith("http://") && (
            <a class="btn" href={`/pools?authorities=${pool.id}`}>
              <Icon name="shield-alert" /> {t("Authorities")}
            </a>
          )}
          <a class="btn danger" href={`/pools?remove=${pool.id}`}>
            <Icon name="trash-2" /> {t("Remove")}
          </a>
        </form>
      )}
    </div>
  );
}
