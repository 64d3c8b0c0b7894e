// How a pool's hosts move when its coordinator changes, dies or comes back: who is down, and until when (recordings).
import type { Checkpoint, Database } from "./db.ts";
import type { Peers } from "./pool/peers.ts";
import type { Condition, RunningSimulator } from "./simulator.ts";
import { type Ref, text } from "./values.ts";

/** One host of a cluster. */
export interface Seat {
  readonly ref: Ref;
  readonly address: string;
  readonly simulator: RunningSimulator;
}

/** A planned change: from its agreement until connections are cut, members are back, and the new coordinator is. */
const HANDED_OVER_MS = 9_500;
const MEMBERS_BACK_MS = 3_000;
const COORDINATOR_BACK_MS = 3_900;
/** And from then on until members reach it, and one of them has booted a last time. */
const REACHED_MS = 7_100;
const LAST_BOOT_MS = 400;
/** A member that was told what it is from now on: until it cuts its connections; and one that leads, until it is back. */
const FUSE_MS = 10_000;
const TAKEN_BACK_MS = 6_000;
/** How long xapi takes to restart when nothing else keeps it; and how long it has no address, once, after that. */
const RESTART_MS = 3_000;
/** How long an old coordinator believes that it still is one, when it is back. */
const DELUDED_MS = 500;
/** After how long a host that is silent counts as dead (host_assumed_dead_interval). */
const ASSUMED_DEAD_MS = 600_000;
/** How far the generation jumps when the coordinator changes. */
const JUMP = 5_000;

/** Moves the hosts of one pool. Guarantees: after close() nothing moves any more. */
export class Moves implements Peers {
  readonly #timers = new Map<ReturnType<typeof setTimeout>, (go: boolean) => void>();
  readonly #lost = new Set<Ref>();
  #seats: readonly Seat[] = [];
  #closed = false;

  /** Every time is multiplied by `scale`. `left` takes hosts that are no part of the pool any more. */
  constructor(
    private readonly db: () => Database,
    private readonly scale: number,
    private readonly left: (seat: Seat) => void,
  ) {}

  set seats(seats: readonly Seat[]) {
    this.#seats = seats;
  }

  get seats(): readonly Seat[] {
    return this.#seats;
  }

  /** Hosts that only move when they are told to: who can be reached is known, operations set nothing in motion. */
  get still(): Peers {
    const nothing = () => {};
    const recover = () =>
      this.#seats.filter(({ ref }) => ref !== this.#coordinator() && this.reachable(ref)).map(({ ref }) =>
        ref
      );
    return {
      handOver: nothing,
      takeOver: nothing,
      follow: nothing,
      leave: nothing,
      power: nothing,
      recover,
      reachable: (host) => this.reachable(host),
    };
  }

  /** Makes a host the coordinator in the database and in the eyes of all hosts, at once. */
  designate(host: Ref): void {
    const db = this.db();
    const address = text(db.get("host", host), "address");
    for (const pool of [...db.table("pool").keys()]) db.set("pool", pool, "master", host);
    for (const seat of this.#seats) seat.simulator.designate(seat.ref === host ? undefined : address);
  }

  handOver(host: Ref): void {
    this.#run(async (pause) => {
      const old = this.#coordinator();
      await pause(HANDED_OVER_MS);
      for (const { ref } of this.#seats) this.#put(ref, "down");
      const coordinator = this.#seat(host)?.simulator;
      this.designate(host);
      await coordinator?.restart();
      this.db().jump(this.db().generation + JUMP);
      await pause(MEMBERS_BACK_MS);
      for (const { ref, simulator } of this.#seats) {
        if (ref === host) continue;
        simulator.loseCoordinator(true);
        this.#put(ref, "well");
      }
      await pause(COORDINATOR_BACK_MS);
      this.#put(host, "well");
      await pause(REACHED_MS);
      this.#found();
      this.#put(old, "booting");
      await pause(LAST_BOOT_MS);
      this.#put(old, "well");
    });
  }

  takeOver(host: Ref): void {
    this.#run(async (pause) => {
      await pause(FUSE_MS);
      this.#put(host, "down");
      const simulator = this.#seat(host)?.simulator;
      simulator?.loseCoordinator(false);
      simulator?.designate(undefined);
      for (const pool of [...this.db().table("pool").keys()]) this.db().set("pool", pool, "master", host);
      await simulator?.restart();
      this.db().jump(this.db().generation + JUMP);
      await pause(TAKEN_BACK_MS);
      this.#put(host, "well");
    });
  }

  follow(host: Ref, address: string, after = FUSE_MS): void {
    this.#run(async (pause) => {
      const simulator = this.#seat(host)?.simulator;
      await pause(after);
      this.#put(host, "down");
      await pause(RESTART_MS);
      simulator?.loseCoordinator(this.#lost.has(this.#at(address)?.ref ?? ""));
      simulator?.designate(address);
      this.#put(host, "well");
    });
  }

  recover(): Ref[] {
    const leads = this.#seat(this.#coordinator());
    const members = this.#seats.filter(({ ref }) => ref !== leads?.ref && this.reachable(ref));
    for (const { ref, simulator } of members) {
      if (leads !== undefined && simulator.coordinator !== leads.address) this.follow(ref, leads.address);
    }
    return members.map(({ ref }) => ref);
  }

  leave(host: Ref): void {
    const seat = this.#seat(host);
    if (seat === undefined) return;
    this.#put(host, "down");
    this.#seats = this.#seats.filter(({ ref }) => ref !== host);
    this.left(seat);
  }

  power(host: Ref, on: boolean): void {
    if (on) this.revive(host);
    else this.kill(host);
  }

  reachable(host: Ref): boolean {
    const condition = this.#seat(host)?.simulator.condition;
    return condition !== undefined && condition !== "down";
  }

  /** Ends a host's xapi at once. Members of a coordinator that is dead wait for it; a dead member counts as live for long. */
  kill(host: Ref): void {
    this.#lost.add(host);
    this.#put(host, "down");
    if (this.#coordinator() === host) {
      for (const { ref, simulator } of this.#seats) if (ref !== host) simulator.loseCoordinator(true);
    }
    this.#run(async (pause) => {
      await pause(ASSUMED_DEAD_MS);
      if (this.#lost.has(host)) this.#live(host, false);
    });
  }

  /**
   * Starts a host's xapi again. A coordinator is there for its members; one that has been replaced meanwhile notices so
   * after a moment; a member whose coordinator is dead ends up in emergency mode. After a crash a coordinator has the
   * database of a checkpoint.
   */
  revive(host: Ref, crash?: Checkpoint): void {
    const seat = this.#seat(host);
    if (seat === undefined) return;
    this.#run(async (pause) => {
      const { simulator } = seat;
      await pause(RESTART_MS);
      this.#lost.delete(host);
      if (this.#coordinator() === host) {
        await simulator.restart(crash);
        this.#put(host, "well");
        this.#live(host, true);
        await pause(RESTART_MS);
        this.#found();
        return;
      }
      const leads = this.#seat(this.#coordinator());
      if (leads === undefined || this.#lost.has(leads.ref)) return this.#put(host, "emergency");
      this.#put(host, "well");
      if (simulator.coordinator === undefined) {
        this.follow(host, leads.address, DELUDED_MS);
      }
      this.#live(host, true);
    });
  }

  close(): void {
    this.#closed = true;
    for (const [timer, end] of this.#timers) {
      clearTimeout(timer);
      end(false);
    }
    this.#timers.clear();
  }

  /** Does something after a while, scaled, unless it closes before. */
  later(ms: number, work: () => Promise<void> | void): void {
    this.#run(async (pause) => {
      await pause(ms);
      await work();
    });
  }

  /** Members reach their coordinator again; those in emergency mode are well. */
  #found(): void {
    const leads = this.#coordinator();
    for (const { ref, simulator } of this.#seats) {
      if (ref === leads) continue;
      simulator.loseCoordinator(false);
      if (simulator.condition === "emergency") simulator.condition = "well";
    }
  }

  #coordinator(): Ref {
    return text(this.db().table("pool").values().next().value, "master");
  }

  #seat(host: Ref): Seat | undefined {
    return this.#seats.find(({ ref }) => ref === host);
  }

  #at(address: string): Seat | undefined {
    return this.#seats.find((seat) => seat.address === address);
  }

  #put(host: Ref, condition: Condition): void {
    const seat = this.#seat(host);
    // Who is dead stays dead whatever the others do.
    if (seat === undefined || (condition !== "down" && this.#lost.has(host))) return;
    seat.simulator.condition = condition;
  }

  #live(host: Ref, live: boolean): void {
    const db = this.db();
    const metrics = text(db.get("host", host), "metrics");
    if (db.get("host_metrics", metrics) !== undefined) db.set("host_metrics", metrics, "live", live);
  }

  /** Lets a story run that nobody waits for; it ends where it is when the cluster closes. */
  #run(story: (pause: (ms: number) => Promise<void>) => Promise<void>): void {
    const closed = Symbol("closed");
    const pause = async (ms: number) => {
      if (this.#closed || !(await this.#wait(ms * this.scale))) throw closed;
    };
    story(pause).catch((error) => {
      if (error !== closed) throw error;
    });
  }

  #wait(ms: number): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        resolve(true);
      }, ms);
      this.#timers.set(timer, resolve);
    });
  }
}
