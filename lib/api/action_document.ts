// Writes docs/actions.md from the registry: `deno run -A lib/api/action_document.ts`. A test holds the two together.
import { actionsOf } from "@/lib/actions/registry.ts";
import { BUILT_IN } from "@/lib/rights/built_in.ts";
import { allows } from "@/lib/rights/patterns.ts";
import { hrefOf, isPaged } from "@/lib/view/hrefs.ts";
import { type Collection, COLLECTIONS } from "@/lib/view/types.ts";
import { PLURAL } from "./shapes.ts";

const INTRODUCTION = `# Actions

What can be done to objects. Each action is declared once in \`lib/actions\`: its name, its arguments with the fields of a form, when it can be done, what
follows, and the calls. From that come the API operation with its OpenAPI entry, the form that works without script, the entries of menu and palette, the
right that roles hold (\`vm.start\`), and the audit entry. This page is written from it as well.

An operation is a POST of JSON to its address; it answers 202 with a task, or 200 where all is done. \`GET …/{id}/actions\` says what can be done now,
and why the rest cannot. Those marked ! lose data or interrupt work: pages ask first. Roles: O operator, V VM administrator, P pool administrator.

| action | API operation | arguments | page | roles |
| --- | --- | --- | --- | --- |
`;

const ROLES = [["operator", "O"], ["vm-admin", "V"], ["pool-admin", "P"]] as const;

function pageOf(collection: Collection): string {
  if (isPaged(collection)) return hrefOf(collection, "{id}");
  if (collection === "vbd") return "/vms/{id}/disks?vbd={id}";
  if (collection === "vif") return "/vms/{id}/networks?vif={id}";
  return collection === "task" ? "/tasks" : "/alerts";
}

export function document(): string {
  const rows = COLLECTIONS.flatMap((collection) =>
    actionsOf(collection).map(({ name, label, summary, dangerous, args }) => {
      const roles = ROLES.filter(([id]) => {
        const role = BUILT_IN.find((one) => one.id === id);
        return role !== undefined && allows(new Set(role.actions), `${collection}.${name}`);
      }).map(([, letter]) => letter).join(" ");
      const given = Object.keys(args.shape).map((one) => `\`${one}\``).join(", ");
      return `| ${label}${dangerous ? " !" : ""}: ${summary} | \`${
        PLURAL[collection]
      }/{id}/${name}\` | ${given} | \`${decodeURIComponent(pageOf(collection))}\` | ${roles} |`;
    })
  );
  return `${INTRODUCTION}${rows.join("\n")}\n
## Tests
Each is tried over real HTTP against the simulator, where another client of the Xen-API looks at what came of it:
\`tests/integration/actions/vm_test.ts\` (power, copies, settings) and \`devices_test.ts\` (disks, drives, discs, interfaces). What each asks of the pool is
in \`lib/actions/*_test.ts\`; who may do what, in \`tests/rights/matrix_test.ts\`.
`;
}

if (import.meta.main) {
  await Deno.writeTextFile(new URL("../../docs/actions.md", import.meta.url), document());
}
