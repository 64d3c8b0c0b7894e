// What keys do, and how to filter. A plain page: `?` leads here, and so does the menu.
import { Head } from "fresh/runtime";
import { PageHead } from "@/components/Bits.tsx";
import { define } from "../fresh.config.ts";

const KEYS: readonly (readonly [keys: readonly string[], what: string])[] = [
  [["?"], "This page"],
  [["/"], "Go to the filter"],
  [["j", "k"], "Next and previous VM"],
  [["x"], "Select or unselect the VM"],
  [["Shift"], "With a click on a box: all VMs from the last one; on a column's head: sort by it as well"],
  [["Enter"], "Open the VM"],
  [["Escape"], "Close menus and questions, clear the selection"],
];

const TERMS: readonly (readonly [term: string, what: string])[] = [
  ["web", "name, description, tag, address or OS contains it"],
  ["power:running", "by state: running, halted, paused, suspended"],
  ["host:alpha pool:paris", "by the host's and the pool's name; all terms must hold"],
  ["tag:db,web", "either of them"],
  ["-tag:test", "not this"],
  ["memory:>4GiB cpu:2..8", "numbers compare; units are binary"],
  ["ip:10.20", "addresses that begin so"],
  ['name:"two words"', "quotes keep blanks, commas and colons together"],
];

export default define.page(function Help() {
  return (
    <>
      <Head>
        <title>Help · Atoll</title>
      </Head>
      <PageHead title="Keys and filters" />
      <div class="grid gap-4 lg:grid-cols-2 items-start">
        <section class="card">
          <h2>Keys</h2>
          <dl class="kv pad">
            {KEYS.map(([keys, what]) => (
              <>
                <dt>{keys.map((key) => <kbd key={key} class="tag mono">{key}</kbd>)}</dt>
                <dd>{what}</dd>
              </>
            ))}
          </dl>
        </section>
        <section class="card">
          <h2>Filters</h2>
          <dl class="kv pad">
            {TERMS.map(([term, what]) => (
              <>
                <dt>
                  <a class="mono" href={`/vms?${new URLSearchParams({ q: term })}`}>{term}</a>
                </dt>
                <dd>{what}</dd>
              </>
            ))}
          </dl>
        </section>
      </div>
    </>
  );
});
