// Unknown addresses.
import { Head } from "fresh/runtime";
import { Problem } from "@/components/Problem.tsx";
import { t } from "@/lib/view/text.ts";
import { define } from "../fresh.config.ts";

export default define.page(function NotFound({ error }) {
  const said = error instanceof Error && error.message !== "Not Found" ? error.message : null;
  return (
    <>
      <Head>
        <title>{t("Not found")} · Atoll</title>
      </Head>
      <Problem status={404} title={said ?? t("There is nothing at this address")}>
        <p>{t("The object may have been removed from its pool, or the link is incomplete.")}</p>
      </Problem>
    </>
  );
});
