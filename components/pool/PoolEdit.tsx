// How a pool is named and reached, as a form; with the certificate to compare where a new address presents another one.
import type { FormView } from "@/lib/view/form.ts";
import { t } from "@/lib/view/text.ts";
import { tx } from "@/components/Rich.tsx";
import { Note } from "../Bits.tsx";
import { Input, PageForm } from "../PageForm.tsx";
import { Fingerprint } from "../PoolTrouble.tsx";

export interface PoolEditState {
  readonly label: string;
  readonly ownName: string;
  readonly address: string;
  readonly username: string;
  /** What a new address presents, to be compared and accepted; null: nothing new. */
  readonly offered: { readonly fingerprint: string; readonly subject: string } | null;
}

export function PoolEdit({ form, state }: { form: FormView; state: PoolEditState }) {
  const { label, ownName, address, username, offered } = state;
  const hidden = offered === null ? {} : { fingerprint: offered.fingerprint };
  return (
    <PageForm
      form={form}
      fields={["label", "address", "username", "password", ...(offered === null ? [] : ["fingerprint"])]}
      hidden={hidden}
      submit={offered === null ? t("Save") : t("Accept the certificate and save")}
      cancel="/pools"
    >
      <Input
        form={form}
        name="label"
        label={t("Name shown")}
        value={label}
        required={false}
        placeholder={ownName}
        hint={t("Left empty, Atoll shows the pool's own name.")}
        autocomplete="off"
      />
      <Input
        form={form}
        name="address"
        label={t("Address")}
        value={address}
        hint={t("Host name or IP address of any host of the pool, with :port where it is not 443.")}
        autocomplete="off"
      />
      {offered && (
        <Note tone="warn" alert>
          <p>
            {t("The new address presents this certificate ({subject}), SHA-256:", {
              subject: offered.subject || "–",
            })}
          </p>
          <Fingerprint value={offered.fingerprint} />
          <p class="soft">
            {tx("Compare it with the host's own: {code}. Nothing has been sent to it yet.", {
              code: (
                <code>{t("openssl x509 -noout -sha256 -fingerprint -in /etc/xensource/xapi-ssl.pem")}</code>
              ),
            })}
          </p>
        </Note>
      )}
      <Input form={form} name="username" label={t("User name")} value={username} autocomplete="off" />
      <Input
        form={form}
        name="password"
        label={t("Password")}
        type="password"
        required={false}
        hint={t("Left empty, it stays as it is. A new address needs it again: it is sent there.")}
        autocomplete="off"
      />
    </PageForm>
  );
}
