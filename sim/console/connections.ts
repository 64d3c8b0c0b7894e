// Who is connected to a VM's console, for pools that allow one at a time.
import type { Ref } from "../values.ts";
import type { HttpResponse } from "../wire/http_server.ts";
import { escape } from "../wire/xml_write.ts";

/** The users connected over CONNECT; WebSockets are not counted, as in xapi. */
export class Connections {
  readonly #users = new Map<Ref, string[]>();

  usersOf(vm: Ref): readonly string[] {
    return this.#users.get(vm) ?? [];
  }

  /** Notes a user until the returned function is called. */
  add(vm: Ref, user: string): () => void {
    this.#users.set(vm, [user, ...this.usersOf(vm)]);
    return () => {
      const left = [...this.usersOf(vm)];
      left.splice(left.indexOf(user), 1);
      if (left.length > 0) this.#users.set(vm, left);
      else this.#users.delete(vm);
    };
  }
}

/** What the second one gets. */
export function limitPage(users: readonly string[]): HttpResponse {
  const names = users.map((user) => escape(user).replaceAll("&apos;", "&#x27;")).join(", ");
  const who = users.length === 1 ? `User '${names}' is` : `Users '${names}' are`;
  return {
    status: "503 Connection Limit Exceeded",
    headers: [["content-type", "text/html"]],
    body: "<html><body><h1>Connection Limit Exceeded</h1>" +
      `<p>${who} currently connected to this console. No new connections are allowed. ` +
      "Please check the limit_console_sessions config and try again later.</p></body></html>",
  };
}
