import assert from "node:assert/strict";
import fc from "fast-check";
import { TooManyTriesError } from "./limiter.ts";
import { Throttle, type Try } from "./throttle.ts";

/** Whether a try may begin now. */
function begins(tried: Try): boolean {
  try {
    tried.begin();
    return true;
  } catch (error) {
    assert(error instanceof TooManyTriesError);
    return false;
  }
}

const stopped = () => {
  const clock = { ms: 0 };
  return { clock, throttle: new Throttle(() => clock.ms) };
};

Deno.test("an account of one's own does not wipe out one's guesses at others", () => {
  const { throttle } = stopped();
  throttle.remember("mallory", "203.0.113.9");
  let guesses = 0;
  for (let round = 0; round < 100; round++) {
    for (let n = 0; n < 9; n++) {
      if (begins(throttle.password(`user ${round} ${n}`, "203.0.113.9", null))) guesses++;
    }
    const own = throttle.password("mallory", "203.0.113.9", null);
    if (begins(own)) own.succeeded();
  }
  assert.equal(guesses, 10);
});

Deno.test("who mistypes and then signs in leaves nothing behind for those at the same address", () => {
  const { throttle } = stopped();
  for (let person = 0; person < 50; person++) {
    for (let n = 0; n < 5; n++) assert(begins(throttle.password(`user ${person}`, "203.0.113.9", null)));
    const right = throttle.password(`user ${person}`, "203.0.113.9", null);
    assert(begins(right));
    right.succeeded();
  }
});

Deno.test("tries that were never looked at do not count", () => {
  const { throttle } = stopped();
  for (let n = 0; n < 100; n++) {
    const turnedAway = throttle.password("ada", "203.0.113.9", null);
    assert(begins(turnedAway));
    turnedAway.undone();
  }
});

Deno.test("law: nobody is locked out for good, and nobody guesses faster than the waits allow", () => {
  const guess = fc.record({ name: fc.nat(2), client: fc.nat(3), wait: fc.nat(20_000) });
  fc.assert(fc.property(fc.array(guess, { maxLength: 300 }), (guesses) => {
    const { throttle, clock } = stopped();
    const tried = new Map<string, number>();
    for (const { name, client, wait } of guesses) {
      clock.ms += wait;
      const key = `client ${client}`;
      if (begins(throttle.password(`user ${name}`, `203.0.113.${client}`, null))) {
        tried.set(key, (tried.get(key) ?? 0) + 1);
      }
    }
    // Ten are free; each further one took at least a second, doubling.
    for (const [key, count] of tried) {
      assert(count <= 10 + Math.log2(2 + clock.ms / 1000) + clock.ms / 300_000 + 1, `${key}: ${count}`);
    }
    clock.ms += 300_000;
    assert(begins(throttle.password("user 0", "203.0.113.0", null)), "the longest wait is five minutes");
  }));
});
