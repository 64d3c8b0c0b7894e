import assert from "node:assert/strict";
import { clientKey, Limiter, TooManyTriesError } from "./limiter.ts";

Deno.test("some tries are free, then the wait doubles up to its longest", () => {
  const limiter = new Limiter({ free: 3, longest: 10 });
  const waits: number[] = [];
  let now = 0;
  for (let n = 0; n < 8; n++) {
    limiter.began("a", now);
    waits.push(limiter.wait("a", now));
    now += limiter.wait("a", now) * 1000;
    assert.equal(limiter.wait("a", now), 0);
  }
  assert.deepEqual(waits, [0, 0, 1, 2, 4, 8, 10, 10]);
  assert.equal(limiter.wait("b", now), 0);
});

Deno.test("success forgets the failures, and so does half an hour", () => {
  const limiter = new Limiter({ free: 1 });
  limiter.began("a", 0);
  assert.equal(limiter.wait("a", 0), 1);
  limiter.succeeded("a");
  assert.equal(limiter.wait("a", 0), 0);
  for (let n = 0; n < 5; n++) limiter.began("a", 0);
  limiter.began("a", 3_600_000);
  assert.equal(limiter.wait("a", 3_600_000), 1);
});

Deno.test("memory is bounded: the keys idle longest are forgotten", () => {
  const limiter = new Limiter({ free: 1, size: 100 });
  for (let n = 0; n < 10_000; n++) limiter.began(`key ${n}`, 0);
  assert.equal(limiter.wait("key 9899", 0), 0);
  assert.equal(limiter.wait("key 9900", 0), 1);
});

Deno.test("an IPv6 client is counted by its network, an IPv4 one by its address", () => {
  assert.equal(clientKey("203.0.113.9"), "203.0.113.9");
  assert.equal(clientKey("::ffff:203.0.113.9"), "203.0.113.9");
  assert.equal(clientKey("2001:db8::1"), "2001:db8:0:0::/64");
  assert.equal(clientKey("2001:0db8:0:0:ffff::2"), "2001:db8:0:0::/64");
  assert.equal(clientKey("fe80::1%eth0"), "fe80:0:0:0::/64");
  assert.equal(clientKey("::1"), "0:0:0:0::/64");
});

Deno.test("the wait is told in words", () => {
  assert.match(new TooManyTriesError(30).message, /wait 30 seconds,/);
  assert.match(new TooManyTriesError(300).message, /wait 5 minutes,/);
});

Deno.test("failures that are forgiven no longer make wait, the others go on counting", () => {
  const limiter = new Limiter({ free: 3 });
  for (let n = 0; n < 5; n++) limiter.began("a", 0);
  assert.equal(limiter.wait("a", 0), 4);
  limiter.forgive("a", 2);
  assert.equal(limiter.failures("a", 0), 3);
  assert.equal(limiter.wait("a", 0), 4, "three are too many still");
  limiter.forgive("a", 1);
  assert.equal(limiter.wait("a", 0), 0);
  limiter.began("a", 0);
  assert.equal(limiter.wait("a", 0), 1);
  limiter.forgive("a", 9);
  limiter.forgive("nobody", 1);
  assert.equal(limiter.failures("a", 0), 0);
});
