// The certificates hosts present: what their records say of them is what a client sees when it connects.
import { X509Certificate } from "node:crypto";
import type { Database } from "../db.ts";
import { date, type Rec, type Ref, text } from "../values.ts";

/** The certificates served, in PEM, by host. */
const served = new WeakMap<Database, Map<Ref, string>>();

/** Notes that these hosts present a certificate (PEM): in their records, and for whoever asks for it. */
export function present(db: Database, hosts: Iterable<Ref>, pem: string): void {
  const known = served.get(db) ?? new Map<Ref, string>();
  served.set(db, known);
  const certificate = new X509Certificate(pem);
  const fields: Rec = {
    not_before: date(Date.parse(certificate.validFrom)),
    not_after: date(Date.parse(certificate.validTo)),
    fingerprint: certificate.fingerprint256,
    fingerprint_sha256: certificate.fingerprint256,
    fingerprint_sha1: certificate.fingerprint,
  };
  for (const host of hosts) {
    known.set(host, pem);
    const [ref] = [...db.table("Certificate")].find(([, record]) =>
      text(record, "host") === host && text(record, "type") === "host"
    ) ?? [];
    if (ref === undefined) {
      db.create("Certificate", { type: "host", host, ...fields });
    } else db.update("Certificate", ref, fields);
  }
}

/** The certificate a host presents, in PEM; undefined when it presents none. */
export function presented(db: Database, host: Ref): string | undefined {
  return served.get(db)?.get(host);
}
