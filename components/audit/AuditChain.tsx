// Whether the audit log is as it was written: what the last check has found, and a button for another.
import type { ChainState } from "@/lib/view/audit.ts";
import { count, percent } from "@/lib/view/format.ts";
import { t } from "@/lib/view/text.ts";
import { tx } from "@/components/Rich.tsx";
import { Ago, Note } from "../Bits.tsx";
import { Deed } from "../PageForm.tsx";

export function AuditChain({ state: { running, last } }: { state: ChainState }) {
  const tone = last === null ? "info" : last.broken === null ? "ok" : "bad";
  return (
    <Note tone={tone} alert={tone === "bad"}>
      <div class="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div class="min-w-[220px] flex-1">
          {last === null && running === null && (
            <p>
              {t("The chain has not been checked since Atoll was started.")}
            </p>
          )}
          {last !== null && last.broken === null && (
            <p>
              {last.entries === 1
                ? t("The one entry was as it was written")
                : t("All {entries} entries were as they were written", { entries: count(last.entries) })},
              {" "}
              <Ago iso={last.time} />.
            </p>
          )}
          {last?.broken && (
            <p>
              {tx("{name} entry {seq}. {reason}. Found {part}; {entries} before it are whole.", {
                name: <strong>{t("The log is not as it was written:")}</strong>,
                seq: count(last.broken.seq),
                reason: last.broken.reason,
                part: <Ago iso={last.time} />,
                entries: count(last.entries),
              })}
            </p>
          )}
          {last !== null && (
            <p class="soft">
              {tx("Ends with entry {seq}, SHA-256 {part}", {
                seq: count(last.head.seq),
                part: <span class="mono break-all">{last.head.hash}</span>,
              })}
            </p>
          )}
          {running !== null && (
            <p class="soft">
              {t("Being checked: {percent}", {
                percent: percent(running.of === 0 ? 0 : running.done / running.of),
              })}
            </p>
          )}
        </div>
        {running === null && <Deed name="verify" label={t("Check now")} />}
      </div>
    </Note>
  );
}
