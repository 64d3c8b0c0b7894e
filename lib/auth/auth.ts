// Sign-in, sign-out and the sessions between: the door of Atoll.
import type { Store } from "@/lib/store/store.ts";
import type { AuthService, Principal, SignedIn } from "./types.ts";

export interface AuthOptions {
  /** Work factor of new password hashes; 2^17 unless told (tests use less). */
  readonly cost?: number;
  /** Milliseconds since 1970; tests move it. */
  readonly now?: () => number;
}

/** What ensureAdmin found. */
export type EnsureAdmin = "created" | "unchanged" | "differs" | "other-users";

export class Auth implements AuthService {
  constructor(_store: Store, _options: AuthOptions = {}) {}

  needsSetup(): Promise<boolean> {
    throw new Error("Not written yet");
  }
  setupToken(): Promise<string | null> {
    throw new Error("Not written yet");
  }
  setUp(_token: string, _username: string, _password: string, _client: string): Promise<SignedIn> {
    throw new Error("Not written yet");
  }
  signIn(_username: string, _password: string, _client: string): Promise<SignedIn> {
    throw new Error("Not written yet");
  }
  signOut(_cookie: string): Promise<void> {
    throw new Error("Not written yet");
  }
  verify(_cookie: string): Promise<Principal | null> {
    throw new Error("Not written yet");
  }
  /** Creates the administrator `admin` in an empty store (ATOLL_ADMIN_PASSWORD); never changes an existing password. */
  ensureAdmin(_password: string): Promise<EnsureAdmin> {
    throw new Error("Not written yet");
  }
}
