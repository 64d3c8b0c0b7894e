// The frames of three dialects, and all shapes of failure.
import { strict as assert } from "node:assert";
import { isAnswerTo, openJson, openXml } from "./envelope.ts";
import { ConnectionError, XapiError } from "./errors.ts";

Deno.test("results come out of every frame", () => {
  assert.equal(openJson({ jsonrpc: "2.0", result: "x", id: 1 }), "x");
  assert.equal(openJson({ result: "", error: null, id: 1 }), "");
  assert.equal(openXml({ Status: "Success", Value: "x" }), "x");
  assert.equal(openXml({ Status: "Success" }), "");
  assert.deepEqual(openXml(["a.method"]), ["a.method"]);
});

Deno.test("failures of every shape are the same error", () => {
  const failures = [
    () =>
      openJson({
        jsonrpc: "2.0",
        error: { code: 1, message: "VDI_IN_USE", data: ["OpaqueRef:1", "destroy"] },
        id: 1,
      }),
    () => openJson({ jsonrpc: "2.0", error: ["VDI_IN_USE", "OpaqueRef:1", "destroy"], id: 0 }),
    () => openJson({ result: null, error: ["VDI_IN_USE", "OpaqueRef:1", "destroy"], id: 1 }),
    () => openXml({ Status: "Failure", ErrorDescription: ["VDI_IN_USE", "OpaqueRef:1", "destroy"] }),
  ];
  for (const failure of failures) {
    assert.throws(
      failure,
      (error) =>
        error instanceof XapiError && error.code === "VDI_IN_USE" && error.message === "The disk is in use" &&
        error.params.join() === "OpaqueRef:1,destroy",
    );
  }
});

Deno.test("anything else is a bad answer", () => {
  for (const answer of [null, 1, "x", [], {}, { error: 1 }, { error: [] }, { error: { code: 1 } }]) {
    assert.throws(
      () => openJson(answer),
      (error) => error instanceof ConnectionError && error.kind === "bad-answer",
    );
  }
  for (const answer of [null, "x", {}, { Status: "Failure" }, { Status: "Odd", Value: 1 }]) {
    assert.throws(
      () => openXml(answer),
      (error) => error instanceof ConnectionError && error.kind === "bad-answer",
    );
  }
});

Deno.test("an answer is that to the call whose id it has", () => {
  const failure = { code: 1, message: "VDI_IN_USE", data: [] };
  for (const dialect of ["json1", "json2"] as const) {
    assert(isAnswerTo(7, dialect, { result: "", error: null, id: 7 }));
    assert(isAnswerTo(7, dialect, { error: failure, id: 7 }));
    assert(!isAnswerTo(7, dialect, { result: "", error: null, id: 6 }));
    assert(!isAnswerTo(7, dialect, { error: failure, id: 6 }));
    assert(!isAnswerTo(7, dialect, { result: "" }));
    assert(!isAnswerTo(7, dialect, { result: "", id: null }));
    assert(!isAnswerTo(7, dialect, { result: "", id: "7" }));
  }
});

Deno.test("a failure from before the request was looked at has no id of its own, nor has anything from a xapi of 1.0", () => {
  for (const dialect of ["json1", "json2"] as const) {
    assert(isAnswerTo(7, dialect, { error: ["HOST_STILL_BOOTING"], id: 0 }));
    assert(isAnswerTo(7, dialect, { error: ["HOST_STILL_BOOTING"], id: null }));
  }
  assert(isAnswerTo(7, "json1", { result: "", error: null, id: 0 }));
  assert(!isAnswerTo(7, "json2", { result: "", id: 0 }));
});
