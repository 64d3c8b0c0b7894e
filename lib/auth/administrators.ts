// Atoll always has an administrator: changes that could take the last one away run one at a time, each looked at beforehand.
import { AtollError } from "@/lib/errors.ts";
import type { UserRecord, UserStore } from "@/lib/store/users.ts";

/**
 * Lets changes through that leave an administrator who can sign in. Everything that disables or deletes users, changes their
 * groups, deletes groups, or takes grants away goes through the one guard of the process: of two administrators who take
 * each other's rights at the same moment, one is refused.
 */
export class Administrators {
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly users: Pick<UserStore, "list">) {}

  /**
   * Makes a change when somebody remains; gives what it gives.
   * @param remains whether a user, as stored now, would be an administrator after the change; disabled ones are not asked for
   * @throws AtollError 409 `last-administrator`
   */
  keepOne<T>(remains: (user: UserRecord) => boolean, change: () => Promise<T>): Promise<T> {
    return this.inTurn(async () => {
      const users = await this.users.list();
      if (users.some((user) => !user.disabled && remains(user))) return await change();
      throw new AtollError(
        409,
        "last-administrator",
        "This would leave nobody who administers Atoll: make somebody else an administrator first",
      );
    });
  }

  /** Waits for the changes before; whether they were made or refused does not matter. */
  private inTurn<T>(run: () => Promise<T>): Promise<T> {
    const turn = this.last.then(run, run);
    this.last = turn.catch(() => undefined);
    return turn;
  }
}
