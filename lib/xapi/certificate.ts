// Whom we talk to: TLS sockets that are held to a pinned certificate, and a look at the one a host presents.
import { isIP } from "node:net";
import { connect as connectTls, type PeerCertificate, type TLSSocket } from "node:tls";
import { formatAddress } from "./address.ts";
import { ConnectionError } from "./errors.ts";
import { aborted, connectionError, timedOut } from "./failure.ts";
import type { Certificate, Endpoint } from "./types.ts";

const PROBE_TIMEOUT_MS = 10_000;

/**
 * Starts a TLS connection and gives its socket at once. With a fingerprint only that certificate passes, whatever its
 * name, issuer or age; another one destroys the socket with ConnectionError certificate-changed as soon as the handshake
 * is done, before a byte queued by the caller has gone out. Without, the public authorities and the name decide.
 */
export function openTlsSocket(endpoint: Endpoint, fingerprint: string | null): TLSSocket {
  const socket = start(endpoint, fingerprint === null);
  if (fingerprint !== null) {
    socket.once("secureConnect", () => {
      const presented = socket.getPeerCertificate().fingerprint256;
      if (presented !== undefined && sameFingerprint(presented, fingerprint)) return;
      const message = `The certificate of ${formatAddress(endpoint)} is not the one that was accepted`;
      socket.destroy(
        new ConnectionError(
          "certificate-changed",
          message,
          presented === undefined ? {} : { fingerprint: presented },
        ),
      );
    });
  }
  return socket;
}

/** Shakes hands, sends nothing, and gives the certificate presented, whatever it is worth. Throws ConnectionError. */
export function probeCertificate(
  endpoint: Endpoint,
  options: { signal?: AbortSignal | undefined; timeout?: number | undefined } = {},
): Promise<Certificate> {
  const { signal, timeout = PROBE_TIMEOUT_MS } = options;
  if (signal?.aborted) return Promise.reject(aborted(endpoint, signal.reason));
  return new Promise((resolve, reject) => {
    const socket = start(endpoint, false);
    const timer = setTimeout(() => socket.destroy(timedOut(endpoint)), timeout);
    const giveUp = () => socket.destroy(aborted(endpoint, signal?.reason));
    signal?.addEventListener("abort", giveUp, { once: true });
    socket.once("secureConnect", () => {
      const certificate = describe(socket.getPeerCertificate());
      if (certificate === undefined) {
        socket.destroy(new ConnectionError("tls", `${formatAddress(endpoint)} presents no certificate`));
      } else {
        resolve(certificate);
        socket.destroy();
      }
    });
    socket.on("error", (error) => reject(connectionError(error, endpoint)));
    socket.once("close", () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", giveUp);
      reject(connectionError(new Error("closed during the handshake"), endpoint));
    });
  });
}

/** Whether two fingerprints are one, however they are spelled (case, colons). */
export function sameFingerprint(a: string, b: string): boolean {
  return bare(a) === bare(b) && bare(a).length === 64;
}

function bare(fingerprint: string): string {
  return fingerprint.replace(/[^0-9a-f]/gi, "").toUpperCase();
}

function start(endpoint: Endpoint, verify: boolean): TLSSocket {
  return connectTls({
    host: endpoint.hostname,
    port: endpoint.port,
    // A pinned certificate is checked by its fingerprint instead, in openTlsSocket.
    rejectUnauthorized: verify,
    // An address may not be sent as a server name.
    ...(isIP(endpoint.hostname) === 0 ? { servername: endpoint.hostname } : {}),
  });
}

function describe(certificate: PeerCertificate): Certificate | undefined {
  if (certificate.fingerprint256 === undefined) return undefined;
  return {
    fingerprint: certificate.fingerprint256.toUpperCase(),
    subject: distinguishedName(certificate.subject),
    issuer: distinguishedName(certificate.issuer),
    valid_from: isoDate(certificate.valid_from),
    valid_to: isoDate(certificate.valid_to),
  };
}

/** `CN=xcp-1, O=Lab`, the common name first. */
function distinguishedName(name: unknown): string {
  if (typeof name === "string") return name.trim().split("\n").join(", ");
  if (typeof name !== "object" || name === null) return "";
  return Object.entries(name)
    .sort(([a], [b]) => Number(b === "CN") - Number(a === "CN"))
    .map(([key, value]) => `${key}=${Array.isArray(value) ? value.join("+") : String(value)}`)
    .join(", ");
}

/** From `Nov 23 05:56:00 2026 GMT`. */
function isoDate(text: string): string {
  const time = Date.parse(text);
  return Number.isNaN(time) ? text : new Date(time).toISOString().replace(/\.\d+Z$/, "Z");
}
