// The pages: each × everybody × what is theirs and what is not, at a real server with a simulated pool. Who sees one tagged VM gets
// its name on every page, and neither the name nor the id of anything else, be it packed into a page's data.
import assert from "node:assert/strict";
import { patternOf } from "@/lib/fresh/fs_routes.ts";
import { PAGE_RULES, ruleOf } from "@/lib/web/page_rules.ts";
import { ApiClient, type Item } from "../client.ts";
import { startSim } from "../processes.ts";
import { isPaged, listHref } from "@/lib/view/hrefs.ts";
import { TABS } from "@/lib/view/tabs.ts";
import { COLLECTIONS } from "@/lib/view/types.ts";
import { sourceFiles } from "../sources.ts";
import { until, withServer } from "../integration/support.ts";

const NEW = "a fine long password";
const LISTS = ["pools", "hosts", "vms", "templates", "snapshots", "srs", "vdis", "vbds", "vifs", "networks"];

interface Reader {
  readonly name: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Patterns of actions by which rules let in; null: nobody is signed in. */
  readonly may: ((rule: string) => boolean) | null;
  readonly restricted: boolean;
}

/** What a document may not hold: names, ids, and ids as bytes in base64, wherever they begin. */
function marksOf(foreign: readonly Item[], allowed: string): Map<string, string> {
  const marks = new Map<string, string>();
  for (const { id, name } of foreign) {
    const bytes = Uint8Array.fromHex(id.replaceAll("-", "").slice(0, 32));
    marks.set(id, id);
    for (const skip of [0, 1, 2]) marks.set(bytes.subarray(skip, skip + 12).toBase64(), `${id} as bytes`);
    const isOwn = typeof name !== "string" || name.length < 6 || allowed.includes(name);
    if (!isOwn) marks.set(name, `the name ${name}`);
  }
  return marks;
}

const read = async (api: ApiClient): Promise<Item[]> =>
  (await Promise.all(LISTS.map((list) => api.all(list)))).flat();

/** Forms about what their sender does not see, as somebody would make them up who knows an id. */
function* formsAbout(
  pool: string,
  foreign: readonly Item[],
): Generator<[path: string, fields: Record<string, string>]> {
  const ofPools = ["enable", "reconnect", "accept", "credentials", "authorities", "no-authorities", "remove"];
  for (const action of ofPools) {
    yield ["/pools", { action, id: pool, ca: "no-pem-at-all", username: "somebody-else" }];
  }
  for (const name of ["edit", "lock", "unlock", "disable", "enable"]) {
    yield [`/pools/${pool}/connection`, { do: name }];
  }
  const machine = foreign.find(({ power_state }) => power_state === "Running");
  const snapshot = foreign.find(({ snapshot_of }) => typeof snapshot_of === "string");
  const host = foreign.find(({ hostname }) => hostname !== undefined);
  for (const action of ["shutdown", "destroy", "rename"]) yield [`/vms/${machine?.id}`, { action }];
  for (const action of ["revert", "destroy"]) {
    yield [`/vms/${machine?.id}`, { action, snapshot: snapshot?.id ?? "" }];
  }
  yield [`/hosts/${host?.id}`, { action: "disable" }];
}

/** The tabs of a page's pattern: of one without tabs the page itself. */
function tabsOf(pattern: string): readonly string[] {
  const kind = COLLECTIONS.filter(isPaged).find((one) => pattern === `${listHref(one)}/:id/:tab?`);
  // The connection of a pool is a page of its own.
  return kind === undefined
    ? [""]
    : TABS[kind].map(({ name }) => name).filter((name) => name !== "connection");
}

Deno.test("matrix: every page lets in whom its rule names, and shows nobody what they do not see", async () => {
  await using sim = await startSim(["--vms", "40", "--seed", "7"]);
  await withServer(async (admin, server) => {
    const pool = await admin.addPool(sim.url);
    await until(admin, `/api/v1/pools/${pool}`, ({ state }) => state === "live");
    const [vm, other] = (await admin.all("vms")).filter(({ power_state }) => power_state === "Running");
    assert.ok(vm && other);
    assert.equal((await admin.post(`/api/v1/vms/${vm.id}/tag`, { tag: "mine" })).status, 200);
    await until(admin, `/api/v1/vms/${vm.id}`, ({ tags }) => Array.isArray(tags) && tags.includes("mine"));

    const join = async (username: string, role?: string, scope: object = { kind: "all" }): Promise<Item> => {
      const { status, body } = await admin.post("/api/v1/users", { username, password: NEW });
      assert.equal(status, 201);
      const subject = { kind: "user", id: body.id };
      if (role !== undefined) {
        assert.equal((await admin.post("/api/v1/grants", { subject, role, scope })).status, 201);
      }
      return { ...body, id: String(body.id) };
    };
    const reads = (rule: string) => rule === "signed-in" || /^(?!audit)[a-z]+\.read$/.test(rule);
    const readers: Reader[] = [
      { name: "nobody", headers: {}, may: null, restricted: true },
      {
        name: "a made-up cookie",
        headers: { cookie: `atoll=${"x".repeat(43)}` },
        may: null,
        restricted: true,
      },
      { name: "admin", headers: { cookie: admin.cookie }, may: () => true, restricted: false },
    ];
    const tag = { kind: "tag", tag: "mine" };
    const signIn = async (name: string, may: Reader["may"], restricted: boolean): Promise<ApiClient> => {
      const api = await ApiClient.signIn(server.url, NEW, name);
      readers.push({ name, headers: { cookie: api.cookie }, may, restricted });
      return api;
    };
    await join("guest");
    await signIn("guest", (rule) => rule === "signed-in", true);
    await join("viewer", "viewer");
    await signIn("viewer", reads, false);
    await join("tagged", "viewer", tag);
    const tagged = await signIn("tagged", reads, true);
    await join("poolish", "pool-admin", tag);
    await signIn("poolish", (rule) => reads(rule) || rule === "pool.connection", true);

    const own = await read(tagged);
    const seen = new Set(own.map(({ id }) => id));
    const foreign = (await read(admin)).filter(({ id }) => !seen.has(id));
    assert.ok(own.length < 20 && foreign.length > 100, `${own.length} own, ${foreign.length} foreign`);
    // Words of the pages themselves ("Storage") are names of some network, too.
    const words = await (await admin.fetch("/help", { headers: { accept: "text/html" } })).text();
    const marks = marksOf(foreign, JSON.stringify(own) + words);
    const poolName = String((await admin.get<Item>(`/api/v1/pools/${pool}`)).name);
    const objects: Readonly<Record<string, readonly [own: string, foreign: string]>> = {
      "/vms/:id/:tab?": [vm.id, other.id],
      "/hosts/:id/:tab?": [
        String(vm.host),
        foreign.find(({ hostname }) => hostname !== undefined)?.id ?? pool,
      ],
      "/pools/:id/:tab?": [pool, "11111111-0000-4000-8000-000000000000"],
      "/pools/:id/connection": [pool, "11111111-0000-4000-8000-000000000000"],
    };

    const files = (await sourceFiles()).filter((file) => file.startsWith("routes/"));
    const pages = new Set(files.map((file) => patternOf(file.replace(/^routes/, "").replace(/\.tsx?$/, ""))));
    let cells = 0;
    const wrong: string[] = [];
    const get = async (path: string, { headers }: Reader) => {
      const accept = { accept: "text/html", "sec-fetch-dest": "document" };
      const response = await fetch(server.url + path, {
        headers: { ...headers, ...accept },
        redirect: "manual",
      });
      return { status: response.status, text: JSON.stringify([...response.headers]) + await response.text() };
    };
    for (const pattern of Object.keys(PAGE_RULES)) {
      const rule = ruleOf(pattern, "GET") ?? "";
      if (rule === "open" || PAGE_RULES[pattern]?.read === undefined || !pages.has(pattern)) continue;
      for (const reader of readers) {
        const targets = objects[pattern] ??
          (pattern.includes(":") ? ["11111111-0000-4000-8000-000000000000"] : [""]);
        for (
          const [n, id, tab] of targets.flatMap((id, n) =>
            tabsOf(pattern).map((tab) => [n, id, tab] as const)
          )
        ) {
          cells++;
          const path = pattern.replace(":id", id).replace("/:tab?", tab === "" ? "" : `/${tab}`);
          const { status, text } = await get(path, reader);
          const isForeign = n === 1 && (reader.restricted || pattern.startsWith("/pools/:id"));
          const isUnknown = isForeign || objects[pattern] === undefined && pattern.includes(":");
          // The connection of the tagged VM's pool comes with no grant on that VM.
          const isKept = pattern === "/pools/:id/connection" && reader.name !== "admin";
          const right = reader.may === null
            ? status === 303
            : !reader.may(rule) || isKept
            ? status === 403
            : isUnknown
            ? status === 404
            // Who sees a pool in part is not offered records of what is in it.
            : status === (tab === "raw" && reader.restricted ? 404 : 200);
          if (!right) wrong.push(`${path} as ${reader.name}: ${status}`);
          if (!reader.restricted) continue;
          if (/>[^<]*\bNaN\b/.test(text)) wrong.push(`${path} shows ${reader.name} a figure that is none`);
          // The path itself may be said back.
          const told = text.replaceAll(id === "" ? "\0" : id, "");
          for (const [mark, what] of marks) {
            if (told.includes(mark)) wrong.push(`${path} tells ${reader.name} ${what}`);
          }
        }
      }
    }
    for (const { name, headers } of readers.filter(({ restricted }) => restricted)) {
      for (const [path, fields] of formsAbout(pool, foreign)) {
        cells++;
        const response = await fetch(server.url + path, {
          method: "POST",
          headers: { ...headers, accept: "text/html", origin: server.url, "sec-fetch-site": "same-origin" },
          body: new URLSearchParams(fields),
          redirect: "manual",
        });
        const said = Object.values(fields).concat(path.split("/"));
        const text = said.reduce(
          (left, value) => value.length < 6 ? left : left.replaceAll(value, ""),
          JSON.stringify([...response.headers]) + await response.text(),
        );
        const about = `${JSON.stringify(fields)} to ${path} as ${name}`;
        if (![303, 400, 401, 403, 404].includes(response.status)) wrong.push(`${about}: ${response.status}`);
        for (const [mark, what] of [...marks, ...(name === "guest" ? [[poolName, "the pool's name"]] : [])]) {
          if (mark !== undefined && text.includes(mark)) wrong.push(`${about} tells ${what}`);
        }
      }
    }
    assert.deepEqual(wrong, []);
    const restricted = readers.find(({ name }) => name === "tagged");
    assert.ok(restricted);
    const name = String(vm.name);
    for (const path of ["/vms", `/vms/${vm.id}`, "/vms?q=tag:mine"]) {
      assert.ok((await get(path, restricted)).text.includes(name), path);
    }
    const search = await get(`/vms?q=${encodeURIComponent(String(other.name))}`, restricted);
    assert.equal(search.text.replaceAll(String(other.name), "").includes(other.id), false);
    const trouble = server.lines.filter((line) => line.includes('"level":"error"'));
    assert.deepEqual(trouble, []);
    console.log(`matrix: ${cells} cells of pages`);
  });
});
