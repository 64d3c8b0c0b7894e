// Exporting and importing the whole configuration: who may, with the password asked again, audited; checked whole before anything
// is written.
import { z } from "zod";
import type { Principal } from "@/lib/auth/types.ts";
import { AtollError } from "@/lib/errors.ts";
import { log } from "@/lib/log.ts";
import { requestContext } from "@/lib/request_context.ts";
import type { RightsService, SystemAction } from "@/lib/rights/types.ts";
import type { AuditLog } from "@/lib/store/audit.ts";
import {
  type ConfigRecord,
  configRecord,
  type ConfigRecords,
  type KindChange,
} from "@/lib/store/config_records.ts";
import { MIGRATIONS } from "@/lib/store/migrations.ts";
import { StoreError } from "@/lib/store/record.ts";
import { checkPassphrase, decrypted, encrypted } from "./file.ts";

export interface ConfigDeps {
  readonly records: ConfigRecords;
  readonly rights: RightsService;
  readonly audit: AuditLog;
  /** Checks the password of who asks, once more. Throws AtollError. */
  readonly confirm: (principal: Principal, password: string, client: string) => Promise<void>;
  /** Begins Atoll anew, with what is in the store then, soon after the answer. */
  readonly restart: () => void;
  /** scrypt work factor of files (tests use less). */
  readonly cost?: number;
}

/** What somebody enters to export. */
export interface ExportWish {
  /** Their own password. */
  readonly password: string;
  /** The one that the file is encrypted with. */
  readonly passphrase: string;
}

export interface ImportWish extends ExportWish {
  /** The text of the file. */
  readonly file: string;
}

const SCHEMA = MIGRATIONS.at(-1)?.to ?? 1;
const content = z.strictObject({ records: z.array(configRecord).max(200_000) });
const userShape = z.looseObject({
  id: z.string(),
  disabled: z.boolean(),
  groups: z.array(z.string()),
  password: z.unknown(),
});
const grantShape = z.looseObject({
  role: z.string(),
  subject: z.object({ kind: z.string(), id: z.string() }),
  scope: z.looseObject({ kind: z.string() }),
});

/** Methods throw AtollError: 403 right missing, 401 wrong password, 422 naming the field at fault. */
export class Configuration {
  constructor(private readonly deps: ConfigDeps) {}

  /** The file with users, groups, roles, grants, pools and settings, secrets included. */
  async export(principal: Principal, { password, passphrase }: ExportWish): Promise<string> {
    await this.may(principal, "config.export", "export the configuration");
    checkPassphrase(passphrase);
    await this.confirm(principal, "config.export", password);
    const records = await this.deps.records.read();
    const file = await encrypted({ records }, passphrase, SCHEMA, this.deps.cost);
    await this.note(principal, "config.export", `${records.length} records`);
    return file;
  }

  /** What an import of a file would do; nothing is changed. */
  async plan(
    principal: Principal,
    { passphrase, file }: Omit<ImportWish, "password">,
  ): Promise<KindChange[]> {
    await this.may(principal, "config.import", "import a configuration");
    return await this.deps.records.compare(await this.read(file, passphrase));
  }

  /**
   * Puts a file's configuration in the place of what is there, and begins Atoll anew. Everybody is signed out. Either all of it
   * is taken or nothing. Gives what it did.
   */
  async import(principal: Principal, { password, passphrase, file }: ImportWish): Promise<KindChange[]> {
    await this.may(principal, "config.import", "import a configuration");
    await this.confirm(principal, "config.import", password);
    const records = await this.read(file, passphrase);
    const changes = await this.deps.records.compare(records);
    // Before it is staged: from then on it may be put in force at any moment.
    await this.note(principal, "config.import", changesText(changes));
    await this.deps.records.stage(records);
    log.warn("A configuration was imported: Atoll begins anew", { by: principal.username });
    this.deps.restart();
    return changes;
  }

  private async read(file: string, passphrase: string): Promise<ConfigRecord[]> {
    const { schema, content: found } = await decrypted(file, passphrase);
    if (schema !== SCHEMA) {
      const message =
        `The file is of another version of Atoll (schema ${schema}, this one has ${SCHEMA}): use the same version`;
      throw new AtollError(422, "other-version", message, "file");
    }
    const result = content.safeParse(found);
    if (!result.success) throw new AtollError(422, "bad-file", "The file holds no configuration", "file");
    const { records } = result.data;
    if (!hasAdministrator(records)) {
      const message = "Nobody in the file could administer Atoll: it has no enabled administrator";
      throw new AtollError(422, "no-administrator", message, "file");
    }
    try {
      return await this.deps.records.sealed(records);
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      throw new AtollError(422, "bad-file", error.message, "file", { cause: error });
    }
  }

  private async may(principal: Principal, action: SystemAction, doing: string): Promise<void> {
    if (this.deps.rights.can(principal, action)) return;
    const message = `You are not allowed to ${doing}`;
    await this.note(principal, action, message, "refused");
    throw new AtollError(403, "forbidden", message);
  }

  /** What is asked for holds every secret: a session that somebody found open must not do, and whoever tries that is noted. */
  private async confirm(principal: Principal, action: SystemAction, password: string): Promise<void> {
    try {
      await this.deps.confirm(principal, password, requestContext()?.client ?? "");
    } catch (error) {
      if (error instanceof AtollError) await this.note(principal, action, error.message, "refused");
      throw error;
    }
  }

  private note(
    { userId, username }: Principal,
    what: string,
    message: string,
    result: "done" | "refused" = "done",
  ): Promise<void> {
    const who = { userId, username };
    return this.deps.audit.append({ who, what, object: null, result, message, task: null });
  }
}

/** Whether somebody who is enabled is an administrator on everything, by a grant of theirs or of a group of theirs. */
function hasAdministrator(records: readonly ConfigRecord[]): boolean {
  const of = <T>(kind: string, shape: z.ZodType<T>) =>
    records.flatMap(({ key, value }) => {
      const result = key[0] === kind ? shape.safeParse(value) : null;
      return result?.success ? [result.data] : [];
    });
  const grants = of("grants", grantShape).filter(({ role, scope }) =>
    role === "administrator" && scope.kind === "all"
  );
  const given = new Set(grants.map(({ subject }) => `${subject.kind} ${subject.id}`));
  return of("users", userShape).some(({ id, disabled, groups }) =>
    !disabled && (given.has(`user ${id}`) || groups.some((group) => given.has(`group ${group}`)))
  );
}

/** "users: 3 instead of 2, …": of each kind that has records before or after. */
export function changesText(changes: readonly KindChange[]): string {
  return changes.filter(({ kind, before, after }) => !kind.endsWith("_names") && before + after > 0)
    .map(({ kind, before, after }) => `${kind}: ${after} instead of ${before}`).join(", ");
}
