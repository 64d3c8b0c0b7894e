// What is seen only once: recovery codes and the secret of a token.
import { Note } from "../Bits.tsx";
import { t } from "@/lib/view/text.ts";
import { tx } from "@/components/Rich.tsx";
import { Ask } from "../PageForm.tsx";

const PATH = "/account";

/** Recovery codes, seen this once. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  return (
    <Ask title={t("Your recovery codes")}>
      <Note tone="warn" alert>
        {t(
          "Keep them where you keep your passwords: they are not shown again. Each signs you in once, when your phone or key is lost.",
        )}
      </Note>
      <ul class="mono grid grid-cols-2 gap-x-6 gap-y-1 mb-3" aria-label={t("Recovery codes")}>
        {codes.map((code) => <li key={code}>{code}</li>)}
      </ul>
      <a class="btn main" href={PATH}>{t("I have kept them")}</a>
    </Ask>
  );
}

/** A new token, seen this once. */
export function TokenSecret({ name, secret }: { name: string; secret: string }) {
  return (
    <Ask title={t("The token {name}", { name })}>
      <Note tone="warn" alert>{t("Copy it now: it is not shown again.")}</Note>
      <div class="field">
        <label for="token-secret">{t("Token")}</label>
        <input id="token-secret" class="mono" readOnly value={secret} autocomplete="off" spellcheck={false} />
        <p class="hint">
          {tx("Programs send it with each request: {code}", {
            code: <code>{`Authorization: Bearer ${secret.slice(0, 10)}…`}</code>,
          })}
        </p>
      </div>
      <a class="btn main" href={PATH}>{t("I have copied it")}</a>
    </Ask>
  );
}
