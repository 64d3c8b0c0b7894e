// PeopleService, put together from its parts.
import { PeopleContext, type PeopleDeps } from "./people_context.ts";
import { groupsPart } from "./people_groups.ts";
import { ownPart } from "./people_own.ts";
import { sessionsPart } from "./people_sessions.ts";
import { usersPart } from "./people_users.ts";
import type { PeopleService } from "./people_types.ts";

/** Whoever manages people may do it to all but administrators; those are managed by one another. */
export function openPeople(deps: PeopleDeps): PeopleService {
  const context = new PeopleContext(deps);
  return { ...usersPart(context), ...groupsPart(context), ...sessionsPart(context), ...ownPart(context) };
}
