// Serves what main.ts has composed as the options say: plain, with a certificate given, or with one of its own.
import { log } from "@/lib/log.ts";
import { type Options, urlOf } from "@/lib/options.ts";
import { type Handler, listen, type Listening } from "./listen.ts";
import { fingerprintOf, ownCertificate } from "./own_certificate.ts";
import { readTls, type Tls, watchTls } from "./tls.ts";

export interface Serving {
  /** Where a browser on this machine finds it. */
  readonly url: string;
  /** SHA-256 of the certificate, to be compared with what a browser shows; null over plain http. */
  readonly fingerprint: string | null;
  untilSignal: Listening["untilSignal"];
  close: Listening["close"];
}

/**
 * Listens. `behind` closes what the handler works with. Throws OptionError when the address or the certificate cannot be used;
 * `behind` is closed then.
 */
export async function serve(
  handler: Handler,
  options: Pick<Options, "listen" | "data" | "tls">,
  behind: () => Promise<void>,
): Promise<Serving> {
  const certificate = await prepare(options).catch(async (error) => {
    await behind();
    throw error;
  });
  let unwatch = () => {};
  const listening = await listen(handler, options.listen, certificate, () => {
    unwatch();
    return behind();
  });
  if (certificate !== null && typeof options.tls === "object" && options.tls !== null) {
    unwatch = await watchTls(options.tls, certificate, async (renewed) => {
      await listening.renew(renewed);
      log.info("The certificate was renewed", { fingerprint: fingerprintOf(renewed.cert) });
    });
  }
  return {
    url: urlOf(listening.addr, certificate === null ? "http" : "https"),
    fingerprint: certificate === null ? null : fingerprintOf(certificate.cert),
    untilSignal: listening.untilSignal,
    close: listening.close,
  };
}

async function prepare({ tls, data, listen }: Pick<Options, "listen" | "data" | "tls">): Promise<Tls | null> {
  if (tls === null) return null;
  return tls === "self-signed" ? await ownCertificate(data, listen.hostname) : await readTls(tls);
}
