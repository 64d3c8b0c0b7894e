// Texts, ids and flags as arguments: what the pool would trip over is refused before it gets there.
import { z } from "zod";

// xapi answers a control character with an internal error, so it is refused here. Tab and line feed are fine in long texts.
// deno-lint-ignore no-control-regex
const CONTROL = /[\u0000-\u001f\u007f]/;
// deno-lint-ignore no-control-regex
const CONTROL_BUT_LINES = /[\u0000-\u0008\u000b-\u001f\u007f]/;

const missing = (issue: { input?: unknown }) => issue.input === undefined ? "is missing" : "is no text";

/** A name: 1 to 255 characters on one line. */
export const nameText = z.string({ error: missing }).trim()
  .min(1, "is empty").max(255, "is longer than 255 characters")
  .refine((text) => !CONTROL.test(text), "holds a control character");

/** A description: up to 4,096 characters, lines allowed, may be empty. */
export const longText = z.string({ error: missing })
  .max(4096, "is longer than 4096 characters")
  .overwrite((text) => text.replaceAll("\r\n", "\n"))
  .refine((text) => !CONTROL_BUT_LINES.test(text), "holds a control character");

/** The id of another object. */
export const idText = z.string({ error: missing }).min(1, "is empty").max(128, "is no id");

/** Yes or no, as JSON or as a form sends it. */
export const flag = z.preprocess(
  (value) => value === "on" || value === "true" ? true : value === "" || value === "false" ? false : value,
  z.boolean("is neither true nor false"),
);
