// Every recording of a genuine xapi on the wire must be read, in the dialect it was made in.
import { strict as assert } from "node:assert";
import { openJson, openXml } from "./envelope.ts";
import { ConnectionError, XapiError } from "./errors.ts";
import { decodeEventBatch } from "./event_batch.ts";
import { checkResult } from "./misfit.ts";
import { methodSchema } from "./model.ts";
import { type ModelType, parseType } from "./schema_type.ts";
import { CLASSES } from "./schema.ts";
import { oddities } from "./testdata/oddities.ts";
import { readAnswer } from "./transport.ts";
import type { Dialect, Value } from "./types.ts";
import { decodeValue } from "./values.ts";

const folder = new URL("../../../shared/xapi/transcripts/", import.meta.url);

function recordings(): string[] {
  try {
    return [...Deno.readDirSync(folder)].map((entry) => entry.name).sort();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}

const names = recordings();

interface Recording {
  readonly path: string;
  readonly request: string;
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  /** The recorder has taken something out of the middle. */
  readonly cut: boolean;
}

/** undefined when no answer came, or for a request that is no call. */
function parse(text: string): Recording | undefined {
  const parts = /^POST (\S+) [^]*?\n\n([^]*?)\n==== response[^\n]*====\nHTTP\/1\.\d (\d+)([^]*?)\n\n([^]*)$/
    .exec(text);
  if (parts === null) return undefined;
  const [, path = "", request = "", status = "", headers = "", whole = ""] = parts;
  // The recorder cut the middle of a few huge strings out and left a line that says so.
  const body = whole.replace(/\n\.\.\. \d+ characters of the same response left out here \.\.\.\n/g, "");
  return {
    path,
    request,
    status: Number(status),
    contentType: /content-type: (.*)/.exec(headers)?.[1] ?? "",
    body,
    cut: body !== whole,
  };
}

function dialectOf(recording: Recording): Dialect {
  if (recording.path !== "/jsonrpc") return "xml";
  return recording.request.includes('"jsonrpc"') ? "json2" : "json1";
}

function methodOf(request: string): string {
  return /"method": ?"([^"]*)"|<methodName>([^<]*)/.exec(request)?.slice(1).find((name) =>
    name !== undefined
  ) ?? "";
}

/** Says where a decoded value is not what its type promises. */
function misfits(type: ModelType, value: Value | undefined, at: string): string[] {
  const wrong = [`${at}: ${JSON.stringify(value)?.slice(0, 80)} is no ${type.kind}`];
  switch (type.kind) {
    case "string":
    case "enum":
      return typeof value === "string" ? [] : wrong;
    case "ref":
      return value === null || (typeof value === "string" && value !== "" && !value.includes("NULL"))
        ? []
        : wrong;
    case "int":
    case "float":
      return typeof value === "number" ? [] : wrong;
    case "bool":
      return typeof value === "boolean" ? [] : wrong;
    case "datetime":
      return typeof value === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value) ? [] : wrong;
    case "void":
      return value === null ? [] : wrong;
    case "set":
      return Array.isArray(value) ? value.flatMap((item, i) => misfits(type.of, item, `${at}[${i}]`)) : wrong;
    case "map":
      if (typeof value !== "object" || value === null || Array.isArray(value)) return wrong;
      return Object.entries(value).flatMap(([key, item]) => misfits(type.value, item, `${at}.${key}`));
    case "option":
      return value === null ? [] : misfits(type.of, value, at);
    case "record": {
      if (typeof value !== "object" || value === null || Array.isArray(value)) return wrong;
      const fields = CLASSES[type.name]?.fields ?? {};
      return Object.entries(fields).flatMap(([name, [text]]) =>
        Object.hasOwn(value, name) ? misfits(parseType(text), value[name], `${at}.${name}`) : []
      );
    }
    case "batch":
      return [];
  }
}

Deno.test({
  name: names.length === 0
    ? "recordings of a genuine xapi (skipped: shared/xapi/transcripts is not here)"
    : `all ${names.length} recordings of a genuine xapi are read`,
  ignore: names.length === 0,
  async fn() {
    const encoder = new TextEncoder();
    const tally = { results: 0, refusals: 0, pages: 0, cut: 0, events: 0, noCall: 0 };
    for (const name of names) {
      const recording = parse(await Deno.readTextFile(new URL(name, folder)));
      if (recording === undefined) {
        tally.noCall++;
        continue;
      }
      const method = methodOf(recording.request);
      const answer = { ...recording, chunks: [encoder.encode(recording.body)] };
      let result: Value;
      try {
        const dialect = dialectOf(recording);
        const value = await readAnswer(dialect, answer, "recorded");
        result = dialect === "xml" ? openXml(value) : openJson(value);
      } catch (error) {
        if (error instanceof XapiError) {
          assert.match(error.code, /^[A-Z][A-Z0-9_.a-z]+$/, name);
          // An internal error quotes what xapi choked on.
          if (error.code !== "INTERNAL_ERROR") {
            assert.deepEqual(oddities(error.message), [], `${name}: ${error.message}`);
          }
          tally.refusals++;
        } else {
          assert(error instanceof ConnectionError && error.kind === "bad-answer", `${name}: ${error}`);
          if (recording.cut) {
            tally.cut++;
            continue;
          }
          assert.notEqual(recording.status, 200, `${name}: ${error.message}`);
          tally.pages++;
        }
        continue;
      }
      tally.results++;
      const schema = methodSchema(method);
      if (method === "event.from") {
        const batch = await decodeEventBatch(result);
        tally.events += batch.events.length;
        for (const event of batch.events) {
          assert.equal(event.record === undefined, event.operation === "del", name);
          if (event.record === undefined || !Object.hasOwn(CLASSES, event.class)) continue;
          assert.deepEqual(misfits(parseType(`${event.class} record`), event.record, event.class), [], name);
        }
        assert(Object.keys(batch.validRefCounts).length > 50, name);
      } else if (schema !== undefined && !method.startsWith("Async.")) {
        const decoded = decodeValue(schema.result, result);
        if (method !== "event.next") {
          assert.deepEqual(misfits(parseType(schema.result), decoded, method), [], name);
          // The check of typed calls lets every genuine answer pass, too.
          await checkResult(method, decoded);
        }
      }
    }
  },
});
