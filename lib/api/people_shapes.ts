// Inputs that several routes about people share. What they mean is checked by PeopleService; here, that they are no monsters.
import { z } from "@hono/zod-openapi";

/** A text that must be there. */
export const word = (most: number) =>
  z.string("is missing or no text").min(1, "is empty").max(most, `is longer than ${most} characters`);

export const newPassword = word(1024).describe(
  "10 to 256 characters, none of the ten thousand most common passwords, not the user name",
);
