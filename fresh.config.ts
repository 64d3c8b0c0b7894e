// Options of the web layer: what a request carries, and the helpers that give routes their types.
import { createDefine } from "fresh";
import type { AuditReader } from "@/lib/actions/audit_reader.ts";
import type { PoolImports } from "@/lib/actions/pool_import.ts";
import type { PoolAdmin } from "@/lib/actions/pool_admin.ts";
import type { ActionsService } from "@/lib/actions/types.ts";
import type { FactorsService, SignInSettingsService, SignInSteps } from "@/lib/auth/factor_types.ts";
import type { PeopleService } from "@/lib/auth/people_types.ts";
import type { AuthService, Principal } from "@/lib/auth/types.ts";
import type { CacheReader } from "@/lib/cache/types.ts";
import type { Configuration } from "@/lib/config/config.ts";
import type { PoolsService } from "@/lib/pools/types.ts";
import type { RightsAdminService, RightsService } from "@/lib/rights/types.ts";
import type { StatsService } from "@/lib/stats/types.ts";
import type { StreamService } from "@/lib/stream/types.ts";
import type { Language } from "@/lib/view/languages.ts";
import type { PageData } from "@/lib/view/types.ts";

/** What main.ts composes, for every handler. */
export interface Services {
  readonly cache: CacheReader;
  readonly pools: PoolsService;
  /** The same with rights checked and audited: what pages use. */
  readonly poolAdmin: PoolAdmin;
  readonly auth: AuthService;
  /** The ways in besides name and password, and the step behind them. */
  readonly signIns: SignInSteps;
  /** Users' own second factors. */
  readonly factors: FactorsService;
  /** Sign-in by directories. */
  readonly signInSettings: SignInSettingsService;
  /** Users, groups, sessions, tokens, preferences. */
  readonly people: PeopleService;
  readonly actions: ActionsService;
  readonly auditReader: AuditReader;
  /** Many pools from a CSV file. */
  readonly poolImports: PoolImports;
  /** All of it as one file. */
  readonly configuration: Configuration;
  /** Decides who may do and see what. */
  readonly rights: RightsService;
  /** Changes it: roles, grants, quotas. */
  readonly rightsAdmin: RightsAdminService;
  /** What hosts measure. */
  readonly stats: StatsService;
  /** Gives the position of what a page was rendered from. */
  readonly streams: StreamService;
}

/** What a request carries through the middlewares. */
export interface State {
  readonly services: Services;
  /** Null on public pages only: set-up, sign-in, static files, health. */
  principal: Principal | null;
  /** Colour scheme that the user prefers, else the one the browser remembers. */
  theme: "system" | "light" | "dark";
  /** The same for the language; else one that the browser asks for. Texts are in it by themselves (lib/view/text.ts). */
  language: Language;
  /** What became of the form sent last, shown once. Set by routes/_middleware.ts. */
  flash?: Flash | null;
  /** What the page and its layout hand to their islands. Set by a page's handler. */
  page?: PageData;
}

/** A message that survives one redirect. */
export interface Flash {
  readonly kind: "done" | "failed";
  readonly text: string;
}

export const define = createDefine<State>();
