import assert from "node:assert/strict";
import fc from "fast-check";
import { AtollError } from "@/lib/errors.ts";
import { MAX_LINES, readPools } from "./pool_csv.ts";

const PRINT = "AB:".repeat(31) + "AB";
const refused = (text: string, message: RegExp) =>
  assert.throws(() => readPools(text), (error) => {
    assert(error instanceof AtollError && error.status === 422 && error.field === "csv", String(error));
    assert.match(error.message, message);
    return true;
  });

Deno.test("spreadsheets of all kinds are read: separators, quotes, marks at the beginning, line ends", () => {
  for (const separator of [",", ";", "\t"]) {
    for (const end of ["\n", "\r\n", "\r"]) {
      const text = "\ufeff" + [
        ["Address", "username", "PASSWORD", "fingerprint", "name", "read_only"].join(separator),
        ["10.0.0.1", "root", '" s""p"', "", "", ""].join(separator),
        "",
        ["xen.lab:444", "ops", `"a${separator}b"`, PRINT.toLowerCase(), "Lab", "Yes"].join(separator),
      ].join(end);
      assert.deepEqual(readPools(text), [
        {
          line: 2,
          pool: {
            address: "10.0.0.1",
            username: "root",
            password: ' s"p',
            fingerprint: "",
            name: "",
            readOnly: false,
          },
          fault: null,
        },
        {
          line: 4,
          pool: {
            address: "xen.lab:444",
            username: "ops",
            password: `a${separator}b`,
            fingerprint: PRINT,
            name: "Lab",
            readOnly: true,
          },
          fault: null,
        },
      ]);
    }
  }
});

Deno.test("what is wrong with a line is told with its column, and no other line suffers", () => {
  const lines = readPools([
    "address,username,password,fingerprint,read_only",
    ",root,p,,",
    "a,,p,,",
    "b,root,,,",
    "ftp://x,root,p,,",
    "c,root,p,AA:BB,",
    "d,root,p,,perhaps",
    "e,root,p",
    '"f","root","a\nb",,',
    "f:443,root,p,,",
    "g,root,p,,no",
  ].join("\n"));
  assert.deepEqual(lines.map(({ line, fault }) => [line, fault?.column ?? null]), [
    [2, "address"],
    [3, "username"],
    [4, "password"],
    [5, "address"],
    [6, "fingerprint"],
    [7, "read_only"],
    [8, "password"],
    [9, null],
    [11, "address"],
    [12, null],
  ]);
  assert.equal(lines[8]?.fault?.message, "The same address stands in line 9");
});

Deno.test("a file that cannot be read as a whole says why and where, without a word of its fields", () => {
  refused("", /empty/);
  refused("address,username,password", /no pool/);
  refused("address,username", /"password"/);
  refused("address,username,password,color\n", /"color"/);
  refused("address,username,password,address\n", /twice/);
  refused(
    'address,username,password\na,root,"canary\nb',
    /^Cannot read line \d: a quotation mark is not closed$/,
  );
  refused('address,username,password\na,root,can"ary', /^Cannot read line 2: a quotation mark stands within/);
  refused("address,username,password\n" + "a,b,c\n".repeat(MAX_LINES + 1), /at most 500/);
  refused("address,username,password\na,b," + "x".repeat(9_000), /longer than/);
});

Deno.test("no text brings it down", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 80 }), fc.boolean(), (text, headed) => {
      try {
        const lines = readPools((headed ? "address,username,password\n" : "") + text);
        assert(lines.length > 0);
      } catch (error) {
        assert(error instanceof AtollError && error.field === "csv", String(error));
      }
    }),
    { numRuns: 60 },
  );
});
