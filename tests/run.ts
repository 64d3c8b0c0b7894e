// `task test [group…]`: one command that checks everything and closes with `N passed, N failed, N skipped`.
// `task test durability [--moments 200] [--seed N]` kills a writing process at more moments.
// `task test fuzz [--cases 10000] [--seed N]` sends more nonsense to every route.
// `task test quality [--pages 100000]` opens every page of every object, and each kind of page in all looks.
// `task test chaos [--scenarios 500] [--seed N]` runs more of the chaos, or one scenario of it with its trace.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { ROOT, sourceFiles } from "./sources.ts";

interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

/** Groups of tests by folder; what is named in no other group is a unit test beside its file. */
const FOLDERS: Readonly<Record<string, readonly string[]>> = {
  architecture: ["tests/architecture_test.ts", "tests/features_test.ts"],
  integration: ["tests/integration/", "tests/api/", "tests/history_test.ts"],
  stream: ["tests/stream/"],
  conformance: ["tests/conformance/"],
  chaos: ["tests/chaos/"],
  durability: ["tests/durability/"],
  attacks: ["tests/attacks/"],
  fuzz: ["tests/fuzz/"],
  rights: ["tests/rights/"],
  browser: ["tests/browser/", "tests/fresh/"],
  quality: ["tests/quality/"],
};
/** Processes, sockets and timers of the integration tests must end with their test. */
const HOW: Readonly<Record<string, readonly string[]>> = {
  unit: ["--parallel"],
  integration: ["--parallel", "--sanitize-ops", "--sanitize-resources"],
  stream: ["--parallel", "--sanitize-ops", "--sanitize-resources"],
  conformance: ["--parallel"],
  browser: ["--parallel"],
  rights: ["--parallel", "--sanitize-ops", "--sanitize-resources"],
  quality: ["--parallel"],
  chaos: ["--parallel", "--v8-flags=--expose-gc"],
  durability: ["--parallel"],
  attacks: ["--parallel"],
};
/** Groups that try more when they are asked for than in a run of everything: by which option, and how much. */
const SIZES: Readonly<
  Record<string, { readonly option: string; readonly among: string; readonly alone: string }>
> = {
  chaos: { option: "scenarios", among: "20", alone: "500" },
  durability: { option: "moments", among: "15", alone: "200" },
  // To the API, and as many forms.
  fuzz: { option: "cases", among: "250", alone: "10000" },
  // Of each kind, by the crawler.
  quality: { option: "pages", among: "1", alone: "100000" },
};
/**
 * Unit tests share isolates, so many files to each: starting one costs more than most files' tests take. Not those that look at
 * what a process begins with: registered assets and islands, code that was never run.
 */
const SHARDS = 8;
const OWN_ISOLATE = /^lib\/fresh\/|^lib\/cache\/draft_test/;
/** How long (ms) a group may take among all others, several times what any needs; asked for alone it may take a day. */
const LIMIT = 10 * 60_000;
const NO_LIMIT = 24 * 60 * 60_000;
const STATIC = ["format", "lint", "types"] as const;
const GROUPS = [
  ...STATIC,
  "architecture",
  "unit",
  "integration",
  "stream",
  "conformance",
  "chaos",
  "durability",
  "attacks",
  "fuzz",
  "rights",
  "browser",
  "quality",
];

const deno = (args: string[]) => new Deno.Command(Deno.execPath(), { args, cwd: ROOT, stdin: "null" });

async function passes(args: string[]): Promise<Tally> {
  const { success } = await deno(args).spawn().status;
  return { passed: success ? 1 : 0, failed: success ? 0 : 1, skipped: 0 };
}

function groupOf(file: string): string {
  return Object.keys(FOLDERS).find((group) => FOLDERS[group]?.some((folder) => file.startsWith(folder))) ??
    "unit";
}

/** Counts from a JUnit report: Deno's own closing line is for people. */
function count(report: string): Tally {
  const cases = report.match(/<testcase\b[^>]*?(\/>|>[\s\S]*?<\/testcase>)/g) ?? [];
  const failed = cases.filter((text) => /<(failure|error)\b/.test(text)).length;
  const skipped = cases.filter((text) => /<skipped\b/.test(text)).length;
  return { passed: cases.length - failed - skipped, failed, skipped };
}

async function runTests(
  files: string[],
  how: readonly string[],
  options: readonly string[],
): Promise<Tally> {
  if (files.length === 0) return { passed: 0, failed: 0, skipped: 0 };
  const report = await Deno.makeTempFile({ suffix: ".xml" });
  try {
    const args = ["test", "-A", "--no-check", `--junit-path=${report}`, ...how, ...files, "--", ...options];
    const child = deno(args).spawn();
    // What hangs in a browser has no limit of its own: without this one the others would never be told of.
    const limit = setTimeout(() => {
      console.error(`Stopped after ${LIMIT / 60_000} minutes: a test hangs, see the last line above`);
      child.kill("SIGKILL");
    }, options.includes("--all") ? NO_LIMIT : LIMIT);
    const { success } = await child.status;
    clearTimeout(limit);
    const tally = count(await Deno.readTextFile(report));
    // A file that fails to load, or a leak found after the last test, fails the run without failing a test.
    return success || tally.failed > 0 ? tally : { ...tally, failed: 1 };
  } finally {
    await Deno.remove(report);
  }
}

/** Runs the files of a few modules each, in the order of their names: what stands together shares most of what it loads. */
async function runSharded(
  files: string[],
  how: readonly string[],
  options: readonly string[],
): Promise<Tally> {
  const directory = await Deno.makeTempDir({ prefix: "atoll-unit-" });
  try {
    const shared = files.filter((file) => !OWN_ISOLATE.test(file)).sort();
    const size = Math.ceil(shared.length / SHARDS);
    const modules: string[] = [];
    for (let at = 0; at < shared.length; at += size) {
      const module = join(directory, `unit_${at / size + 1}_test.ts`);
      const imports = shared.slice(at, at + size).map((file) =>
        `import ${JSON.stringify(pathToFileURL(join(ROOT, file)).href)};\n`
      );
      await Deno.writeTextFile(module, imports.join(""));
      modules.push(module);
    }
    return await runTests([...modules, ...files.filter((file) => OWN_ISOLATE.test(file))], how, options);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

async function run(group: string, files: string[], options: readonly string[]): Promise<Tally> {
  switch (group) {
    case "format":
      return await passes(["fmt", "--check", "--quiet"]);
    case "lint":
      return await passes(["lint", "--quiet"]);
    case "types":
      return await passes(["check", "--quiet", ...files]);
    default: {
      const tests = files.filter((file) => /_test\.tsx?$/.test(file) && groupOf(file) === group);
      return await (group === "unit" ? runSharded : runTests)(tests, HOW[group] ?? [], options);
    }
  }
}

/** What the tests of a group are told. */
function optionsOf(
  group: string,
  wanted: readonly string[],
  values: Readonly<Record<string, string | boolean | undefined>>,
): string[] {
  const size = SIZES[group];
  if (size === undefined) return [];
  const { option, among, alone } = size;
  const much = String(values[option] ?? (wanted.length > 0 ? alone : among));
  return [
    `--${option}`,
    much,
    ...(values.seed === undefined ? [] : ["--seed", String(values.seed)]),
    ...(wanted.includes(group) ? ["--all"] : []),
  ];
}

async function main(args: string[]): Promise<number> {
  const { values, positionals: wanted } = parseArgs({
    args,
    options: {
      seed: { type: "string" },
      ...Object.fromEntries(Object.values(SIZES).map(({ option }) => [option, { type: "string" as const }])),
    },
    allowPositionals: true,
  });
  const unknown = wanted.filter((group) => !GROUPS.includes(group));
  if (unknown.length > 0) {
    console.error(`No such group of tests: ${unknown.join(", ")}. There are: ${GROUPS.join(", ")}`);
    return 2;
  }
  const files = await sourceFiles();
  if (files.length === 0) {
    console.error("Found no source files: run this in a git checkout");
    return 2;
  }
  const total: Tally = { passed: 0, failed: 0, skipped: 0 };
  const lines: string[] = [];
  for (const group of wanted.length > 0 ? wanted : GROUPS) {
    console.log(`\n== ${group}`);
    const start = performance.now();
    const { passed, failed, skipped } = await run(group, files, optionsOf(group, wanted, values));
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    lines.push(`${group.padEnd(13)} ${passed} passed, ${failed} failed, ${skipped} skipped in ${seconds} s`);
  }
  console.log(`\n${lines.join("\n")}\n`);
  console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
}

Deno.exit(await main(Deno.args));
