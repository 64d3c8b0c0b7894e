// An authenticator in software, for tests of passkeys without a browser: does what it is told, also what a real one never would.
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from "@simplewebauthn/server";
import { Buffer } from "node:buffer";
import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";

const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64url");
const sha256 = (bytes: string | Uint8Array) => createHash("sha256").update(bytes).digest();

/** Flags of authenticator data (WebAuthn, 6.1). */
const PRESENT = 0x01;
const VERIFIED = 0x04;
const WITH_KEY = 0x40;

export class SoftAuthenticator {
  /** Signatures made; 0 for ever where `counts` is false. */
  counter = 0;
  /** It asks for a PIN or a finger. */
  verifies = true;
  /** The site a browser would say it is at, where it is not the one that asked (phishing). */
  origin: string | null = null;
  private readonly keys = generateKeyPairSync("ec", { namedCurve: "P-256" });
  private readonly id = randomBytes(32);
  private owner = "";

  constructor(private readonly site: string, private readonly counts = true) {}

  create(options: PublicKeyCredentialCreationOptionsJSON): RegistrationResponseJSON {
    this.owner = options.user.id;
    const { x = "", y = "" } = this.keys.publicKey.export({ format: "jwk" });
    // COSE: {1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y}
    const key = Buffer.concat([
      Buffer.from("a501020326200121" + "5820", "hex"),
      Buffer.from(x, "base64url"),
      Buffer.from("225820", "hex"),
      Buffer.from(y, "base64url"),
    ]);
    const credential = Buffer.concat([Buffer.alloc(16), Buffer.from([0, this.id.length]), this.id, key]);
    const data = Buffer.concat([this.head(options.rp.id ?? "", WITH_KEY), credential]);
    // CBOR: {"fmt": "none", "attStmt": {}, "authData": data}
    const attestation = Buffer.concat([
      Buffer.from("a363666d74646e6f6e656761747453746d74a068617574684461746159", "hex"),
      Buffer.from([data.length >> 8, data.length & 0xff]),
      data,
    ]);
    return {
      ...this.common(),
      response: {
        clientDataJSON: this.client("webauthn.create", options.challenge),
        attestationObject: base64url(attestation),
        transports: ["internal"],
      },
    };
  }

  /** @param owner the user it says it belongs to, where that is a lie */
  get(options: PublicKeyCredentialRequestOptionsJSON, owner = this.owner): AuthenticationResponseJSON {
    if (this.counts) this.counter++;
    const data = this.head(options.rpId ?? "", 0);
    const clientDataJSON = this.client("webauthn.get", options.challenge);
    const signed = Buffer.concat([data, sha256(Buffer.from(clientDataJSON, "base64url"))]);
    return {
      ...this.common(),
      response: {
        clientDataJSON,
        authenticatorData: base64url(data),
        signature: base64url(sign("sha256", signed, this.keys.privateKey)),
        userHandle: owner,
      },
    };
  }

  private common() {
    const id = base64url(this.id);
    return { id, rawId: id, type: "public-key" as const, clientExtensionResults: {} };
  }

  private head(rpId: string, flags: number): Uint8Array {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(this.counter);
    return Buffer.concat([
      sha256(rpId),
      Buffer.from([flags | PRESENT | (this.verifies ? VERIFIED : 0)]),
      counter,
    ]);
  }

  private client(type: string, challenge: string): string {
    const data = { type, challenge, origin: this.origin ?? this.site, crossOrigin: false };
    return base64url(Buffer.from(JSON.stringify(data)));
  }
}
