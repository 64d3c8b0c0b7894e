// Rights in open streams: what is granted, revoked, tagged or disabled shows there at once, and nowhere anything else.
import assert from "node:assert/strict";
import type { Principal } from "@/lib/auth/types.ts";
import { Client } from "@/lib/stream/testing.ts";
import { fieldNames } from "@/lib/view/fields.ts";
import { PLURAL } from "@/lib/api/shapes.ts";
import { COLLECTIONS } from "@/lib/view/types.ts";
import { PASSWORD, refOf, vmRecord } from "../api/world.ts";
import { CANARY, OF_HOSTS, type RightsWorld, SAMPLES, TAG, withEverybody } from "./world.ts";

const ALL = COLLECTIONS.join(";");

/** A stream, read to what it knows: ids by collection. */
class Reading {
  private constructor(readonly client: Client) {}

  static async open({ fetch }: RightsWorld, headers: Record<string, string>, text = ALL): Promise<Reading> {
    const response = await fetch(`/api/v1/stream?collections=${encodeURIComponent(text)}`, { headers });
    assert.equal(response.status, 200);
    const reading = new Reading(new Client(response));
    await reading.client.find();
    return reading;
  }

  ids(collection: string): string[] {
    return this.client.known().flatMap(([key]) =>
      key.startsWith(`${collection} `) ? key.slice(collection.length + 1) : []
    );
  }

  /** Reads until something holds, and gives how long that took in ms. Fails when it has not after 1 s. */
  async until(what: string, holds: () => boolean): Promise<number> {
    const began = performance.now();
    const late = setTimeout(() => void this.client.cancel(), 1000);
    try {
      while (!holds()) {
        assert.ok(await this.client.next() !== undefined, `${what}: not within 1 s`);
      }
    } finally {
      clearTimeout(late);
    }
    return performance.now() - began;
  }

  async end(): Promise<string> {
    await this.client.cancel();
    return this.client.events.map(({ data }) => data).join("\n");
  }
}

async function signedIn({ auth, people }: RightsWorld, username: string) {
  const admin = await auth.verify((await auth.signIn("admin", PASSWORD, "127.0.0.1")).cookie);
  assert.ok(admin);
  const { id } = await people.createUser(admin, { username, password: PASSWORD });
  const { cookie } = await auth.signIn(username, PASSWORD, "127.0.0.1");
  return { admin, id, headers: { cookie: `atoll=${cookie}` } };
}

const mine = (tags: readonly string[], id = SAMPLES.vm.own) =>
  vmRecord(id, {
    name_label: "own vm",
    power_state: "Running",
    resident_on: refOf(SAMPLES.host.own),
    VBDs: [refOf(SAMPLES.vbd.own)],
    VIFs: [refOf(SAMPLES.vif.own)],
    tags: [...tags],
  });

Deno.test("granting and revoking shows in an open stream within 1 s", async () => {
  await withEverybody(async (world) => {
    const { admin, id, headers } = await signedIn(world, "newcomer");
    const reading = await Reading.open(world, headers);
    assert.equal(reading.client.known().length, 0, "deny by default");
    const scope = { kind: "tag", tag: TAG } as const;
    const grant = await world.rightsAdmin.grant(admin, {
      subject: { kind: "user", id },
      role: "viewer",
      scope,
    });
    await reading.until("granting", () => reading.ids("vm").length === 1);
    assert.deepEqual(reading.ids("vm"), [SAMPLES.vm.own]);
    assert.deepEqual(reading.ids("host"), [SAMPLES.host.own]);
    await world.rightsAdmin.revoke(admin, grant.id);
    await reading.until("revoking", () => reading.client.known().length === 0);
    assert.doesNotMatch(await reading.end(), CANARY);
  });
});

Deno.test("a group's grant comes and goes with the membership, and a role's change counts at once", async () => {
  await withEverybody(async (world) => {
    const { admin, id, headers } = await signedIn(world, "member");
    const group = await world.people.createGroup(admin, { name: "Web" });
    const role = await world.rightsAdmin.createRole(admin, {
      name: "Looks",
      description: "",
      actions: ["vm.read"],
    });
    await world.rightsAdmin.grant(admin, {
      subject: { kind: "group", id: group.id },
      role: role.id,
      scope: { kind: "object", collection: "vm", id: SAMPLES.vm.own },
    });
    const reading = await Reading.open(world, headers);
    await world.people.setGroups(admin, id, [group.id]);
    await reading.until("joining", () => reading.ids("vm").length === 1);
    assert.deepEqual(reading.ids("host"), [], "the role reads VMs alone");
    const [, vm] = reading.client.known()[0] ?? [];
    assert.equal(vm?.host, undefined, "nor is the host named");
    await world.rightsAdmin.changeRole(admin, role.id, { actions: ["vm.read", "host.read"] });
    await reading.until("the role's change", () => reading.ids("host").length === 1);
    await world.people.setGroups(admin, id, []);
    await reading.until("leaving", () => reading.client.known().length === 0);
    assert.doesNotMatch(await reading.end(), CANARY);
  });
});

Deno.test("a VM that is tagged comes with its parts, one that loses the tag takes them along", async () => {
  await withEverybody(async (world) => {
    const { headers } = world.identity("viewer on the tag");
    const reading = await Reading.open(world, headers);
    const before = reading.client.known().length;
    assert.deepEqual(reading.ids("vm"), [SAMPLES.vm.own]);
    world.put("VM", mine([]));
    await reading.until("losing the tag", () => reading.ids("vm").length === 0);
    assert.deepEqual(reading.ids("vbd"), []);
    assert.deepEqual(reading.ids("network"), []);
    assert.deepEqual(reading.ids("template"), [SAMPLES.template.own], "that has the tag still");
    world.put("VM", mine([TAG]));
    await reading.until("getting the tag", () => reading.client.known().length === before);
    // What goes on of the VM and of what it stands on goes on in the stream, and nothing else.
    world.put("VM", mine([TAG, "two"]));
    await reading.until("a change", () => JSON.stringify(reading.client.known()).includes('"two"'));
    world.put("VM", vmRecord(SAMPLES.vm.foreign, { name_label: "foreign-canary-2", tags: [] }));
    world.put("VM", mine([TAG, "three"]));
    await reading.until("another change", () => JSON.stringify(reading.client.known()).includes('"three"'));
    assert.doesNotMatch(await reading.end(), CANARY);
  });
});

Deno.test("streams of who is disabled, or whose token is revoked, end", async () => {
  await withEverybody(async (world) => {
    const { admin, id, headers } = await signedIn(world, "leaver");
    const principal: Principal = { ...admin, userId: id };
    const token = await world.people.createToken(principal, { name: "t", scope: "user", expires: null });
    const open = async (headers: Record<string, string>) => (await Reading.open(world, headers)).client;
    const [byToken, bySession] = [
      await open({ authorization: `Bearer ${token.secret}` }),
      await open(headers),
    ];
    await world.people.revokeToken(principal, token.info.id);
    assert.deepEqual(await byToken.rest(), []);
    await world.people.setDisabled(admin, id, true);
    assert.deepEqual(await bySession.rest(), []);
  });
});

Deno.test("a viewer of one tagged VM sees exactly it: lists, single objects, counts, filters and the stream agree", async () => {
  await withEverybody(async (world) => {
    const { headers } = world.identity("viewer on the tag");
    const reading = await Reading.open(world, headers);
    const get = async (path: string) => await (await world.fetch(path, { headers })).json();
    for (const collection of COLLECTIONS) {
      const path = `/api/v1/${PLURAL[collection]}`;
      const { items } = await get(path);
      const ids = items.map(({ id }: { id: string }) => id);
      assert.deepEqual(ids, OF_HOSTS.has(collection) ? [] : [SAMPLES[collection].own], path);
      assert.deepEqual(reading.ids(collection), ids, `stream of ${collection}`);
      assert.deepEqual((await get(`${path}?filter=foreign`)).items, []);
      if (ids.length === 0) continue;
      const [, seen] = reading.client.known().find(([key]) => key.startsWith(`${collection} `)) ?? [];
      const { id, ...item } = items[0];
      for (const field of fieldNames(collection)) {
        assert.deepEqual(
          seen?.[field] ?? null,
          (field === "id" ? id : item[field]) ?? null,
          `${collection}.${field}`,
        );
      }
    }
    const [vm] = (await get("/api/v1/vms")).items;
    assert.deepEqual([vm.disks, vm.nics, vm.host], [1, 1, SAMPLES.host.own], "its own figures are right");
    const [host] = (await get("/api/v1/hosts")).items;
    assert.deepEqual(Object.keys(host).toSorted(), ["enabled", "id", "live", "name", "pool"]);
    const [pool] = (await get("/api/v1/pools")).items;
    assert.deepEqual(Object.keys(pool).toSorted(), ["cause", "id", "name", "since", "state"]);
    assert.doesNotMatch(await reading.end(), CANARY);
  });
});
