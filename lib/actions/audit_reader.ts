// The audit log for those who may read it: pages, the export, the check of its chain, and how long it is kept.
import type { Principal } from "@/lib/auth/types.ts";
import { AtollError } from "@/lib/errors.ts";
import { log } from "@/lib/log.ts";
import type { RightsService } from "@/lib/rights/types.ts";
import {
  AUDIT_RETENTION,
  type AuditFilter,
  type AuditLog,
  type AuditPage,
  type AuditRepository,
  type Retention,
  type Verification,
} from "@/lib/store/audit.ts";
import type { AuditKeeper, Checking } from "@/lib/store/audit_keeper.ts";

export interface AuditReaderDeps {
  readonly audit: Pick<AuditRepository, "page" | "lines"> & AuditLog;
  readonly keeper: AuditKeeper;
  readonly rights: RightsService;
}

/** Entries of a page at most. */
export const MAX_PAGE = 500;
/** Exports that may run at a time: each reads all of the log. */
const EXPORTS = 4;

/** Methods throw AtollError 403 where the right is missing. */
export class AuditReader {
  private exports = 0;

  constructor(private readonly deps: AuditReaderDeps) {}

  /** A page, newest first. @param before number of the entry that it ends before; null for the newest */
  async page(
    principal: Principal,
    filter: AuditFilter,
    before: number | null,
    limit: number,
  ): Promise<AuditPage> {
    this.mayRead(principal);
    return await this.deps.audit.page(filter, before ?? Infinity, Math.min(limit, MAX_PAGE));
  }

  /** NDJSON, oldest first, written as it is read. Throws AtollError 429 while too many others run. */
  async export(principal: Principal, filter: AuditFilter): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
    this.mayRead(principal);
    if (this.exports >= EXPORTS) {
      throw new AtollError(
        429,
        "too-many-exports",
        "Too many exports of the audit log run: wait for one to end",
      );
    }
    await this.note(principal, "audit.export", "");
    const lines = this.deps.audit.lines(filter);
    const encoder = new TextEncoder();
    this.exports++;
    let over = false;
    const end = () => {
      if (!over) this.exports--;
      over = true;
    };
    return new ReadableStream<Uint8Array<ArrayBuffer>>({
      async pull(controller) {
        try {
          const next = await lines.next();
          if (!next.done) return controller.enqueue(encoder.encode(next.value));
          end();
          controller.close();
        } catch (error) {
          end();
          log.error("Export of the audit log broken off", { error });
          controller.error(error);
        }
      },
      async cancel() {
        end();
        await lines.return(undefined);
      },
    }, { highWaterMark: 1 });
  }

  /** How the check of the chain stands. */
  checking(principal: Principal): Checking {
    this.mayRead(principal);
    return this.deps.keeper.state;
  }

  /** Checks the chain from its beginning to its end. */
  async verify(principal: Principal): Promise<Verification> {
    this.mayRead(principal);
    return await this.deps.keeper.check();
  }

  async retention(principal: Principal): Promise<Retention> {
    this.mayRead(principal);
    return await this.deps.keeper.retention();
  }

  /** Throws AtollError 422 naming the field at fault. */
  async setRetention(principal: Principal, retention: Retention): Promise<void> {
    if (!this.deps.rights.can(principal, "settings.manage")) {
      throw new AtollError(403, "forbidden", "You are not allowed to change how long the audit log is kept");
    }
    const checked = AUDIT_RETENTION.schema.safeParse(retention);
    if (!checked.success) {
      const field = checked.error.issues[0]?.path.join(".") ?? "days";
      const most = field === "megabytes" ? "1 to 100,000 megabytes" : "1 to 36,500 days";
      throw new AtollError(422, "bad-retention", `The audit log can be kept for ${most}`, field);
    }
    // First, so that what is taken away at once was announced.
    const { days, megabytes } = retention;
    await this.note(principal, "audit.set-retention", `${days} days, ${megabytes} MB`);
    await this.deps.keeper.setRetention(retention);
  }

  private mayRead(principal: Principal): void {
    if (this.deps.rights.can(principal, "audit.read")) return;
    throw new AtollError(403, "forbidden", "You are not allowed to read the audit log");
  }

  private note({ userId, username }: Principal, what: string, message: string): Promise<void> {
    const who = { userId, username };
    return this.deps.audit.append({ who, what, object: null, result: "done", message, task: null });
  }
}
