// Adds a passkey to one's account: browsers give them to scripts alone. New recovery codes are shown here, this once.
import { useEffect, useState } from "preact/hooks";
import { Note } from "@/components/Bits.tsx";
import { Field } from "@/components/Form.tsx";
import { RecoveryCodes } from "@/components/people/Once.tsx";
import { addPasskey, hasPasskeys } from "@/lib/client/passkeys.ts";
import { t } from "@/lib/view/text.ts";

type State = "waiting" | "ready" | "unable" | "asking";

export default function AddPasskey() {
  // The server, and whoever has no script, draws the form that waits.
  const [state, setState] = useState<State>("waiting");
  const [problem, setProblem] = useState<string | null>(null);
  const [codes, setCodes] = useState<readonly string[]>([]);
  useEffect(() => setState(hasPasskeys() ? "ready" : "unable"), []);

  async function add(event: SubmitEvent & { readonly currentTarget: HTMLFormElement }): Promise<void> {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get("name") ?? "").trim();
    setState("asking");
    setProblem(null);
    const made = await addPasskey(name);
    setState("ready");
    if (!made.ok) return setProblem(made.message ?? "No passkey was made");
    if (made.answer.length > 0) return setCodes(made.answer);
    location.assign("/account");
  }

  if (codes.length > 0) return <RecoveryCodes codes={codes} />;
  return (
    <form onSubmit={(event) => void add(event)}>
      {state === "unable" && (
        <Note tone="warn">
          {t(
            "This browser gives no passkeys here: they need HTTPS, and Atoll's name in the address rather than a number.",
          )}
        </Note>
      )}
      {problem && <Note tone="bad" alert>{problem}</Note>}
      <noscript>
        <Note tone="warn">{t("Browsers give passkeys to scripts alone: allow them for this page.")}</Note>
      </noscript>
      <Field
        name="name"
        label={t("Name")}
        hint={t("Where it is kept: your phone, a key.")}
        autocomplete="off"
      />
      <div class="flex flex-wrap gap-2">
        <button class="btn main" type="submit" disabled={state !== "ready"}>
          {state === "asking" ? t("Follow your browser …") : t("Add the passkey")}
        </button>
        <a class="btn" href="/account">{t("Cancel")}</a>
      </div>
    </form>
  );
}
