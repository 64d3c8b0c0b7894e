// What people may type about groups and tokens, and prefer: schemas, and the error that names the field at fault.
import { z } from "zod";
import { AtollError } from "@/lib/errors.ts";
import { preferences } from "@/lib/store/preferences.ts";
import { languageOf } from "@/lib/view/languages.ts";

/** Control and formatting characters, and halves of others: with them one name could look like another. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

const text = (most: number) =>
  z.string("is no text").max(most, `is longer than ${most} characters`)
    .refine((value) => value.isWellFormed(), "holds half a character");

const name = z.string("is missing or no text")
  .overwrite((value) => value.normalize("NFKC").trim())
  .min(1, "is empty").max(64, "is longer than 64 characters")
  .refine((value) => !UNSEEN.test(value), "holds characters that cannot be seen");

export const groupInput = z.object({
  name,
  description: text(1024).trim(),
  /** Compared with a claim as it is: in another form it would not be found. "" stands for null, as forms send it. */
  external: text(256).nullable().transform((value) => value === "" ? null : value),
});

/** Ten years: what lasts longer is meant to last until it is revoked. */
const LONGEST_MS = 10 * 366 * 86_400_000;

/** @param now milliseconds since 1970 */
export const tokenInput = (now: number) =>
  z.object({
    name,
    scope: z.enum(["read-only", "user"], "is neither read-only nor user"),
    expires: z.iso.datetime({ offset: true, error: "is no time like 2030-01-31T00:00:00Z" })
      .transform((time) => new Date(time).toISOString())
      .refine((time) => Date.parse(time) > now, "is over already")
      .refine((time) => Date.parse(time) < now + LONGEST_MS, "is more than ten years away")
      .nullable(),
  });

export const preferencesInput = preferences.partial().extend({
  language: z.string().refine(
    (tag) => tag === "" || languageOf(tag)?.tag === tag,
    "is none that Atoll speaks",
  )
    .optional(),
});

/** A value as its schema has it. Throws AtollError 422 with the field at fault. */
export function checkInput<S extends z.ZodType>(schema: S, value: unknown): z.infer<S> {
  const { success, data, error } = schema.safeParse(value);
  if (success) return data;
  const issue = error.issues[0];
  const [field] = issue?.path.map(String) ?? [];
  const where = issue?.path.map(String).join(".") ?? "";
  throw new AtollError(422, "bad-input", `The ${where} ${issue?.message ?? "is not usable"}`, field);
}
