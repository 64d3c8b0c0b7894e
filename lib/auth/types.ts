// Who is asking, and what the door offers: the contract of lib/auth.

/** A signed-in user, as every handler sees it. */
export interface Principal {
  readonly userId: string;
  readonly username: string;
  /** Not the cookie: an id to name the session in lists and logs. That of the token where one is used. */
  readonly sessionId: string;
  /** The API token that speaks for the user; null in a session. */
  readonly token: { readonly id: string; readonly readOnly: boolean } | null;
}

export interface SignedIn {
  readonly principal: Principal;
  /** The value of the session cookie, shown once; only its hash is stored. */
  readonly cookie: string;
  readonly expires: Date;
  /** The mark of the browser, for a cookie that outlives the session: signIn takes it back. */
  readonly device: string;
}

/** Methods throw AtollError: 401 wrong credentials (one sentence for unknown user and wrong password), 429 too many tries. */
export interface AuthService {
  /** True until the first administrator exists. */
  needsSetup(): Promise<boolean>;
  /** The one-time set-up token (for the link printed at start); null when set up. */
  setupToken(): Promise<string | null>;
  /** Creates the first administrator and signs them in. */
  setUp(token: string, username: string, password: string, client: string): Promise<SignedIn>;
  /**
   * Throws SecondFactorError (an AtollError 401, lib/auth/second_step.ts) for whoever has a second factor: SignInSteps go on from there.
   * @param client address of the client, for rate limiting and the log
   * @param device the browser's mark from an earlier sign-in of this user: its tries are counted apart from those of strangers
   */
  signIn(username: string, password: string, client: string, device?: string | null): Promise<SignedIn>;
  signOut(cookie: string): Promise<void>;
  /** The principal of a session cookie; null when unknown or expired. Cheap: called on every request. */
  verify(cookie: string): Promise<Principal | null>;
  /** The principal of an API token (`atoll_…`); null when unknown, expired or its user disabled. As cheap. */
  verifyToken(token: string): Promise<Principal | null>;
  /** Whether the session or token behind a verified principal lasts still, without prolonging it: asked again and again for open streams. */
  lasts(principal: Principal): boolean;
}
