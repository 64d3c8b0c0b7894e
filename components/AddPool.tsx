// Adding a pool in two steps: the address, then the certificate that answers there together with the credentials.
import { Note } from "./Bits.tsx";
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
      <h2 id="add-pool" class="mb-3">Add a pool, step {step === "address" ? 1 : 2} of 2</h2>
      {error !== null && !shown.includes(field ?? "") && <Note tone="bad" alert>{error}</Note>}
      <form method="post" action="/pools">
        {step === "address"
          ? (
            <>
              <Field
                name="address"
                label="Address of the pool's coordinator"
                value={address}
                error={of("address")}
                hint="Host name or IP address, with :port where it is not 443. The other hosts are found by themselves."
                placeholder="xcp1.example.org"
                autocomplete="off"
                focus
              />
              <button class="btn main" type="submit" name="action" value="probe">Next</button>
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
                      <strong>{address}</strong>{" "}
                      is spoken to over plain HTTP: the password travels unencrypted. For labs and simulators
                      only.
                    </>
                  )
                  : (
                    <>
                      <p>
                        <strong>{address}</strong>{" "}
                        presents this certificate{subject && ` (${subject})`}, SHA-256:
                      </p>
                      <Fingerprint value={fingerprint} />
                      {vouched && <Vouched />}
                      <p class="soft">
                        Compare it with the host's own:{" "}
                        <code>openssl x509 -noout -sha256 -fingerprint -in /etc/xensource/xapi-ssl.pem</code>.
                        {vouched ? "" : "By going on you accept it, and Atoll speaks to no other."}
                      </p>
                    </>
                  )}
              </Note>
              {(fingerprint !== null || field === "ca") && (
                <details class="mb-3" open={ca !== "" || field === "ca"}>
                  <summary>Trust the pool's own certificate authority instead</summary>
                  <div class="mt-2">
                    <AuthorityField text={ca} error={of("ca")} />
                  </div>
                </details>
              )}
              <Field
                name="username"
                label="User name"
                value={username}
                error={of("username")}
                autocomplete="off"
              />
              <Field
                name="password"
                label="Password"
                type="password"
                error={of("password")}
                autocomplete="off"
                focus
              />
              <button class="btn main" type="submit" name="action" value="add">Accept and connect</button>
            </>
          )} <a class="btn" href="/pools">Cancel</a>
      </form>
    </section>
  );
}

/** What to hold the host to, where a public authority vouches for it. */
function Vouched() {
  return (
    <fieldset class="my-2">
      <legend class="p-0">A public authority vouches for it. From now on, trust</legend>
      <label class="flex gap-2 items-start py-2">
        <input type="radio" name="trust" value="public" checked />{" "}
        whatever public authorities vouch for under this name, renewed certificates too
      </label>
      <label class="flex gap-2 items-start py-2">
        <input type="radio" name="trust" value="pin" /> this very certificate and no other
      </label>
    </fieldset>
  );
}
