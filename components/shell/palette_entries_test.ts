import { deepEqual, equal } from "node:assert/strict";
import type { Found } from "@/lib/view/search.ts";
import { actionEntries, findEntries } from "./palette_entries.ts";

const PAGES = [{ href: "/vms", text: "VMs" }, { href: "/hosts", text: "Hosts" }, {
  href: "/health",
  text: "Health",
}];
const web: Found = {
  collection: "vm",
  id: "1",
  name: "web",
  pool: "lab",
  state: "Running",
  matched: "10.0.0.1",
};

Deno.test("before anything is typed all pages are offered", () => {
  deepEqual(findEntries(PAGES, [], "").map(({ href }) => href), ["/vms", "/hosts", "/health"]);
});

Deno.test("pages come by their name, objects with what tells them apart", () => {
  deepEqual(findEntries(PAGES, [web], "hos").map(({ text }) => text), ["Hosts", "web"]);
  equal(findEntries([], [web], "10")[0]?.detail, "10.0.0.1 · VM · Running · lab");
  equal(findEntries([], [web], "10")[0]?.href, "/vms/1");
});

Deno.test("an action that cannot be done says why", () => {
  const plain = { group: "Power", fields: [], consequences: [] };
  const actions = [
    { ...plain, name: "start", label: "Start", dangerous: false, refused: "The VM is running" },
    { ...plain, name: "shutdown", label: "Shut down", dangerous: true, refused: null },
  ];
  deepEqual(actionEntries(web, actions, "").map(({ text, detail }) => [text, detail]), [
    ["Start", "The VM is running"],
    ["Shut down", ""],
  ]);
  deepEqual(actionEntries(web, actions, "shut").map(({ text }) => text), ["Shut down"]);
});
