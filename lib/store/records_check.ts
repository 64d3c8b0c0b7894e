// Looks through the records of a database: whether each can be read, whether indexes agree, whether what is sealed opens.
import { verifyChain } from "./audit_verify.ts";
import { CATALOGUE, type Look } from "./catalogue.ts";
import { decodable, isUndecodable, nameOf, StoreError, type TellDamage } from "./record.ts";
import { sealedIn } from "./sealed_values.ts";
import type { Secrets } from "./secrets.ts";

/** One thing that is wrong. Never quotes a value. */
export interface Finding {
  /** `users/1`; a place within one: `pools/1/password`. */
  readonly record: string;
  readonly what: string;
}

export interface Checked {
  readonly records: number;
  readonly findings: readonly Finding[];
}

/** Kinds that grow without an end, and are looked at by a full check alone. */
const ENDLESS: ReadonlySet<string> = new Set(["audit_entries", "sessions", "user_sessions"]);

/** What every start looks at: all but the audit log and sessions (1,000 users with their groups and grants: about 0.1 s). */
export async function checkAtStart(kv: Deno.Kv): Promise<Checked> {
  const found = new Found();
  for (const prefix of Object.keys(CATALOGUE)) {
    if (!ENDLESS.has(prefix)) await found.read(kv, { prefix: [prefix] });
  }
  return found.checked();
}

/** Looks at everything: kinds that nobody knows, the chain of the audit log, and what is sealed, too. */
export async function checkEverything(kv: Deno.Kv, secrets: Secrets): Promise<Checked> {
  const found = new Found();
  await found.read(kv, { prefix: [] });
  const { records, findings } = found.checked();
  return { records, findings: [...findings, ...await chainFaults(kv), ...await found.sealedFaults(secrets)] };
}

async function chainFaults(kv: Deno.Kv): Promise<Finding[]> {
  try {
    const { broken } = await verifyChain(kv);
    return broken === null ? [] : [{ record: `audit_entries/${broken.seq}`, what: broken.reason }];
  } catch (error) {
    if (!isUndecodable(error)) throw error;
    return [{ record: "audit_entries", what: "The chain cannot be followed over a damaged entry" }];
  }
}

/** Records in memory, since an index is best compared with all of what it is of. */
class Found {
  private readonly records = new Map<string, { readonly key: Deno.KvKey; readonly value: unknown }>();
  private readonly findings: Finding[] = [];
  private count = 0;

  async read(kv: Deno.Kv, selector: Deno.KvListSelector): Promise<void> {
    const damaged: TellDamage = ({ after, before }) => {
      this.findings.push({ record: after, what: `What stands between it and ${before} is damaged` });
    };
    for await (const { key, value } of decodable(kv, selector, {}, damaged)) {
      this.count++;
      // Of these there may be very many, and each is looked at by itself.
      if (key[0] === "audit_entries") this.note(key, value, () => undefined);
      else this.records.set(mapKey(key), { key, value });
    }
  }

  checked(): Checked {
    const look: Look = (...key) => this.records.get(mapKey(key))?.value;
    for (const { key, value } of this.records.values()) this.note(key, value, look);
    return { records: this.count, findings: this.findings };
  }

  async sealedFaults(secrets: Secrets): Promise<Finding[]> {
    const findings: Finding[] = [];
    for (const { key, value: record } of this.records.values()) {
      for (const { value, place, record: purpose } of sealedIn(key, record)) {
        try {
          await secrets.open(value, purpose);
        } catch (error) {
          if (!(error instanceof StoreError)) throw error;
          findings.push({ record: place, what: error.message });
        }
      }
    }
    return findings;
  }

  private note(key: Deno.KvKey, value: unknown, look: Look): void {
    const kind = typeof key[0] === "string" && Object.hasOwn(CATALOGUE, key[0])
      ? CATALOGUE[key[0]]
      : undefined;
    const what = kind === undefined ? "Is of no kind that this Atoll knows" : kind.faultOf(key, value, look);
    if (what !== null) this.findings.push({ record: nameOf(key), what });
  }
}

/** Of different keys no two are alike: parts may hold anything. */
const mapKey = (key: Deno.KvKey): string =>
  JSON.stringify(key.map((part) => typeof part === "bigint" ? `${part}n` : part));
