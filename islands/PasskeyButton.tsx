// The button that signs in with a passkey: by itself, or as the second step. Without a script there is none.
import { useEffect, useRef, useState } from "preact/hooks";
import { Note } from "@/components/Bits.tsx";
import { Icon } from "@/components/Icon.tsx";
import { hasPasskeys, type PasskeyOptions, provePasskey, signInByPasskey } from "@/lib/client/passkeys.ts";
import { t } from "@/lib/view/text.ts";

/**
 * @param action where the proof is sent as a form, so that the browser goes on by itself
 * @param options of a second step; null: Atoll is asked for some
 * @param main the page's foremost button
 */
export default function PasskeyButton({ action, next, options, main }: {
  action: string;
  next: string;
  options: PasskeyOptions | null;
  main: boolean;
}) {
  const [there, setThere] = useState(false);
  const [busy, setBusy] = useState(false);
  const [message, setMessage] = useState<string | null>(null);
  const [sent, setSent] = useState<{ ticket: string; proof: string } | null>(null);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => setThere(hasPasskeys()), []);
  useEffect(() => {
    if (sent !== null) form.current?.submit();
  }, [sent]);
  if (!there) return <div hidden></div>;

  async function ask() {
    setBusy(true);
    setMessage(null);
    const outcome = options === null ? await signInByPasskey() : await secondStep(options);
    if (outcome.ok) return setSent(outcome.answer);
    setMessage(outcome.message);
    setBusy(false);
  }

  return (
    <form method="post" action={action} ref={form} class="mt-3">
      {message !== null && <Note tone="bad" alert>{message}</Note>}
      <input type="hidden" name="next" value={next} />
      <input type="hidden" name="ticket" value={sent?.ticket ?? ""} />
      <input type="hidden" name="passkey" value={sent?.proof ?? ""} />
      <button
        class={main ? "btn main w-full" : "btn w-full"}
        type="button"
        disabled={busy}
        onClick={() => void ask()}
      >
        <Icon name="fingerprint" /> {options === null ? t("Sign in with a passkey") : t("Use a passkey")}
      </button>
    </form>
  );
}

/** The ticket of a second step is in a cookie that scripts do not see. */
async function secondStep(options: PasskeyOptions) {
  const proof = await provePasskey(options);
  return proof.ok ? { ok: true as const, answer: { ticket: "", proof: proof.answer } } : proof;
}
