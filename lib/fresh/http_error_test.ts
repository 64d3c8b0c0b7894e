import { equal } from "node:assert/strict";
import { HttpError, statusOf, statusText } from "./http_error.ts";

Deno.test("an HTTP error is called after its status unless it says more", () => {
  equal(new HttpError(404).message, "Not Found");
  equal(new HttpError(409, "Busy").message, "Busy");
  equal(statusText(418), "Error");
});

Deno.test("errors that carry an HTTP status keep it, everything else is 500", () => {
  equal(statusOf(new HttpError(403)), 403);
  equal(statusOf(Object.assign(new Error("x"), { status: 422 })), 422);
  for (const status of [200, 600, 404.5, "404"]) {
    equal(statusOf(Object.assign(new Error("x"), { status })), 500);
  }
  equal(statusOf({ status: 404 }), 500);
  equal(statusOf("text"), 500);
});
