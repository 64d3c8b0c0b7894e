// Adding a pool in two steps: the address, then the certificate that answers there together with the credentials.
import { Note } from "./Bits.tsx";
import { t } from "@/lib/view/text.ts";
import { tx } from "@/components/Rich.tsx";
import { Field } from "./Form.tsx";
import { AuthorityField } from "./PoolAuthorities.tsx";
import { Fingerprint } from "./PoolTrouble.tsx";

export interface AddPoolState {
  readonly step: "address" | "credentials";
  readonly address: string;
  readonly username: string;
  /** What answers at the address; null over plain HTTP. */
  readonly fingerprint: string | null;
  readonly subject: string;
  /** A public authority vouches for what answers. */
  readonly vouched: boolean;
  /** The authorities as typed; "" where they held a key. */
  readonly ca: string;
  readonly error: string | null;
  /** The field at fault; undefined when it is none of them. */
  readonly field: string | undefined;
}

export const NEW_POOL: AddPoolState = {
  step: "address",
  address: "",
  username: "root",
  fingerprint: null,
  subject: "",
  vouched: false,
  ca: "",
  error: null,
  field: undefined,
};

export function AddPool({ state }: { state: AddPoolState }) {
  const { step, address, username, fingerprint, subject, vouched, ca, error, field } = state;
  const of = (name: string) => error !== null && field === name ? error : undefined;
  const shown = step === "address" ? ["address"] : ["username", "password", "ca"];
  return (
    <section class="card pad mb-4 max-w-2xl" aria-labelledby="add-pool">
      <h2 id="add-pool" class="mb-3">
        {t("Add a pool, step {step} of 2", { step: step === "address" ? 1 : 2 })}
      </h2>
      {error !== null && !shown.includes(field ?? "") && <Note tone="bad" alert>{error}</Note>}
      <form method="post" action="/pools">
        {step === "address"
          ? (
            <>
              <Field
                name="address"
                label={t("Address of the pool's coordinator")}
                value={address}
                error={of("address")}
                hint={t(
                  "Host name or IP address, with :port where it is not 443. The other hosts are found by themselves.",
                )}
                placeholder={t("xcp1.example.org")}
                autocomplete="off"
                focus
              />
              <button class="btn main" type="submit" name="action" value="probe">{t("Next")}</button>
            </>
          )
          : (
            <>
              <input type="hidden" name="address" value={address} />
              {fingerprint !== null && <input type="hidden" name="fingerprint" value={fingerprint} />}
              {vouched && <input type="hidden" name="vouched" value="yes" />}
              <Note tone={fingerprint === null ? "warn" : "info"}>
                {fingerprint === null
                  ? (
                    <>
                      {tx(
                        "{name}  is spoken to over plain HTTP: the password travels unencrypted. For labs and simulators only.",
                        { name: <strong>{address}</strong> },
                      )}
                    </>
                  )
                  : (
                    <>
                      <p>
                        {tx("{address} presents this certificate ({subject}), SHA-256:", {
                          address: <strong>{address}</strong>,
                          subject: subject || "–",
                        })}
                      </p>
                      <Fingerprint value={fingerprint} />
                      {vouched && <Vouched />}
                      <p class="soft">
                        {tx("Compare it with the host's own: {command}.", {
                          command: (
                            <code>
                              openssl x509 -noout -sha256 -fingerprint -in /etc/xensource/xapi-ssl.pem
                            </code>
                          ),
                        })} {vouched ? "" : t("By going on you accept it, and Atoll speaks to no other.")}
                      </p>
                    </>
                  )}
              </Note>
              {(fingerprint !== null || field === "ca") && (
                <details class="mb-3" open={ca !== "" || field === "ca"}>
                  <summary>{t("Trust the pool's own certificate authority instead")}</summary>
                  <div class="mt-2">
                    <AuthorityField text={ca} error={of("ca")} />
                  </div>
                </details>
              )}
              <Field
                name="username"
                label={t("User name")}
                value={username}
                error={of("username")}
                autocomplete="off"
              />
              <Field
                name="password"
                label={t("Password")}
                type="password"
                error={of("password")}
                autocomplete="off"
                focus
              />
              <button class="btn main" type="submit" name="action" value="add">
                {t("Accept and connect")}
              </button>
            </>
          )} <a class="btn" href="/pools">{t("Cancel")}</a>
      </form>
    </section>
  );
}

/** What to hold the host to, where a public authority vouches for it. */
function Vouched() {
  return (
    <fieldset class="my-2">
      <legend class="p-0">{t("A public authority vouches for it. From now on, trust")}</legend>
      <label class="flex gap-2 items-start py-2">
        <input type="radio" name="trust" value="public" checked />{" "}
        {t("whatever public authorities vouch for under this name, renewed certificates too")}
      </label>
      <label class="flex gap-2 items-start py-2">
        <input type="radio" name="trust" value="pin" /> {t("this very certificate and no other")}
      </label>
    </fieldset>
  );
}
