// How tries at the door are counted: by whom, so that guessing slows down those who guess and nobody else.
import { foldName } from "@/lib/store/users.ts";
import { clientKey, Limiter, TooManyTriesError } from "./limiter.ts";

/** Longest name of a user, in UTF-16 units after folding: what guesses are counted by is no longer either. */
export const MAX_USERNAME = 64;
/** (user name, client) pairs that signed in before, remembered at most. */
const KNOWN = 1_000;

/** One try. */
export interface Try {
  /** Counts it, before it is known whether it is right. Throws TooManyTriesError when it comes too early. */
  begin(): void;
  /**
   * It was right: what was counted of it and those before is forgotten. Of an address, only what was counted for this name:
   * with an account of one's own nobody wipes out their guesses at others.
   */
  succeeded(): void;
  /** It could not be told whether it was right: it does not count. */
  undone(): void;
}

/**
 * Strangers are counted by their address and by the name they guess at, and can so bar the way of whoever shares the two.
 * A browser that the user signed in from before is counted by itself, a known address without the name.
 */
export class Throttle {
  private readonly byClient = new Limiter();
  /** Failures at one name from one address: parts of the count of the address. */
  private readonly byPair = new Limiter();
  private readonly byUser = new Limiter({ longest: 60 });
  private readonly byDevice = new Limiter();
  /** Second factors of who has the password: six digits are few, so it gets slow sooner. */
  private readonly byFactor = new Limiter({ free: 5, longest: 300 });
  private readonly byConfirming = new Limiter({ free: 5 });
  /** Who signed in from where since the start: programs keep no mark as browsers do. */
  private readonly known = new Set<string>();

  constructor(private readonly now: () => number) {}

  /** A try at a secret that is nobody's: the set-up token, a passkey of whoever it may be. */
  stranger(client: string): Try {
    return this.tryOf([[this.byClient, clientKey(client)]]);
  }

  /** @param deviceId the browser's own, where the user signed in from it before */
  password(username: string, client: string, deviceId: string | null): Try {
    if (deviceId !== null) return this.tryOf([[this.byDevice, deviceId]]);
    const from = clientKey(client);
    const counts: Count[] = [[this.byClient, from]];
    if (!this.knows(username, client)) counts.push([this.byUser, nameOf(username)]);
    return this.tryOf(counts, pairOf(username, client));
  }

  /** A try at the second factor of somebody whose password was right: others than the owner have to wait for each other. */
  factor(userId: string, deviceId: string | null): Try {
    return this.tryOf([[this.byFactor, deviceId === null ? userId : `${userId} ${deviceId}`]]);
  }

  /** A try at a password or code by who is signed in. */
  confirming(userId: string): Try {
    return this.tryOf([[this.byConfirming, userId]]);
  }

  /** Whether somebody of that name has signed in from there before. */
  knows(username: string, client: string): boolean {
    return this.known.has(pairOf(username, client));
  }

  /** Somebody has signed in from there. */
  remember(username: string, client: string): void {
    const pair = pairOf(username, client);
    this.known.delete(pair);
    this.known.add(pair);
    if (this.known.size <= KNOWN) return;
    const oldest = this.known.values().next();
    if (!oldest.done) this.known.delete(oldest.value);
  }

  /** @param pair what of the count of the address is this name's */
  private tryOf(counts: readonly Count[], pair: string | null = null): Try {
    return {
      // Nothing is awaited in here: of tries sent at the same moment each sees the ones before.
      begin: () => {
        const now = this.now();
        const wait = Math.max(...counts.map(([limiter, key]) => limiter.wait(key, now)));
        if (wait > 0) throw new TooManyTriesError(wait);
        for (const [limiter, key] of counts) limiter.began(key, now);
        if (pair !== null) this.byPair.began(pair, now);
      },
      succeeded: () => {
        const own = pair === null ? 1 : Math.max(1, this.byPair.failures(pair, this.now()));
        for (const [limiter, key] of counts) {
          if (limiter === this.byClient) limiter.forgive(key, own);
          else limiter.succeeded(key);
        }
        if (pair !== null) this.byPair.succeeded(pair);
      },
      undone: () => {
        for (const [limiter, key] of counts) limiter.forgive(key, 1);
        if (pair !== null) this.byPair.forgive(pair, 1);
      },
    };
  }
}

/** A key that is counted, and where. */
type Count = readonly [limiter: Limiter, key: string];

const nameOf = (username: string) => foldName(username).slice(0, MAX_USERNAME);
const pairOf = (username: string, client: string) => `${nameOf(username)}\n${clientKey(client)}`;
