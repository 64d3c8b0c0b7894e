// Certificate → CertificateView.
import { ref as reference, text, time } from "../fields.ts";
import type { Projection } from "./types.ts";

export const certificate: Projection<"certificate"> = {
  classNames: ["Certificate"],
  accepts: () => true,
  project(record, _ref, id, context) {
    return {
      id,
      pool: context.pool,
      name: text(record, "name"),
      type: text(record, "type", "host"),
      host: context.id("host", reference(record, "host")),
      not_before: time(record, "not_before"),
      not_after: time(record, "not_after"),
      // 24.20 has SHA-1 beside it.
      fingerprint: text(record, "fingerprint_sha256") || text(record, "fingerprint"),
    };
  },
};
