// What genuine pools left: it lies beside the project, and tests that need it are left out, and say so, where it is missing.
import { existsSync } from "node:fs";

/** Recordings, histories, pools in files, the data model. */
export const SHARED = new URL("../../shared/xapi/", import.meta.url);
/** A day of work: events.ndjson.gz as they came, end.json.gz as {Class: {ref: record}}. */
export const DAY_OF_WORK = new URL("histories/day-of-work/", SHARED);

/** Whether a test that needs it is left out, */
export const ignore = !existsSync(SHARED);
/** and what the test's name says then. */
export const why = ignore ? " (skipped: ../shared/xapi is not here)" : "";

/** The text of a gzipped file. */
export async function readGzip(url: URL): Promise<string> {
  const file = await Deno.open(url);
  return await new Response(file.readable.pipeThrough(new DecompressionStream("gzip"))).text();
}
