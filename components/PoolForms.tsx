// What an administrator can do with a connected pool.
import type { PoolDetailView } from "@/lib/view/page_fields.ts";
import { Note } from "./Bits.tsx";
import { Icon } from "./Icon.tsx";

/** A fingerprint in two lines, so that it can be compared by eye. */
export function Fingerprint({ value }: { value: string | null }) {
  return value === null ? <span class="soft">None (plain HTTP)</span> : <code class="block">{value}</code>;
}

export function PoolForms({ pool, manage }: { pool: PoolDetailView; manage: boolean }) {
  const changed = pool.state === "certificate-changed" && pool.offered_fingerprint !== null;
  return (
    <div class="mt-4">
      {changed && (
        <Note tone="bad">
          <p class="mb-2">
            The certificate is not the one that was accepted. That is so after a reinstallation or a renewal,
            and when somebody stands in between. Compare the new fingerprint on the host itself before you
            accept it.
          </p>
          <dl class="kv mb-2">
            <dt>Accepted</dt>
            <dd>
              <Fingerprint value={pool.fingerprint} />
            </dd>
            <dt>Presented now</dt>
            <dd>
              <Fingerprint value={pool.offered_fingerprint} />
            </dd>
          </dl>
          {manage && (
            <form method="post" action="/pools">
              <input type="hidden" name="id" value={pool.id} />
              <input type="hidden" name="fingerprint" value={pool.offered_fingerprint ?? ""} />
              <button class="btn danger" type="submit" name="action" value="accept">
                <Icon name="shield-alert" /> Accept the new certificate
              </button>
            </form>
          )}
        </Note>
      )}
      {!changed && (
        <details class="mb-3">
          <summary class="soft">Certificate</summary>
          <Fingerprint value={pool.fingerprint} />
        </details>
      )}
      {manage && (
        <form method="post" action="/pools" class="flex flex-wrap gap-2">
          <input type="hidden" name="id" value={pool.id} />
          <button class="btn" type="submit" name="action" value="reconnect">
            <Icon name="plug-zap" /> Reconnect
          </button>
          <a class={pool.state === "refused" ? "btn main" : "btn"} href={`/pools?credentials=${pool.id}`}>
            <Icon name="key-round" /> Change credentials
          </a>
          <a class="btn danger" href={`/pools?remove=${pool.id}`}>
            <Icon name="trash-2" /> Remove
          </a>
        </form>
      )}
    </div>
  );
}
