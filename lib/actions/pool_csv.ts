// Pools as lines of a CSV file: which columns there are, and what is wrong with a line.
import { CsvError, parse } from "csv-parse/sync";
import { AtollError } from "@/lib/errors.ts";
import { AddressError, formatAddress, parseAddress } from "@/lib/xapi/mod.ts";
import { LONGEST } from "./pool_admin.ts";

/** A pool to be added. */
export interface CsvPool {
  readonly address: string;
  readonly username: string;
  readonly password: string;
  /** "" where the file names none. */
  readonly fingerprint: string;
  readonly name: string;
  readonly readOnly: boolean;
}

/** What is wrong with a line. Never quotes a password. */
export interface CsvFault {
  readonly column: string;
  readonly message: string;
}

export interface CsvLine {
  /** Where it stands in the file: the heading is line 1. */
  readonly line: number;
  readonly pool: CsvPool;
  readonly fault: CsvFault | null;
}

export const REQUIRED = ["address", "username", "password"] as const;
export const OPTIONAL = ["name", "fingerprint", "read_only"] as const;
const COLUMNS: readonly string[] = [...REQUIRED, ...OPTIONAL];

/** Lines a file may have. */
export const MAX_LINES = 500;
const FINGERPRINT = /^([0-9A-F]{2}:){31}[0-9A-F]{2}$/;
const YES = new Set(["yes", "true", "1", "x"]);
const NO = new Set(["", "no", "false", "0"]);

const FAULTS: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: "a quotation mark is not closed",
  INVALID_OPENING_QUOTE:
    "a quotation mark stands within a field: put the whole field into quotes, and double those in it",
  CSV_INVALID_CLOSING_QUOTE: "something stands behind a closing quotation mark",
  CSV_MAX_RECORD_SIZE: "a line is longer than 8,192 characters",
};

/**
 * The lines of a file, each with the first thing that is wrong with it. Separators are commas, semicolons or tabs, as the heading
 * has them. Throws AtollError 422 (field `csv`) where the file as a whole cannot be read.
 */
export function readPools(text: string): CsvLine[] {
  const records = recordsOf(text.replaceAll(/\r\n?/g, "\n"));
  const [heading, ...rows] = records;
  if (heading === undefined) throw wrong("The file is empty: its first line names the columns");
  const columns = heading.fields.map((name) => name.trim().toLowerCase());
  checkHeading(columns);
  if (rows.length === 0) throw wrong("There is no pool in the file: line 2 would be the first");
  if (rows.length > MAX_LINES) {
    throw wrong(`The file has ${rows.length} pools: import at most ${MAX_LINES} at a time`);
  }
  const seen = new Map<string, number>();
  return rows.map(({ line, fields }) => {
    const field = (name: string) => fields[columns.indexOf(name)] ?? "";
    const pool: CsvPool = {
      address: field("address").trim(),
      username: field("username").trim(),
      password: field("password"),
      fingerprint: field("fingerprint").trim().toUpperCase(),
      name: field("name").trim(),
      readOnly: YES.has(field("read_only").trim().toLowerCase()),
    };
    const count = fields.length === columns.length ? null : {
      column: columns[Math.min(fields.length, columns.length) - 1] ?? "",
      message: `The line has ${fields.length} fields, the heading ${columns.length}`,
    };
    const fault = count ?? faultOf(pool, field("read_only"));
    return { line, pool, fault: fault ?? repeated(pool, line, seen) };
  });
}

function recordsOf(text: string): { line: number; fields: string[] }[] {
  const first = text.slice(0, text.indexOf("\n") + 1 || undefined);
  const delimiter = [";", "\t", ","].find((one) => first.includes(one)) ?? ",";
  try {
    const found: unknown = parse(text, {
      bom: true,
      info: true,
      delimiter,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: 8_192,
    });
    return recordShape(found);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const where = typeof error.lines === "number" ? `line ${error.lines}` : "the file";
    throw wrong(`Cannot read ${where}: ${FAULTS[error.code] ?? "it is no CSV"}`);
  }
}

/** What the parser gives, as far as it is needed; its type leaves it open. */
function recordShape(found: unknown): { line: number; fields: string[] }[] {
  if (!Array.isArray(found)) return [];
  return found.map(({ record, info }: { record: unknown; info: { lines: number } }) => {
    const fields = Array.isArray(record) ? record.map(String) : [];
    // It counts to the end of the record.
    const breaks = fields.join("").split("\n").length - 1;
    return { line: info.lines - breaks, fields };
  });
}

function checkHeading(columns: readonly string[]): void {
  const unknown = columns.find((name) => !COLUMNS.includes(name));
  if (unknown !== undefined) {
    throw wrong(`Line 1 names a column "${unknown.slice(0, 64)}": ${COLUMNS.join(", ")} are there`);
  }
  const twice = columns.find((name, at) => columns.indexOf(name) !== at);
  if (twice !== undefined) throw wrong(`Line 1 names the column "${twice}" twice`);
  const missing = REQUIRED.find((name) => !columns.includes(name));
  if (missing !== undefined) throw wrong(`Line 1 does not name the column "${missing}"`);
}

function faultOf(pool: CsvPool, readOnly: string): CsvFault | null {
  for (const column of REQUIRED) {
    if (pool[column] === "") return { column, message: `The ${column} is missing` };
  }
  for (const column of ["address", "username", "password"] as const) {
    if (pool[column].length > LONGEST[column]) return { column, message: `The ${column} is too long` };
  }
  if (pool.name.length > LONGEST.label) return { column: "name", message: "The name is too long" };
  if (pool.fingerprint !== "" && !FINGERPRINT.test(pool.fingerprint)) {
    return {
      column: "fingerprint",
      message: "The fingerprint is no SHA-256: 32 pairs of hexadecimal digits with colons",
    };
  }
  const flag = readOnly.trim().toLowerCase();
  if (!YES.has(flag) && !NO.has(flag)) return { column: "read_only", message: "It is neither yes nor no" };
  try {
    parseAddress(pool.address);
    return null;
  } catch (error) {
    if (error instanceof AddressError) return { column: "address", message: error.message };
    throw error;
  }
}

function repeated(pool: CsvPool, line: number, seen: Map<string, number>): CsvFault | null {
  try {
    const address = formatAddress(parseAddress(pool.address));
    const before = seen.get(address);
    if (before !== undefined) {
      return { column: "address", message: `The same address stands in line ${before}` };
    }
    seen.set(address, line);
  } catch (error) {
    if (!(error instanceof AddressError)) throw error;
  }
  return null;
}

function wrong(message: string): AtollError {
  return new AtollError(422, "bad-csv", message, "csv");
}
