// Changing the certificate authorities that a pool's hosts are held to.
import type { PoolView } from "@/lib/view/types.ts";
import { t } from "@/lib/view/text.ts";
import { TextField } from "./Form.tsx";

export interface AuthoritiesState {
  readonly pool: PoolView;
  /** What was typed; "" at first, and where it held a key. */
  readonly text: string;
  readonly error: string | null;
}

/** The field for a pool's own authorities, as adding and editing have it. */
export function AuthorityField({ text, error }: { text: string; error: string | undefined }) {
  return (
    <TextField
      name="ca"
      label={t("Certificate authorities (PEM)")}
      value={text}
      error={error}
      rows={6}
      placeholder={t("-----BEGIN CERTIFICATE-----")}
      hint={t(
        "Every host whose certificate one of them has signed, for the name or address it is spoken to by, is trusted. Certificates only: a private key never belongs here.",
      )}
    />
  );
}

export function PoolAuthorities({ state: { pool, text, error } }: { state: AuthoritiesState }) {
  return (
    <section class="card pad mb-4 max-w-2xl" aria-labelledby="authorities">
      <h2 id="authorities" class="mb-2">{t("Certificate authorities of {name}", { name: pool.name })}</h2>
      {pool.authorities.length > 0
        ? (
          <>
            <p>{t("Its hosts are held to:")}</p>
            <ul class="mb-3">
              {pool.authorities.map((authority) => <li key={authority} class="mono">{authority}</li>)}
            </ul>
          </>
        )
        : (
          <p class="mb-3">
            {t("Its hosts are held to the certificates that were accepted, or to public authorities.")}
          </p>
        )}
      <form method="post" action="/pools" class="mb-3">
        <input type="hidden" name="id" value={pool.id} />
        <AuthorityField text={text} error={error ?? undefined} />
        <button class="btn main" type="submit" name="action" value="authorities">
          {t("Save and reconnect")}
        </button>{" "}
        <a class="btn" href="/pools">{t("Cancel")}</a>
      </form>
      {pool.authorities.length > 0 && (
        <form method="post" action="/pools">
          <input type="hidden" name="id" value={pool.id} />
          <p class="mb-2 soft">
            {t("Without authorities, the certificates that its hosts have now are what counts.")}
          </p>
          <button class="btn danger" type="submit" name="action" value="no-authorities">
            {t("Remove the authorities")}
          </button>
        </form>
      )}
    </section>
  );
}
