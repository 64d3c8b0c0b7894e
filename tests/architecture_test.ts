// The rooms of the house (docs/architecture.md): who may import whom, read from the real import graph. No circle between files.
import assert from "node:assert/strict";
import { fromFileUrl, ROOT, sourceFiles } from "./sources.ts";

interface Edge {
  readonly from: string;
  readonly to: string;
  /** `import type` alone: carries no code into the importer. */
  readonly typeOnly: boolean;
}

const LEAVES = ["lib/view", "lib/errors.ts", "lib/log.ts", "lib/request_context.ts"];

/** Room → rooms or files it may import beside itself. What is not named here may be imported by nobody but tests and the roots. */
const RULES: Readonly<Record<string, readonly string[]>> = {
  "lib/errors.ts": [],
  "lib/log.ts": ["lib/request_context.ts"],
  "lib/request_context.ts": [],
  "lib/view": [],
  "lib/i18n": ["lib/view"],
  "lib/xapi": [],
  "lib/fresh": [],
  "lib/options.ts": LEAVES,
  "lib/theme": [],
  "lib/store": LEAVES,
  "lib/cli": [...LEAVES, "lib/options.ts", "lib/auth", "lib/store"],
  "lib/cache": [...LEAVES, "lib/xapi"],
  "lib/pools": [...LEAVES, "lib/xapi", "lib/cache"],
  "lib/health": [...LEAVES, "lib/cache"],
  "lib/stream": [...LEAVES, "lib/xapi", "lib/cache", "lib/pools"],
  "lib/stats": [...LEAVES, "lib/xapi", "lib/cache", "lib/pools"],
  "lib/auth": [...LEAVES, "lib/store"],
  "lib/rights": [...LEAVES, "lib/auth", "lib/store", "lib/cache"],
  "lib/config": [...LEAVES, "lib/auth", "lib/rights", "lib/store"],
  "lib/actions": [...LEAVES, "lib/xapi", "lib/cache", "lib/pools", "lib/auth", "lib/rights", "lib/store"],
  "lib/console": [...LEAVES, "lib/xapi", "lib/cache", "lib/pools", "lib/auth", "lib/rights", "lib/store"],
  "lib/api": [
    ...LEAVES,
    "lib/xapi",
    "lib/cache",
    "lib/pools",
    "lib/auth",
    "lib/rights",
    "lib/store",
    "lib/actions",
    "lib/config",
    "lib/stream",
  ],
  "lib/web": [
    ...LEAVES,
    "lib/i18n",
    "lib/fresh",
    "lib/auth",
    "lib/rights",
    "lib/stream",
    "lib/actions",
    "lib/api",
    "lib/store/files.ts",
    "lib/options.ts",
    "fresh.config.ts",
  ],
  "lib/client": ["lib/view", "lib/fresh/runtime.ts"],
  "components": ["lib/view", "lib/fresh/runtime.ts"],
  "islands": ["components", "lib/client", "lib/view", "lib/fresh/runtime.ts"],
  "routes": [
    ...LEAVES,
    "components",
    "islands",
    "lib/client",
    "lib/fresh",
    "fresh.config.ts",
    "lib/actions",
    "lib/auth",
    "lib/rights",
    "lib/cache",
    "lib/health",
    "lib/pools",
    "lib/stream",
    "lib/web",
    "lib/api",
    "lib/config",
  ],
  "fresh.config.ts": [
    "lib/fresh",
    "lib/actions",
    "lib/auth",
    "lib/rights",
    "lib/cache",
    "lib/pools",
    "lib/stream",
    "lib/config",
    ...LEAVES,
  ],
  "sim": ["lib/xapi/schema.ts", "lib/xapi/schema_type.ts"],
};

/** Rooms whose code runs in browsers, and the packages it may bring along. */
const BROWSER_ROOMS = ["lib/view", "lib/client", "components", "islands"];
const BROWSER_PACKAGES = [
  "preact",
  "@preact/signals",
  "@leeoniya/ufuzzy",
  "@simplewebauthn/browser",
  "d3-force",
  "d3-quadtree",
  "d3-selection",
  "d3-zoom",
  "fresh/runtime",
  "uplot",
];

/** Contracts (types.ts, people_types.ts) may be named by `import type` from rooms that must not run the code behind them. */
const isContract = (path: string) => /[/_]types\.ts$/.test(path);

function roomOf(path: string): string {
  const known = Object.keys(RULES).find((room) => path === room || path.startsWith(`${room}/`));
  return known ?? (path.includes("/") ? path.slice(0, path.indexOf("/")) : path);
}

const isTest = (path: string) =>
  /_test\.tsx?$/.test(path) || path.startsWith("tests/") || path.startsWith("bench/");

interface Info {
  modules: {
    specifier: string;
    dependencies?: { specifier: string; code?: { specifier: string }; type?: { specifier: string } }[];
  }[];
}

/** The graph as Deno resolves it, with aliases, from one synthetic root that imports every file. */
async function importGraph(): Promise<{ edges: Edge[]; packages: { from: string; name: string }[] }> {
  const files = await sourceFiles();
  const root = await Deno.makeTempFile({ suffix: ".ts" });
  try {
    await Deno.writeTextFile(
      root,
      files.map((file) => `import ${JSON.stringify(`file://${ROOT}/${file}`)};`).join("\n"),
    );
    const { stdout, success, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["info", "--json", "--config", `${ROOT}/deno.json`, root],
      cwd: ROOT,
    }).output();
    assert.ok(success, new TextDecoder().decode(stderr));
    const info: Info = JSON.parse(new TextDecoder().decode(stdout));
    const edges: Edge[] = [];
    const packages: { from: string; name: string }[] = [];
    const local = (specifier: string) =>
      specifier.startsWith(`file://${ROOT}/`) ? fromFileUrl(specifier).slice(ROOT.length + 1) : undefined;
    for (const module of info.modules) {
      const from = local(module.specifier);
      if (from === undefined) continue;
      for (const dependency of module.dependencies ?? []) {
        const target = dependency.code?.specifier ?? dependency.type?.specifier;
        const to = target === undefined ? undefined : local(target);
        if (to !== undefined) edges.push({ from, to, typeOnly: dependency.code === undefined });
        else packages.push({ from, name: dependency.specifier });
      }
    }
    return { edges, packages };
  } finally {
    await Deno.remove(root);
  }
}

const graph = await importGraph();

Deno.test("the import graph is the whole project", () => {
  assert.ok(graph.edges.length > 50, `${graph.edges.length} edges`);
});

Deno.test("rooms look only downwards", () => {
  const wrong = graph.edges.filter(({ from, to, typeOnly }) => {
    if (isTest(from)) return false;
    const room = roomOf(from);
    if (room === roomOf(to)) return false;
    const allowed = RULES[room];
    if (allowed === undefined) return to.startsWith("sim/") || isTest(to); // roots compose: everything but sim and tests
    if (typeOnly && isContract(to)) return false;
    return !allowed.some((path) => to === path || to.startsWith(`${path}/`));
  });
  assert.deepEqual(wrong.map(({ from, to }) => `${from} imports ${to}`), []);
});

Deno.test("no product file imports the simulator or a test", () => {
  const wrong = graph.edges.filter(({ from, to }) =>
    !isTest(from) && !from.startsWith("sim/") && (to.startsWith("sim/") || isTest(to))
  );
  assert.deepEqual(wrong.map(({ from, to }) => `${from} imports ${to}`), []);
});

Deno.test("what runs in browsers brings no server package along", () => {
  const wrong = graph.packages.filter(({ from, name }) =>
    !isTest(from) && BROWSER_ROOMS.some((room) => from.startsWith(`${room}/`)) &&
    !BROWSER_PACKAGES.some((allowed) => name === allowed || name.startsWith(`${allowed}/`))
  );
  assert.deepEqual(wrong.map(({ from, name }) => `${from} imports ${name}`), []);
});

Deno.test("npm packages are pinned in deno.json and nothing comes from elsewhere", async () => {
  const { imports } = JSON.parse(await Deno.readTextFile(`${ROOT}/deno.json`)) as {
    imports: Record<string, string>;
  };
  for (const [name, target] of Object.entries(imports)) {
    assert.match(target, /^\.\/|^npm:(@[\w-]+\/)?[\w.-]+@\d+\.\d+\.\d+$/, `${name} is not pinned: ${target}`);
  }
  const foreign = graph.packages.filter(({ name }) => /^(https?:|jsr:|npm:)/.test(name));
  assert.deepEqual(foreign.map(({ from, name }) => `${from} imports ${name}`), []);
});

Deno.test("no circle of imports", () => {
  const next = new Map<string, string[]>();
  for (const { from, to, typeOnly } of graph.edges) {
    if (typeOnly) continue;
    next.set(from, [...(next.get(from) ?? []), to]);
  }
  const done = new Set<string>();
  const path: string[] = [];
  const circles: string[] = [];
  const visit = (file: string) => {
    const at = path.indexOf(file);
    if (at >= 0) circles.push([...path.slice(at), file].join(" → "));
    if (at >= 0 || done.has(file)) return;
    path.push(file);
    for (const target of next.get(file) ?? []) visit(target);
    path.pop();
    done.add(file);
  };
  for (const file of next.keys()) visit(file);
  assert.deepEqual(circles, []);
});
