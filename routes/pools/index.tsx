// The pools: add in two steps, remove, reconnect, accept a changed certificate, change credentials. No script needed.
import { page } from "fresh";
import { Head } from "fresh/runtime";
import { AddPool, NEW_POOL } from "@/components/AddPool.tsx";
import { type AuthoritiesState, PoolAuthorities } from "@/components/PoolAuthorities.tsx";
import type { AddPoolState } from "@/components/AddPool.tsx";
import { Empty, Note, PageHead } from "@/components/Bits.tsx";
import { Field } from "@/components/Form.tsx";
import { Icon } from "@/components/Icon.tsx";
import PoolList from "@/islands/PoolList.tsx";
import { AtollError } from "@/lib/errors.ts";
import { part } from "@/lib/view/page.ts";
import { POOL_DETAIL_FIELDS } from "@/lib/view/page_fields.ts";
import type { PageData, PoolView } from "@/lib/view/types.ts";
import { answer, attempt, text } from "@/lib/web/forms.ts";
import { countOf, pageOf } from "@/lib/web/page.ts";
import { poolsAsked } from "@/lib/web/pool_query.ts";
import { t } from "@/lib/view/text.ts";
import { define, type State } from "../../fresh.config.ts";

interface Data {
  readonly page: PageData;
  readonly manage: boolean;
  readonly mayAdd: boolean;
  readonly add: AddPoolState | null;
  readonly remove: PoolView | null;
  readonly credentials: PoolView | null;
  readonly authorities: AuthoritiesState | null;
}

/** What of pasted authorities may go back to the browser: nothing of a key that was pasted by mistake. */
const echo = (ca: string) => /PRIVATE KEY/.test(ca) ? "" : ca;

const poolData = (state: State) => pageOf(state, part("pool", POOL_DETAIL_FIELDS));

export const handler = define.handlers({
  GET(ctx) {
    const { cache } = ctx.state.services;
    const { searchParams } = ctx.url;
    const { principal, services: { rights } } = ctx.state;
    const manage = rights.canSomewhere(principal, "pool.connection");
    const mayAdd = rights.can(principal, "pools.add");
    const chosen = (name: string) => {
      const id = searchParams.get(name) ?? "";
      return rights.can(principal, "pool.connection", { collection: "pool", id }) && cache.get("pool", id) ||
        null;
    };
    const edited = chosen("authorities");
    const data = poolData(ctx.state);
    return page<Data>({
      page: data,
      manage,
      mayAdd,
      add: mayAdd && searchParams.has("add") ? NEW_POOL : null,
      remove: chosen("remove"),
      credentials: chosen("credentials"),
      authorities: edited === null ? null : { pool: edited, text: "", error: null },
    });
  },
  async POST(ctx) {
    const { principal, services: { cache, poolAdmin } } = ctx.state;
    if (!principal) throw new AtollError(401, "not-signed-in", "Sign in first");
    const form = await ctx.req.formData();
    const id = text(form, "id");
    const name = cache.get("pool", id)?.name ?? id;
    const address = text(form, "address");
    const username = text(form, "username");
    const password = String(form.get("password") ?? "");
    const fingerprint = text(form, "fingerprint") || null;
    const ca = text(form, "ca");

    const mayAdd = ctx.state.services.rights.can(principal, "pools.add");
    const nothing = { manage: true, mayAdd, add: null, remove: null, credentials: null, authorities: null };
    function again(add: AddPoolState, status = 200) {
      const data = poolData(ctx.state);
      return page<Data>({ ...nothing, page: data, add }, { status });
    }
    function failed(state: AddPoolState, error: unknown) {
      if (!(error instanceof AtollError)) throw error;
      return again({ ...state, error: error.message, field: error.field }, error.status);
    }

    switch (text(form, "action")) {
      case "probe": {
        const state: AddPoolState = { ...NEW_POOL, address };
        if (address === "") {
          return again({ ...state, error: "Enter the address of the pool", field: "address" }, 422);
        }
        try {
          const found = await poolAdmin.probe(principal, address);
          return again({
            ...state,
            step: "credentials",
            fingerprint: found?.fingerprint ?? null,
            subject: found?.subject ?? "",
            vouched: found?.vouched ?? false,
          });
        } catch (error) {
          return failed({ ...state, field: "address" }, error);
        }
      }
      case "add": {
        const vouched = text(form, "vouched") === "yes";
        const entered = { address, username, fingerprint, vouched, ca: echo(ca) };
        const state: AddPoolState = { ...NEW_POOL, step: "credentials", ...entered };
        try {
          const byPublic = vouched && text(form, "trust") === "public";
          const pinned = byPublic ? {} : { fingerprint: fingerprint ?? undefined };
          const trust = ca === "" ? pinned : { ca };
          const pool = { address, username, password, ...trust };
          const added = await poolAdmin.add(principal, pool);
          return await attempt("/pools", `Pool ${cache.get("pool", added)?.name ?? address} added`, () => {
            return Promise.resolve();
          });
        } catch (error) {
          return failed(state, error);
        }
      }
      case "enable":
        return await attempt(
          "/pools",
          `${name} is switched on`,
          () => poolAdmin.setDisabled(principal, id, false),
        );
      case "reconnect":
        return await attempt("/pools", `Reconnecting ${name}`, () => poolAdmin.reconnect(principal, id));
      case "accept":
        return await attempt(
          "/pools",
          `The new certificate of ${name} is accepted`,
          () => poolAdmin.acceptCertificate(principal, id, fingerprint ?? ""),
        );
      case "credentials":
        return await attempt(
          "/pools",
          `The credentials of ${name} are changed`,
          () => poolAdmin.setCredentials(principal, id, username, password),
          `/pools?credentials=${encodeURIComponent(id)}`,
        );
      case "authorities": {
        const pool = cache.get("pool", id);
        try {
          await poolAdmin.setAuthorities(principal, id, ca);
        } catch (error) {
          // The form shows the pool's name: who may not manage it does not get it back.
          if (!(error instanceof AtollError) || error.status === 403 || pool === undefined) throw error;
          const data = poolData(ctx.state);
          const authorities = { pool, text: echo(ca), error: error.message };
          return page<Data>({ ...nothing, page: data, authorities }, { status: error.status });
        }
        return answer("done", `The authorities of ${name} are changed`, "/pools");
      }
      case "no-authorities":
        return await attempt(
          "/pools",
          `The authorities of ${name} are removed`,
          () => poolAdmin.setAuthorities(principal, id, null),
        );
      case "remove":
        return await attempt("/pools", `Pool ${name} removed`, () => poolAdmin.remove(principal, id));
      default:
        throw new AtollError(400, "unknown-action", "The form asks for nothing that pools can do");
    }
  },
});

export default define.page<typeof handler>(
  function Pools({ data: { page, manage, mayAdd, add, remove, credentials, authorities }, state, url }) {
    const asked = poolsAsked(state, url);
    return (
      <>
        <Head>
          <title>{t("Pools")} · Atoll</title>
        </Head>
        <PageHead title={t("Pools")}>
          <a class="btn" href="/pools/list">
            <Icon name="columns-3" /> {t("List")}
          </a>
          {mayAdd && !add && (
            <>
              <a class="btn" href="/pools/import">
                <Icon name="list-checks" /> {t("Import many")}
              </a>
              <a class="btn main" href="/pools?add">
                <Icon name="plus" /> {t("Add a pool")}
              </a>
            </>
          )}
        </PageHead>
        {add && <AddPool state={add} />}
        {remove && (
          <section class="card pad mb-4 max-w-2xl">
            <h2 class="mb-2">{t("Remove {name}?", { name: remove.name })}</h2>
            <p>{t("Atoll signs out of the pool and forgets its address, credentials and certificate.")}</p>
            <p class="mb-3">{t("The pool itself, its hosts and its VMs go on as they are.")}</p>
            <form method="post" action="/pools" class="flex gap-2">
              <input type="hidden" name="id" value={remove.id} />
              <button class="btn danger" type="submit" name="action" value="remove">
                {t("Remove the pool")}
              </button>
              <a class="btn" href="/pools">{t("Cancel")}</a>
            </form>
          </section>
        )}
        {authorities && <PoolAuthorities state={authorities} />}
        {credentials && (
          <section class="card pad mb-4 max-w-2xl">
            <h2 class="mb-3">{t("Credentials of {name}", { name: credentials.name })}</h2>
            {credentials.reason && <Note tone="warn">{credentials.reason}</Note>}
            <form method="post" action="/pools">
              <input type="hidden" name="id" value={credentials.id} />
              <Field name="username" label={t("User name")} value="root" autocomplete="off" />
              <Field name="password" label={t("Password")} type="password" autocomplete="off" focus />
              <button class="btn main" type="submit" name="action" value="credentials">
                {t("Save and reconnect")}
              </button>{" "}
              <a class="btn" href="/pools">{t("Cancel")}</a>
            </form>
          </section>
        )}
        {countOf(state, "pool") === 0 && !add
          ? (
            <Empty icon="boxes" title={t("No pool yet")}>
              {mayAdd
                ? <a class="btn main" href="/pools?add">{t("Add a pool")}</a>
                : <p>{t("An administrator can add one.")}</p>}
            </Empty>
          )
          : (
            <>
              {asked && (
                <p class="mb-3">
                  <span role="status">
                    {t("{shown} of {total}", { shown: asked.length, total: countOf(state, "pool") })}
                  </span>{" "}
                  <a href="/pools">{t("Show all of them")}</a>
                </p>
              )}
              <PoolList page={page} manage={manage} only={asked} />
            </>
          )}
      </>
    );
  },
);
