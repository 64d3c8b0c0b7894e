// Everything else that goes wrong while a page is made. The details are in the log, not on the page.
import { HttpError } from "fresh";
import { Head } from "fresh/runtime";
import { Problem } from "@/components/Problem.tsx";
import { AtollError } from "@/lib/errors.ts";
import { t } from "@/lib/view/text.ts";
import { define } from "../fresh.config.ts";

export default define.page(function Failed({ error }) {
  const known = error instanceof AtollError || error instanceof HttpError;
  const status = known ? error.status : 500;
  return (
    <>
      <Head>
        <title>{t("Error")} · Atoll</title>
      </Head>
      <Problem
        status={status}
        title={known && error.message ? error.message : t("Atoll could not make this page")}
      >
        {status >= 500 && <p>{t("The log tells more. The pools and their VMs are not affected.")}</p>}
      </Problem>
    </>
  );
});
