// Adding many pools from a CSV file: first every address is looked at, then the chosen lines are added. What fails can be tried
// again; what was added stays. Passwords are in memory only, and go with the import.
import type { Principal } from "@/lib/auth/types.ts";
import type { CacheReader } from "@/lib/cache/types.ts";
import { AtollError } from "@/lib/errors.ts";
import { log } from "@/lib/log.ts";
import { onBehalf } from "@/lib/request_context.ts";
import type { ImportLine, ImportView } from "@/lib/view/pool_import.ts";
import { formatAddress, parseAddress } from "@/lib/xapi/mod.ts";
import type { PoolAdmin } from "./pool_admin.ts";
import { type CsvPool, readPools } from "./pool_csv.ts";

export interface PoolImportDeps {
  readonly cache: Pick<CacheReader, "list">;
  readonly poolAdmin: Pick<PoolAdmin, "probe" | "add" | "mayAdd">;
}

interface Line {
  readonly pool: CsvPool;
  shown: ImportLine;
}

interface Import {
  readonly id: string;
  readonly userId: string;
  readonly lines: Line[];
  used: number;
  busy: number;
}

/** Addresses that are looked at, and pools that are added, side by side. */
const LOOKING = 8;
const ADDING = 4;
/** ms that an import is kept after its last use. */
const KEPT = 3_600_000;
/** Imports that are kept at a time. */
const MOST = 10;

/** Methods throw AtollError: 403 where the right to add pools is missing, 404 for an import of somebody else, 422 for a bad file. */
export class PoolImports {
  private readonly imports = new Map<string, Import>();
  private closed = false;

  constructor(private readonly deps: PoolImportDeps, private readonly now: () => number = Date.now) {}

  /** Reads a file and begins to look at its addresses; nothing is added and no password sent. */
  start(principal: Principal, csv: string): ImportView {
    this.deps.poolAdmin.mayAdd(principal);
    const lines = readPools(csv).map(({ line, pool, fault }): Line => ({
      pool,
      shown: {
        line,
        address: pool.address.slice(pool.address.lastIndexOf("@") + 1),
        username: pool.username,
        name: pool.name,
        readOnly: pool.readOnly,
        state: fault === null ? "looking" : "wrong",
        problem: fault,
        certificate: null,
        pool: null,
      },
    }));
    this.makeRoom(principal.userId);
    const made: Import = {
      id: crypto.randomUUID(),
      userId: principal.userId,
      lines,
      used: this.now(),
      busy: 0,
    };
    this.imports.set(made.id, made);
    const there = this.addresses();
    void this.each(made, lines.filter(({ shown }) => shown.state === "looking"), LOOKING, (line) => {
      return this.look(principal, line, there);
    });
    return viewOf(made);
  }

  /** How an import stands. */
  view(principal: Principal, id: string): ImportView {
    return viewOf(this.known(principal, id));
  }

  /** Begins to add the chosen lines, all that can be unless some are named: they take the certificates that were shown. */
  run(principal: Principal, id: string, chosen: readonly number[] | null): ImportView {
    const known = this.known(principal, id);
    const lines = known.lines.filter(({ shown: { line, state } }) =>
      (state === "ready" || state === "failed") && (chosen === null || chosen.includes(line))
    );
    if (lines.length === 0) {
      throw new AtollError(422, "nothing-chosen", "None of the lines chosen can be added", "lines");
    }
    for (const line of lines) line.shown = { ...line.shown, state: "adding", problem: null };
    void this.each(known, lines, ADDING, (line) => this.add(principal, line));
    return viewOf(known);
  }

  /** Forgets an import, with its passwords. */
  drop(principal: Principal, id: string): void {
    this.imports.delete(this.known(principal, id).id);
  }

  close(): void {
    this.closed = true;
    this.imports.clear();
  }

  private known(principal: Principal, id: string): Import {
    this.deps.poolAdmin.mayAdd(principal);
    const known = this.imports.get(id);
    if (known === undefined || known.userId !== principal.userId || known.used + KEPT < this.now()) {
      throw new AtollError(404, "unknown-import", "There is no such import any more: upload the file again");
    }
    known.used = this.now();
    return known;
  }

  /** A new import takes the place of the same person's, and of the one that was used longest ago. */
  private makeRoom(userId: string): void {
    for (const { id, userId: owner, used } of [...this.imports.values()]) {
      if (owner === userId || used + KEPT < this.now()) this.imports.delete(id);
    }
    const oldest = [...this.imports.values()].sort((a, b) => a.used - b.used)[0];
    if (this.imports.size >= MOST && oldest !== undefined) this.imports.delete(oldest.id);
  }

  /** Does the work with each line, so many at a time, as long as the import is there. */
  private async each(
    of: Import,
    lines: readonly Line[],
    abreast: number,
    work: (line: Line) => Promise<void>,
  ) {
    of.busy++;
    // It goes on after the answer, and is noted as done from where it was asked for.
    const asked = onBehalf();
    const rest = lines[Symbol.iterator]();
    const worker = async () => {
      for (const line of rest) {
        if (this.closed || this.imports.get(of.id) !== of) return;
        try {
          await asked(() => work(line));
        } catch (error) {
          if (!(error instanceof AtollError)) log.error("A line of an import failed", { error });
          const message = error instanceof AtollError
            ? error.message
            : "Something unexpected went wrong: the log says more";
          const column = error instanceof AtollError ? error.field ?? "address" : "address";
          const state = line.shown.state === "looking" ? "wrong" : "failed";
          line.shown = { ...line.shown, state, problem: { column, message } };
        }
      }
    };
    await Promise.all(Array.from({ length: abreast }, worker));
    of.busy--;
  }

  private async look(principal: Principal, line: Line, there: ReadonlySet<string>): Promise<void> {
    const { address, fingerprint } = line.pool;
    if (there.has(formatAddress(parseAddress(address)))) {
      throw new AtollError(409, "pool-exists", "A pool at this address is already here", "address");
    }
    const found = await this.deps.poolAdmin.probe(principal, address);
    const certificate = found === null ? null : {
      fingerprint: found.fingerprint,
      subject: found.subject,
      vouched: found.vouched ?? false,
      named: fingerprint !== "",
    };
    line.shown = { ...line.shown, state: "ready", certificate };
    if (fingerprint === "" || fingerprint === found?.fingerprint) return;
    const message = found === null
      ? "The file names a certificate, but the address is plain HTTP"
      : `The host presents another certificate than the file names: ${found.fingerprint}`;
    line.shown = { ...line.shown, state: "wrong", problem: { column: "fingerprint", message } };
  }

  private async add(principal: Principal, line: Line): Promise<void> {
    const { address, username, password, name, readOnly, fingerprint } = line.pool;
    const { certificate } = line.shown;
    const shown = certificate === null || certificate.vouched && fingerprint === ""
      ? undefined
      : certificate.fingerprint;
    const pool = await this.deps.poolAdmin.add(principal, {
      address,
      username,
      password,
      label: name,
      readOnly,
      ...(shown === undefined ? {} : { fingerprint: shown }),
    });
    line.shown = { ...line.shown, state: "added", pool };
  }

  private addresses(): ReadonlySet<string> {
    return new Set([...this.deps.cache.list("pool")].flatMap(({ address }) => {
      const url = URL.parse(address.includes("://") ? address : `https://${address}`);
      return url === null ? [] : [formatAddress(parseAddress(address))];
    }));
  }
}

function viewOf({ id, lines, busy }: Import): ImportView {
  return { id, busy: busy > 0, lines: lines.map(({ shown }) => shown) };
}
