// Whom we talk to: TLS sockets that are held to a pinned certificate, and a look at the one a host presents.
import { X509Certificate } from "node:crypto";
import { connect as connectTcp, isIP, type Socket } from "node:net";
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
 * @param wire a TCP connection to it that stands; made unless given
 */
export function openTlsSocket(endpoint: Endpoint, fingerprint: string | null, wire?: Socket): TLSSocket {
  const socket = start(endpoint, fingerprint === null, null, wire);
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

/** The certificate presented in a handshake, and what the authorities asked say of it. */
export interface Presented {
  readonly certificate: Certificate;
  /** Why it does not pass, as a code of node:tls (`ERR_TLS_CERT_ALTNAME_INVALID`, …); null: it does. */
  readonly refusal: string | null;
  /** Names and addresses it is made out to. */
  readonly names: readonly string[];
}

export interface LookOptions {
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds; 10 s unless told. */
  readonly timeout?: number | undefined;
}

/** Shakes hands, sends nothing, and gives the certificate presented, whatever it is worth. Throws ConnectionError. */
export async function probeCertificate(endpoint: Endpoint, options: LookOptions = {}): Promise<Certificate> {
  const { certificate, refusal } = await lookAtCertificate(endpoint, null, options);
  return { ...certificate, vouched: refusal === null };
}

/**
 * Shakes hands and sends nothing. `authorities` (PEM) are asked about the certificate and the name, the public ones where
 * it is null; their refusal is told, not thrown. Throws ConnectionError.
 */
export function lookAtCertificate(
  endpoint: Endpoint,
  authorities: string | null,
  options: LookOptions = {},
): Promise<Presented> {
  const { signal, timeout = PROBE_TIMEOUT_MS } = options;
  if (signal?.aborted) return Promise.reject(aborted(endpoint, signal.reason));
  return new Promise((resolve, reject) => {
    // Deno 2.9 keeps a TLS socket that never connected for good: 20 KB at each attempt to reach a host that is down.
    const wire = connectTcp({ host: endpoint.hostname, port: endpoint.port });
    let socket: Socket = wire;
    const timer = setTimeout(() => socket.destroy(timedOut(endpoint)), timeout);
    const giveUp = () => socket.destroy(aborted(endpoint, signal?.reason));
    signal?.addEventListener("abort", giveUp, { once: true });
    const ended = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", giveUp);
      reject(connectionError(new Error("closed during the handshake"), endpoint));
    };
    const failed = (error: unknown) => reject(connectionError(error, endpoint));
    wire.on("error", failed);
    wire.once("close", ended);
    wire.once("connect", () => {
      const secure = start(endpoint, false, authorities, wire);
      socket = secure;
      wire.off("close", ended);
      secure.once("secureConnect", () => {
        const peer = secure.getPeerCertificate();
        const certificate = describe(peer);
        if (certificate === undefined) {
          secure.destroy(new ConnectionError("tls", `${formatAddress(endpoint)} presents no certificate`));
        } else {
          resolve({ certificate, refusal: refusalOf(secure), names: namesOf(peer) });
          secure.destroy();
        }
      });
      secure.on("error", failed);
      secure.once("close", ended);
    });
  });
}

/** What the authorities held against a certificate. The types promise an Error, the runtime gives its code. */
function refusalOf(socket: TLSSocket): string | null {
  if (socket.authorized) return null;
  const error: unknown = socket.authorizationError;
  return typeof error === "string" ? error : error instanceof Error ? error.message : "unknown";
}

/** From `DNS:xcp-1.lab, IP Address:10.0.0.1`; the common name where there are none. */
function namesOf(certificate: PeerCertificate): string[] {
  const text = certificate.subjectaltname;
  if (typeof text === "string" && text !== "") {
    return text.split(", ").map((name) => name.replace(/^[A-Za-z ]+:/, ""));
  }
  const name: unknown = certificate.subject?.CN;
  return typeof name === "string" ? [name] : [];
}

/** SHA-256 of the first certificate in a PEM text, as host.get_server_certificate gives it; null where there is none. */
export function fingerprintOf(pem: string): string | null {
  if (!/-----BEGIN CERTIFICATE-----/.test(pem)) return null;
  try {
    return new X509Certificate(pem).fingerprint256.toUpperCase();
  } catch {
    return null; // no certificate, whatever it calls itself
  }
}

/** Whether two fingerprints are one, however they are spelled (case, colons). */
export function sameFingerprint(a: string, b: string): boolean {
  return bare(a) === bare(b) && bare(a).length === 64;
}

function bare(fingerprint: string): string {
  return fingerprint.replace(/[^0-9a-f]/gi, "").toUpperCase();
}

function start(
  endpoint: Endpoint,
  verify: boolean,
  authorities: string | null,
  wire?: Socket,
): TLSSocket {
  return connectTls({
    host: endpoint.hostname,
    port: endpoint.port,
    ...(wire === undefined ? {} : { socket: wire }),
    ...(authorities === null ? {} : { ca: authorities }),
    // A pinned certificate is checked by its fingerprint instead, in openTlsSocket.
    rejectUnauthorized: verify,
    // An address may not be sent as a server name.
    ...(isIP(endpoint.hostname) === 0 ? { servername: endpoint.hostname } : {}),
  });
}

/** A certificate of node:tls as ours; undefined where there is none. */
export function describe(certificate: PeerCertificate): Certificate | undefined {
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
