// Composes everything: options → store → pools → app → serve. Nothing else lives here.
import { App, csp, csrf, staticFiles } from "fresh";
import { Actions } from "@/lib/actions/actions.ts";
import { catalogue } from "@/lib/actions/catalogue.ts";
import { AuditReader } from "@/lib/actions/audit_reader.ts";
import { PoolImports } from "@/lib/actions/pool_import.ts";
import { PoolAdmin } from "@/lib/actions/pool_admin.ts";
import { TaskOutcomes } from "@/lib/actions/task_outcomes.ts";
import { createApi, healthz, readyz } from "@/lib/api/api.ts";
import { Administrators } from "@/lib/auth/administrators.ts";
import { Auth } from "@/lib/auth/auth.ts";
import { openPeople } from "@/lib/auth/people.ts";
import { SignInSettings } from "@/lib/auth/sign_in_settings.ts";
import type { Principal } from "@/lib/auth/types.ts";
import { Configuration } from "@/lib/config/config.ts";
import { Cache } from "@/lib/cache/mod.ts";
import { Health } from "@/lib/health/mod.ts";
import { log } from "@/lib/log.ts";
import { errorText } from "@/lib/xapi/mod.ts";
import { runCommand } from "@/lib/cli/commands.ts";
import { terminal } from "@/lib/cli/terminal.ts";
import { DEFAULTS, HELP, OptionError, type Options, parseOptions, SECRET_VARIABLES } from "@/lib/options.ts";
import { Pools } from "@/lib/pools/mod.ts";
import { Rights } from "@/lib/rights/rights.ts";
import { RightsAdmin } from "@/lib/rights/rights_admin.ts";
import { AuditKeeper } from "@/lib/store/audit_keeper.ts";
import { openStore, StoreError } from "@/lib/store/store.ts";
import { LiveLoads } from "@/lib/stats/live.ts";
import { Stats } from "@/lib/stats/stats.ts";
import { StreamHub } from "@/lib/stream/mod.ts";
import { checkPaths } from "@/lib/web/allowed_paths.ts";
import { around } from "@/lib/web/around.ts";
import { bodyLimit } from "@/lib/web/body_limit.ts";
import { compress } from "@/lib/web/compress.ts";
import { clientAddress } from "@/lib/web/client_address.ts";
import { entrance } from "@/lib/web/entrance.ts";
import { formGuard } from "@/lib/web/form_guard.ts";
import { POLICY } from "@/lib/web/policy.ts";
import { serve } from "@/lib/web/serve.ts";
import { look } from "@/lib/web/look.ts";
import { prefetch } from "@/lib/web/prefetch.ts";
import { pageRules } from "@/lib/web/page_rules.ts";
import { session } from "@/lib/web/session.ts";
import type { State } from "@/fresh.config.ts";
import config from "./deno.json" with { type: "json" };

/** A composed Atoll; it listens nowhere yet. */
export type Atoll = Awaited<ReturnType<typeof atoll>>;

/** ms after which Atoll begins anew: the answer to whoever asked for it is under way by then. */
const RESTART = 250;

/**
 * Opens the store, begins to connect the pools and puts the app together. Throws StoreError.
 * @param restart begins anew with what is in the store then
 */
export async function atoll(given: Partial<Options> = {}, restart: () => void = () => {}) {
  const options: Options = { ...DEFAULTS, ...given };
  const trustProxy = options.trustedProxies.length > 0;
  const store = await openStore(options.data, options.key);
  const cache = new Cache({ errorText });
  const health = new Health(cache);
  const pools = new Pools(store.pools, cache);
  const rights = await Rights.load(store, cache);
  const administrators = new Administrators(store.users);
  const auth = new Auth(store, { keeping: { administrators, rights } });
  const rightsAdmin = new RightsAdmin({
    store,
    rights,
    administrators,
    cache,
    audit: store.audit,
    actions: catalogue(),
  });
  await rightsAdmin.tidy();
  const audit = new TaskOutcomes(cache, store.audit);
  const keeper = new AuditKeeper(store.audit, store.settings);
  const auditReader = new AuditReader({ audit: store.audit, keeper, rights });
  const actions = new Actions({ cache, pools, rights, audit });
  const streams = new StreamHub(cache, { rights, lasts: (principal) => auth.lasts(principal) });
  const stats = new Stats(cache, pools);
  const loads = new LiveLoads({
    cache,
    blocks: stats.blocks,
    interest: streams.interest,
    loads: cache.derived(),
  });
  const ended = (id: string) => void streams.closeWhere(({ sessionId }) => sessionId === id);
  auth.sessions.onEnd(ended);
  auth.tokens.onEnd(ended);
  const { sessions, tokens, hasher } = auth;
  const proved = (principal: Principal) => auth.factors.recent(principal);
  const people = openPeople({ store, sessions, tokens, hasher, rights, administrators, proved });
  const poolAdmin = new PoolAdmin({ cache, pools, rights, audit });
  const poolImports = new PoolImports({ cache, poolAdmin });
  const configuration = new Configuration({
    records: store.config,
    rights,
    audit,
    confirm: (...asked) => auth.factors.confirm(...asked),
    restart: () => void setTimeout(restart, RESTART),
  });
  const { signIns, factors, directories } = auth;
  const signInSettings = new SignInSettings({ store, directories, rights });
  const services = {
    cache,
    pools,
    poolAdmin,
    auth,
    signIns,
    factors,
    signInSettings,
    people,
    actions,
    auditReader,
    poolImports,
    configuration,
    rights,
    rightsAdmin,
    stats,
    streams,
  };
  const api = createApi({
    ...services,
    started: audit,
    version: config.version,
  });
  const app = new App<State>({
    trustProxy,
    onUncaught: (error, ctx) => log.error("Request failed", { path: ctx.url.pathname, error }),
  })
    .use(around())
    .use(compress())
    // Before the content security policy, which is for documents; a first visit fetches a score of these.
    .use(staticFiles())
    .use(csp({ csp: POLICY }))
    .get("/healthz", healthz)
    .get("/readyz", () => readyz(() => store.check()))
    .all("/api/*", ({ req, url, info }) => {
      const client = clientAddress(req.headers, info.remoteAddr, trustProxy);
      return api.fetch(req, { client, secure: url.protocol === "https:" });
    })
    .use(session(services))
    .use(prefetch())
    .use(look())
    .use(pageRules())
    .use(csrf())
    .use(bodyLimit())
    .use(formGuard())
    .fsRoutes();
  const handler = app.handler();

  async function close(): Promise<void> {
    streams.closeAll();
    loads.close();
    poolImports.close();
    await pools.close();
    health.close();
    audit.close();
    await keeper.close();
    store.close();
  }

  try {
    if (options.adminPassword !== null) await auth.ensureAdmin(options.adminPassword);
    await pools.start();
    await audit.start();
    keeper.start();
  } catch (error) {
    await close();
    throw error;
  }
  return {
    app,
    services,
    streams,
    store,
    /** Answers one request. */
    fetch: entrance(handler, options.trustedProxies),
    /** Ends streams, logs out of every pool, closes the database. */
    close,
  };
}

/** `task start`: serves until SIGINT or SIGTERM. `atoll backup FILE` and the like do what they say instead. */
export async function main(args: readonly string[]): Promise<void> {
  const env = (name: string) => Deno.env.get(name);
  const code = await runCommand(args, env, terminal);
  if (code !== null) Deno.exit(code);
  try {
    const options = parseOptions(args, env);
    for (const name of SECRET_VARIABLES) Deno.env.delete(name);
    if (options === "help") return console.log(HELP);
    await checkPaths(options);
    // Closes everything and begins anew; requests wait meanwhile.
    const restart = () => {
      made = made.then(({ close }) => close()).then(() => atoll(options, restart));
      made.catch((error) => {
        log.error("Atoll could not begin anew", { error });
        Deno.exit(1);
      });
    };
    let made: Promise<Atoll> = atoll(options, restart);
    await made;
    const server = await serve(
      async (request, info) => (await made).fetch(request, info),
      options,
      async () => await (await made).close(),
    );
    const { url, fingerprint } = server;
    const token = await (await made).services.auth.setupToken();
    console.log(`Atoll ready at ${url}`);
    if (fingerprint !== null) console.log(`Its certificate has the SHA-256 fingerprint ${fingerprint}`);
    console.log(token === null ? `Sign in at ${url}/sign-in` : `Set it up at ${url}/setup?token=${token}`);
    await server.untilSignal();
    Deno.exit(0);
  } catch (error) {
    if (!(error instanceof OptionError || error instanceof StoreError)) throw error;
    console.error(error.message);
    Deno.exit(1);
  }
}

if (import.meta.main) await main(Deno.args);
