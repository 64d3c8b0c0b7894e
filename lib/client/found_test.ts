import { deepEqual, equal } from "node:assert/strict";
import { Finder } from "./found.ts";

Deno.test("of what is typed while an answer is on its way only the newest is asked", async () => {
  const asked: string[] = [];
  const answers: ((answer: unknown) => void)[] = [];
  const finder = new Finder((text) => {
    asked.push(text);
    return new Promise((resolve) => answers.push(resolve));
  });
  const all = finder.find("a");
  void finder.find("ab");
  void finder.find("abc");
  answers.shift()?.({ items: [{ collection: "vm", id: "1", name: "a" }] });
  await Promise.resolve().then(() => {}).then(() => {});
  answers.shift()?.({
    items: [{ collection: "vm", id: "2", name: "abc" }, { collection: "nothing", id: "3" }],
  });
  await all;
  deepEqual(asked, ["a", "abc"]);
  deepEqual(finder.found.value.map(({ id }) => id), ["2"]);
  equal(finder.busy.value, false);
});

Deno.test("a server that does not answer is told, and the next text tries again", async () => {
  let works = false;
  const finder = new Finder(() => works ? Promise.resolve({ items: [] }) : Promise.reject(new Error("away")));
  await finder.find("a");
  equal(finder.failed.value, true);
  works = true;
  await finder.find("ab");
  equal(finder.failed.value, false);
});
