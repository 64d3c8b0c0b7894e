// Faults as JSON, for simulators that run as processes.
import { z } from "zod";
import { reasonOf } from "../errors.ts";
import type { Fault } from "./types.ts";

/** What was given as faults is none; the message says where. */
export class FaultError extends Error {
  override readonly name = "FaultError";
}

const share = z.number().min(0).max(1);
const ms = z.number().min(0);
const whole = z.number().int();
const matching = {
  on: z.string().optional(),
  path: z.string().optional(),
  probability: share.optional(),
  count: whole.min(1).optional(),
  after: ms.optional(),
  lasts: ms.optional(),
};
const lasting = { for: ms.optional() };

const schema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("cut"),
    how: z.enum(["reset", "close", "hang"]),
    at: share.optional(),
    byte: whole.min(0).optional(),
    ...matching,
  }),
  z.strictObject({ kind: z.enum(["truncated", "garbled"]), at: share.optional(), ...matching }),
  z.strictObject({
    kind: z.literal("page"),
    status: whole.min(200).max(599),
    type: z.string().optional(),
    ...matching,
  }),
  z.strictObject({
    kind: z.literal("slow"),
    part: z.enum(["head", "body", "all"]).optional(),
    bytes: whole.min(1),
    ms,
    ...matching,
  }),
  z.strictObject({ kind: z.literal("length"), by: whole, ...matching }),
  z.strictObject({ kind: z.literal("twice"), ...matching }),
  z.strictObject({ kind: z.literal("hangup"), how: z.enum(["reset", "close"]), ...matching }),
  z.strictObject({
    kind: z.literal("error"),
    code: z.string(),
    params: z.array(z.string()).optional(),
    ...matching,
  }),
  z.strictObject({ kind: z.literal("evict"), ...matching }),
  z.strictObject({ kind: z.literal("stall"), ms, ...matching }),
  z.strictObject({
    kind: z.literal("batch"),
    how: z.enum([
      "repeated",
      "shuffled",
      "stale",
      "older-token",
      "miscounted",
      "unknown-class",
      "wrong-type",
      "missing-field",
      "huge-name",
      "nan",
    ]),
    ...matching,
  }),
  z.strictObject({
    kind: z.enum(["refuse", "mute", "garbage", "freeze", "certificate", "booting", "unaddressed", "down"]),
    ...lasting,
  }),
  z.strictObject({ kind: z.literal("sever") }),
  z.strictObject({ kind: z.literal("clock"), by: z.number(), ...lasting }),
  z.strictObject({ kind: z.literal("crash"), loses: ms }),
]);

/** Reads faults: one or a list of them as JSON text, or the name of a file that holds that. Throws FaultError. */
export async function readFaults(given: string): Promise<Fault[]> {
  const text = /^\s*[[{]/.test(given) ? given : await read(given);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new FaultError(`The faults are no JSON: ${reasonOf(error)}`);
  }
  const { success, data, error } = z.array(schema).safeParse(Array.isArray(json) ? json : [json]);
  if (success) return data.map(withoutGaps);
  const [issue] = error.issues;
  throw new FaultError(`Fault ${issue?.path.join(".") ?? ""}: ${issue?.message ?? "is none"}`);
}

async function read(path: string): Promise<string> {
  try {
    return await Deno.readTextFile(path);
  } catch (error) {
    throw new FaultError(`Cannot read ${path}: ${reasonOf(error)}`);
  }
}

type Parsed = z.infer<typeof schema>;

/** The same fault without the fields that were not given. */
function withoutGaps(fault: Parsed): Fault {
  return JSON.parse(JSON.stringify(fault));
}
