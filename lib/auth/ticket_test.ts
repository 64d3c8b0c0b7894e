import assert from "node:assert/strict";
import fc from "fast-check";
import { z } from "zod";
import { type TicketKind, Tickets } from "./ticket.ts";

const KIND: TicketKind<{ user: string }> = {
  name: "second-step",
  schema: z.strictObject({ user: z.string() }),
  ms: 1_000,
};

function desk() {
  const clock = { ms: 1_000_000 };
  return { clock, tickets: new Tickets(() => clock.ms) };
}

Deno.test("a ticket gives back what was put into it and tells its holder nothing", () => {
  fc.assert(fc.property(fc.string({ minLength: 8, maxLength: 200 }), (user) => {
    const { tickets } = desk();
    const ticket = tickets.issue(KIND, { user });
    assert.match(ticket, /^[A-Za-z0-9_-]+$/);
    assert.deepEqual(tickets.read(KIND, ticket), { user });
    assert.equal(atob(ticket.replaceAll("-", "+").replaceAll("_", "/")).includes(user), false);
  }));
});

Deno.test("a ticket is over after its time", () => {
  const { tickets, clock } = desk();
  const ticket = tickets.issue(KIND, { user: "ada" });
  clock.ms += 999;
  assert.notEqual(tickets.read(KIND, ticket), null);
  clock.ms += 1;
  assert.equal(tickets.read(KIND, ticket), null);
  assert.equal(tickets.spend(KIND, ticket), false);
});

Deno.test("a ticket is used once, however its text is spelt", () => {
  const { tickets } = desk();
  const ticket = tickets.issue(KIND, { user: "ada" });
  assert.equal(tickets.spend(KIND, ticket), true);
  for (const spelt of [ticket, ticket + "=", ticket + "\n", ticket.replaceAll("-", "+")]) {
    assert.equal(tickets.spend(KIND, spelt), false);
    assert.equal(tickets.read(KIND, spelt), null);
  }
});

Deno.test("changed, foreign and made-up tickets are none", () => {
  const { tickets } = desk();
  const ticket = tickets.issue(KIND, { user: "ada" });
  assert.equal(tickets.read({ ...KIND, name: "other" }, ticket), null);
  assert.equal(desk().tickets.read(KIND, ticket), null);
  assert.equal(tickets.read({ ...KIND, schema: z.never() }, ticket), null);
  for (const text of [null, "", "x", ticket.slice(1), ticket + "AAAA", "A".repeat(4_000)]) {
    assert.equal(tickets.read(KIND, text), null);
  }
  for (let at = 0; at < ticket.length - 1; at++) {
    const other = ticket[at] === "A" ? "B" : "A";
    assert.equal(tickets.read(KIND, ticket.slice(0, at) + other + ticket.slice(at + 1)), null);
  }
});
