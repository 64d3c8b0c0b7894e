// Exporting and importing the whole configuration. No script needed.
import { page } from "fresh";
import { Head } from "fresh/runtime";
import { Note, PageHead } from "@/components/Bits.tsx";
import { Input, PageForm } from "@/components/PageForm.tsx";
import { EXPORTED } from "@/lib/api/config_routes.ts";
import { changesText } from "@/lib/config/config.ts";
import { AtollError } from "@/lib/errors.ts";
import { type FormView, formView, type Sent } from "@/lib/view/form.ts";
import { perform, signedIn } from "@/lib/web/form_page.ts";
import { t } from "@/lib/view/text.ts";
import { define, type State } from "../fresh.config.ts";

function load(state: State, sent: Sent | null, plan: string | null = null) {
  const principal = signedIn(state);
  const { rights } = state.services;
  const mayExport = rights.can(principal, "config.export");
  const mayImport = rights.can(principal, "config.import");
  if (!mayExport && !mayImport) {
    throw new AtollError(403, "forbidden", "You are not allowed to export or import the configuration");
  }
  return { mayExport, mayImport, sent, plan };
}

const secret = (form: FormData, name: string) => String(form.get(name) ?? "");

async function fileOf(form: FormData): Promise<string> {
  const file = form.get("file");
  if (file instanceof File && file.size > 0) return await file.text();
  throw new AtollError(422, "no-file", "Choose the file that was exported", "file");
}

export const handler = define.handlers({
  GET: (ctx) => page(load(ctx.state, null)),
  async POST(ctx) {
    const principal = signedIn(ctx.state);
    const { configuration } = ctx.state.services;
    const shown = (sent: Sent | null, status = 200, plan: string | null = null) =>
      page(load(ctx.state, sent, plan), { status });
    return await perform<ReturnType<typeof shown> | Response>(ctx, {
      async export(form) {
        const passphrase = secret(form, "secret-passphrase");
        if (passphrase !== secret(form, "secret-repeated")) {
          throw new AtollError(422, "passphrases-differ", "The two passphrases differ", "repeated");
        }
        const wish = { password: secret(form, "password"), passphrase };
        return { page: new Response(await configuration.export(principal, wish), { headers: EXPORTED }) };
      },
      async plan(form) {
        const given = { file: await fileOf(form), passphrase: secret(form, "secret-passphrase") };
        return { page: shown(null, 200, changesText(await configuration.plan(principal, given))) };
      },
      async import(form) {
        const changes = await configuration.import(principal, {
          file: await fileOf(form),
          passphrase: secret(form, "secret-passphrase"),
          password: secret(form, "password"),
        });
        return {
          done: t("Imported: {changesText}. Sign in again", { changesText: changesText(changes) }),
          to: "/",
        };
      },
    }, (sent, status) => Promise.resolve(shown(sent, status)));
  },
});

function Passphrase({ form }: { form: FormView }) {
  return (
    <Input
      form={form}
      name="secret-passphrase"
      label={t("Passphrase of the file")}
      type="password"
      autocomplete="off"
    />
  );
}

function ImportForm({ form }: { form: FormView }) {
  const problem = form.problem(["password"]);
  return (
    <form method="post" encType="multipart/form-data">
      {problem !== null && <Note tone="bad" alert>{problem}</Note>}
      <div class="field">
        <label for="config-file">{t("File")}</label>
        <input id="config-file" name="file" type="file" accept=".json,application/json" required />
      </div>
      <Passphrase form={form} />
      <Input
        form={form}
        name="password"
        label={t("Your own password, to import it")}
        type="password"
        required={false}
        autocomplete="current-password"
      />
      <div class="flex flex-wrap gap-2">
        <button class="btn" type="submit" name="do" value="plan">{t("Show what it would replace")}</button>
        <button class="btn danger" type="submit" name="do" value="import">
          {t("Replace the configuration")}
        </button>
      </div>
    </form>
  );
}

export default define.page<typeof handler>(function Config({ data: { mayExport, mayImport, sent, plan } }) {
  const out = formView(sent, "export");
  const into = formView(sent, sent?.form === "plan" ? "plan" : "import");
  return (
    <>
      <Head>
        <title>{t("Configuration")} · Atoll</title>
      </Head>
      <PageHead title={t("Configuration")} />
      {mayExport && (
        <section class="card pad mb-4 max-w-2xl" aria-labelledby="export">
          <h2 id="export" class="mb-2">{t("Export")}</h2>
          <p class="mb-3">
            {t(
              "One file with the users and their password hashes, groups, roles, grants, pools with their passwords, and settings; encrypted with a passphrase. Without it the file cannot be read again.",
            )}
          </p>
          <PageForm form={out} fields={["password"]} submit={t("Export")}>
            <Input
              form={out}
              name="password"
              label={t("Your own password")}
              type="password"
              autocomplete="current-password"
            />
            <Passphrase form={out} />
            <Input
              form={out}
              name="secret-repeated"
              label={t("Passphrase, once more")}
              type="password"
              autocomplete="off"
            />
          </PageForm>
        </section>
      )}
      {mayImport && (
        <section class="card pad mb-4 max-w-2xl" aria-labelledby="import">
          <h2 id="import" class="mb-2">{t("Import")}</h2>
          <p class="mb-3">
            {t(
              "What is in the file takes the place of everything that is here. The whole file is checked first: it is taken as a whole or not at all. Atoll begins anew, and everybody is signed out.",
            )}
          </p>
          {plan !== null && (
            <Note tone="info" alert>
              {t("There would be {plan}. Choose the file again to import it.", { plan })}
            </Note>
          )}
          <ImportForm form={into} />
        </section>
      )}
    </>
  );
});
