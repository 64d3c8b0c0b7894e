// docs/features.md against what there is: every line has its row, and every test that a row names exists under that name.
import assert from "node:assert/strict";
import { ROOT } from "./sources.ts";

const LINES = 60;

interface Row {
  readonly line: string;
  readonly what: string;
  readonly shown: string;
}

/** The rows of the first table. */
async function rows(): Promise<Row[]> {
  const text = await Deno.readTextFile(`${ROOT}/docs/features.md`);
  const table = text.slice(
    text.indexOf("## Every line"),
    text.indexOf("\n## ", text.indexOf("## Every line") + 1),
  );
  return table.split("\n").filter((line) => /^\| (\d|all)/.test(line)).map((line) => {
    const [, number = "", what = "", shown = ""] = line.split(" | ").join("|").split("|").map((cell) =>
      cell.trim()
    );
    return { line: number, what, shown };
  });
}

Deno.test("the table of features holds every line", async () => {
  const lines = new Set((await rows()).map(({ line }) => line));
  const wanted = [
    ...Array.from({ length: LINES }, (_, n) => String(n + 1)),
    "all",
    ...Array.from({ length: 9 }, (_, n) => `6.${n + 1}`),
  ];
  assert.deepEqual(wanted.filter((line) => !lines.has(line)), []);
});

Deno.test("every test that the table names exists, and a line without one says so", async () => {
  const wrong: string[] = [];
  for (const { line, what, shown } of await rows()) {
    const files = shown.split("; `").filter((part) => part.includes("_test.ts"));
    if (files.length === 0 && !/^(issue 7|not yet|there, without)|task bench/.test(shown)) {
      wrong.push(`${line} ${what}: names no test`);
    }
    for (const part of files) {
      const path = /`?([^`]+_test\.tsx?)`/.exec(part)?.[1] ?? part;
      const source = await Deno.readTextFile(`${ROOT}/${path}`).catch(() => null);
      if (source === null) wrong.push(`${line} ${what}: there is no ${path}`);
      for (const [, name = ""] of part.slice(part.indexOf("`:") + 1).matchAll(/"([^"]+)"/g)) {
        if (source !== null && !source.includes(name)) {
          wrong.push(`${line} ${what}: ${path} has no "${name}"`);
        }
      }
    }
  }
  assert.deepEqual(wrong, []);
});
