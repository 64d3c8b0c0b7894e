// What an administrator can do with a pool, whatever its state, and how its hosts prove who they are.
import type { PoolCardView, PoolDetailView } from "@/lib/view/page_fields.ts";
import { Icon } from "./Icon.tsx";
import { Fingerprint } from "./PoolTrouble.tsx";

/** @param managed the same for who manages pools, null for others */
export function PoolForms({ pool, managed }: { pool: PoolCardView; managed: PoolDetailView | null }) {
  return (
    <div class="mt-4">
      {(managed?.offered_fingerprint ?? null) === null && (
        <details class="mb-3">
          <summary class="soft">Certificate</summary>
          {managed && managed.authorities.length > 0 && (
            <p class="mb-1">Trusted if vouched for by {managed.authorities.join(", ")}</p>
          )}
          {pool.address.startsWith("http://")
            ? <span class="soft">None (plain HTTP)</span>
            : <Fingerprint value={pool.fingerprint} />}
        </details>
      )}
      {managed && (
        <form method="post" action="/pools" class="flex flex-wrap gap-2">
          <input type="hidden" name="id" value={pool.id} />
          {pool.state === "live" && (
            <button class="btn" type="submit" name="action" value="reconnect">
              <Icon name="plug-zap" /> Reconnect
            </button>
          )}
          <a class="btn" href={`/pools/${pool.id}`}>
            <Icon name="settings" /> Settings<span class="sr">{` of ${pool.name}`}</span>
          </a>
          <a class="btn" href={`/pools?credentials=${pool.id}`}>
            <Icon name="key-round" /> Change credentials
          </a>
          {!pool.address.startsWith("http://") && (
            <a class="btn" href={`/pools?authorities=${pool.id}`}>
              <Icon name="shield-alert" /> Authorities
            </a>
          )}
          <a class="btn danger" href={`/pools?remove=${pool.id}`}>
            <Icon name="trash-2" /> Remove
          </a>
        </form>
      )}
    </div>
  );
}
