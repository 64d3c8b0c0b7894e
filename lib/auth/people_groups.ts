// Groups: the part of PeopleService that makes, changes and deletes them. Who is in a group stands with the users.
import { AtollError } from "@/lib/errors.ts";
import type { AuditEntry } from "@/lib/store/audit.ts";
import type { GroupRecord } from "@/lib/store/groups.ts";
import { isId, type PeopleContext } from "./people_context.ts";
import { checkInput, groupInput } from "./people_input.ts";
import type { Group, PeopleService } from "./people_types.ts";

type GroupsPart = Pick<PeopleService, "groups" | "createGroup" | "changeGroup" | "deleteGroup">;

const taken = () => new AtollError(409, "name-taken", "Another group has this name already", "name");
const unknown = () => new AtollError(404, "unknown-group", "There is no such group");

const groupThing = ({ id, name }: { id: string; name: string }): AuditEntry["object"] => ({
  collection: "group",
  id,
  name,
});

export function groupsPart(context: PeopleContext): GroupsPart {
  const { store: { groups, users } } = context.deps;

  async function found(id: string): Promise<GroupRecord> {
    const group = isId(id) ? await groups.get(id) : null;
    if (group === null) throw unknown();
    return group;
  }

  return {
    async groups(principal) {
      context.needsReader(principal);
      const members = new Map<string, number>();
      for (const user of await users.list()) {
        for (const id of user.groups) members.set(id, (members.get(id) ?? 0) + 1);
      }
      const all = await groups.list();
      all.sort((a, b) => a.name.localeCompare(b.name, "en"));
      return all.map((group): Group => shown(group, members.get(group.id) ?? 0));
    },

    createGroup(principal, { name, description = "", external = null }) {
      const id = crypto.randomUUID();
      return context.noted(
        principal,
        "group.create",
        groupThing({ id, name: name.slice(0, 64) }),
        async () => {
          context.needsManager(principal);
          const created = new Date(context.now()).toISOString();
          const group: GroupRecord = {
            id,
            created,
            ...checkInput(groupInput, { name, description, external }),
          };
          if (!await groups.create(group)) throw taken();
          return shown(group, 0);
        },
      );
    },

    async changeGroup(principal, id, change) {
      context.needsManager(principal);
      const group = await found(id);
      await context.noted(principal, "group.change", groupThing(group), async (tell) => {
        // A directory's group that is made to stand for one of administrators makes administrators.
        await context.needsRank(principal, { id: "", groups: [id] });
        const { name = group.name, description = group.description, external = group.external } = change;
        const wanted = checkInput(groupInput, { name, description, external });
        const changed = (["name", "description", "external"] as const).filter((key) =>
          wanted[key] !== group[key]
        );
        tell(changed.map((key) => `${key} now ${wanted[key] ?? "none"}`).join(", "));
        const result = await groups.change(id, wanted);
        if (result === "taken") throw taken();
        if (result === "gone") throw unknown();
      });
    },

    async deleteGroup(principal, id) {
      context.needsManager(principal);
      const group = await found(id);
      await context.noted(principal, "group.delete", groupThing(group), async () => {
        await context.needsRank(principal, { id: "", groups: [id] });
        await context.keepOne(
          (user) => ({ id: user.id, groups: user.groups.filter((other) => other !== id) }),
          () => groups.delete(id),
        );
      });
    },
  };
}

function shown({ id, name, description, external }: GroupRecord, members: number): Group {
  return { id, name, description, external, members };
}
