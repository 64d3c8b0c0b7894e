// Lists of a real server: rows in the HTML in their order, with what is asked for; files of them, for those who may see them.
import { deepEqual, equal, match, ok } from "node:assert/strict";
import { parse } from "csv-parse/sync";
import { LISTS } from "@/lib/view/lists/mod.ts";
import { naturalKey } from "@/lib/view/sorted.ts";
import { ApiClient } from "../client.ts";
import { startServer, startSim } from "../processes.ts";

const PASSWORD = "lists of a real server";

Deno.test("lists of a real server", async (t) => {
  const data = await Deno.makeTempDir({ prefix: "atoll-lists-" });
  await using stack = new AsyncDisposableStack();
  stack.defer(() => Deno.remove(data, { recursive: true }));
  const sim = stack.use(await startSim(["--vms", "120", "--hosts", "2", "--seed", "71"]));
  const server = stack.use(await startServer(data, PASSWORD));
  const api = await ApiClient.signIn(server.url, PASSWORD);
  await api.addPool(sim.url);
  const vms = await api.all("vms");
  equal(vms.length, 120);

  const get = async (path: string, cookie = api.cookie) => {
    const response = await fetch(server.url + path, {
      headers: { cookie, accept: "text/html" },
      redirect: "manual",
    });
    return { status: response.status, text: await response.text(), headers: response.headers };
  };
  const rowsOf = (html: string) => [...html.matchAll(/data-row="([^"]+)"/g)].map(([, id]) => id);
  const byName = [...vms].sort((a, b) => {
    const one = naturalKey(String(a["name"])), other = naturalKey(String(b["name"]));
    return one < other ? -1 : one > other ? 1 : a.id < b.id ? -1 : 1;
  });

  await t.step("every list answers, and its file has a line for every object", async () => {
    for (const { name, path, columns } of LISTS) {
      const page = await get(path);
      equal(page.status, 200, path);
      const file = await get(`/lists/${name}.csv`);
      equal(file.status, 200, name);
      match(file.headers.get("content-type") ?? "", /^text\/csv/);
      match(file.headers.get("content-disposition") ?? "", /^attachment; filename="atoll-/);
      const [head = [], ...lines]: string[][] = parse(file.text);
      ok(head.length > 2 && head.length <= columns.length, name);
      ok(lines.every((line) => line.length === head.length), name);
    }
  });

  await t.step("the first fifty rows come with the HTML, by name; pages follow", async () => {
    const first = rowsOf((await get("/vms")).text), third = rowsOf((await get("/vms?page=3")).text);
    deepEqual(first, byName.slice(0, 50).map(({ id }) => id));
    deepEqual(third, byName.slice(100).map(({ id }) => id));
  });

  await t.step("filter and order are the server's, too, by fields that are not shown as well", async () => {
    const wanted = byName.filter((vm) => vm["power_state"] === "Running" && Number(vm["snapshots"]) === 0)
      .sort((a, b) => Number(b["memory_dynamic_max"]) - Number(a["memory_dynamic_max"]));
    const query = new URLSearchParams({ q: "power:running snapshots:0", sort: "-mem" });
    deepEqual(rowsOf((await get(`/vms?${query}`)).text), wanted.slice(0, 50).map(({ id }) => id));
    const lines: string[][] = parse((await get(`/lists/vm.csv?${query}&columns=mem,id`)).text);
    deepEqual(lines[0], ["Name", "Memory", "UUID"]);
    deepEqual(
      lines.slice(1),
      wanted.map((vm) => [String(vm["name"]), String(vm["memory_dynamic_max"]), vm.id]),
    );
  });

  await t.step("a query that cannot be read shows why, and gives no file", async () => {
    match((await get("/vms?q=nosuch:x")).text, /Nothing is called &quot;nosuch&quot; here/);
    equal((await get("/lists/vm.csv?q=nosuch:x")).status, 400);
    equal((await get("/lists/constructor.csv")).status, 404);
    equal((await get("/lists/vm")).status, 404);
  });

  await t.step("who sees one VM has one line, and no file of what may not be seen", async () => {
    const [own] = byName;
    ok(own);
    const made = await api.post("/api/v1/users", { username: "eve", password: "one machine is enough" });
    const subject = { kind: "user", id: made.body["id"] };
    const scope = { kind: "object", collection: "vm", id: own.id };
    equal((await api.post("/api/v1/grants", { subject, role: "viewer", scope })).status, 201);
    const eve = await ApiClient.signIn(server.url, "one machine is enough", "eve");
    const lines: string[][] = parse((await get("/lists/vm.csv?columns=id", eve.cookie)).text);
    deepEqual(lines, [["Name", "UUID"], [String(own["name"]), own.id]]);
    equal((await get("/lists/alert.csv", "")).status, 303);
    deepEqual(rowsOf((await get("/vms", eve.cookie)).text), [own.id]);
  });
});
