// A pool's connection, a tab of its page: name, address, credentials, whether it may be changed, whether it is connected. No script
// is needed for it.
import { page } from "fresh";
import { Head } from "fresh/runtime";
import { PageHead } from "@/components/Bits.tsx";
import { Deed, Refused } from "@/components/PageForm.tsx";
import { Head as HeadPart } from "@/components/detail/Head.tsx";
import { Frame } from "@/components/detail/Frame.tsx";
import { PoolEdit } from "@/components/pool/PoolEdit.tsx";
import DetailHead from "@/islands/DetailHead.tsx";
import type { PoolEdit as Edit } from "@/lib/pools/types.ts";
import { AtollError } from "@/lib/errors.ts";
import { formView, type Sent } from "@/lib/view/form.ts";
import type { Certificate } from "@/lib/xapi/types.ts";
import { liveFrom } from "@/lib/client/live.ts";
import { t } from "@/lib/view/text.ts";
import { detailOf, headOf } from "@/lib/web/detail.ts";
import { perform, signedIn } from "@/lib/web/form_page.ts";
import { text } from "@/lib/web/forms.ts";
import { define, type State } from "@/fresh.config.ts";

interface Asked {
  readonly state: State;
  readonly url: URL;
  readonly params: { readonly [name: string]: string | undefined };
}

async function load(asked: Asked, sent: Sent | null, offered: Certificate | null = null) {
  const { id, ...settings } = settingsOf(asked);
  const found = await detailOf(asked, "pool", id, "connection");
  return { id, ...settings, sent, offered, detail: "tab" in found ? found : null };
}

function settingsOf({ state, params }: Asked) {
  const principal = signedIn(state);
  const id = params.id ?? "";
  const settings = state.services.poolAdmin.settings(principal, id);
  return { id, ...settings, name: settings.label || settings.ownName };
}

/** What was typed, without what stays as it is. */
function editOf(
  form: FormData,
  now: { readonly label: string; readonly address: string; readonly username: string },
): Edit {
  const changed = (name: "label" | "address" | "username") => {
    const value = text(form, name);
    return value === now[name] ? {} : { [name]: value };
  };
  const password = String(form.get("password") ?? "");
  const fingerprint = text(form, "fingerprint");
  return {
    ...changed("label"),
    ...changed("address"),
    ...changed("username"),
    ...(password === "" ? {} : { password }),
    ...(fingerprint === "" ? {} : { fingerprint }),
  };
}

export const handler = define.handlers({
  GET: async (ctx) => page(await load(ctx, null)),
  POST(ctx) {
    const principal = signedIn(ctx.state);
    const { poolAdmin } = ctx.state.services;
    const { id, name } = settingsOf(ctx);
    let offered: Certificate | null = null;
    return perform(ctx, {
      async edit(form) {
        const edit = editOf(form, poolAdmin.settings(principal, id));
        try {
          await poolAdmin.edit(principal, id, edit);
        } catch (error) {
          const unknown = error instanceof AtollError && error.field === "fingerprint";
          if (unknown) offered = await poolAdmin.probeOf(principal, id, text(form, "address"));
          throw error;
        }
        return { done: t("The settings of {name} are changed", { name: edit.label || name }), to: "/pools" };
      },
      async lock() {
        await poolAdmin.setReadOnly(principal, id, true);
        return {
          done: t("Atoll changes nothing in {name} any more", { name }),
          to: `/pools/${id}/connection`,
        };
      },
      async unlock() {
        await poolAdmin.setReadOnly(principal, id, false);
        return { done: t("Changes to {name} are allowed", { name }), to: `/pools/${id}/connection` };
      },
      async disable() {
        await poolAdmin.setDisabled(principal, id, true);
        return { done: t("{name} is switched off", { name }), to: `/pools/${id}/connection` };
      },
      async enable() {
        await poolAdmin.setDisabled(principal, id, false);
        return { done: t("{name} is switched on", { name }), to: "/pools" };
      },
    }, async (sent, status) => page(await load(ctx, sent, offered), { status }));
  },
});

export default define.page<typeof handler>(function Pool({ data }) {
  const { name, sent, offered, readOnly, disabled, id, detail } = data;
  const forms = (
    <>
      <Refused sent={sent} asked="edit" />
      <section class="card pad mb-4 max-w-2xl" aria-labelledby="reached">
        <h2 id="reached" class="mb-3">{t("How it is named and reached")}</h2>
        <PoolEdit form={formView(sent, "edit")} state={{ ...data, offered }} />
      </section>
      <section class="card pad mb-4 max-w-2xl" aria-labelledby="changes">
        <h2 id="changes" class="mb-2">{t("Changes")}</h2>
        <p class="mb-3">
          {readOnly
            ? t(
              "The pool is read-only: Atoll refuses, for administrators too, whatever would change something in it.",
            )
            : t(
              "Who has the right to may change what is in the pool. Read-only, Atoll refuses that to everybody.",
            )}
        </p>
        <Deed
          name={readOnly ? "unlock" : "lock"}
          label={readOnly ? t("Allow changes") : t("Make it read-only")}
        />
      </section>
      <section class="card pad mb-4 max-w-2xl" aria-labelledby="connected">
        <h2 id="connected" class="mb-2">{t("Connection")}</h2>
        <p class="mb-3">
          {disabled
            ? t(
              "The pool is switched off: Atoll keeps its settings, is signed out of it and shows nothing of it.",
            )
            : t("Switched off, Atoll signs out of the pool and shows nothing of it, but keeps its settings.")}
        </p>
        <div class="flex flex-wrap gap-2">
          <Deed
            name={disabled ? "enable" : "disable"}
            label={disabled ? t("Switch it on") : t("Switch it off")}
          />
          <a class="btn" href={`/pools?authorities=${id}`}>{t("Certificate authorities")}</a>
          <a class="btn danger" href={`/pools?remove=${id}`}>{t("Remove the pool")}</a>
        </div>
      </section>
    </>
  );
  return (
    <>
      <Head>
        <title>{`${name} · Atoll`}</title>
      </Head>
      {detail
        ? (
          <Frame
            of={detail}
            head={
              <DetailHead page={detail.page} {...headOf(detail)}>
                <HeadPart of={liveFrom(detail.page)} client={null} {...headOf(detail)} />
              </DetailHead>
            }
          >
            {forms}
          </Frame>
        )
        // A pool of which nothing has been told yet.
        : (
          <>
            <PageHead title={t("Settings of {name}", { name })} sub={<a href="/pools">{t("All pools")}</a>} />
            {forms}
          </>
        )}
    </>
  );
});
