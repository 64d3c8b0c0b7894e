// Whether the audit log is as it was written: what the last check has found, and a button for another.
import type { ChainState } from "@/lib/view/audit.ts";
import { count, percent } from "@/lib/view/format.ts";
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
              The chain has not been checked since Atoll was started.
            </p>
          )}
          {last !== null && last.broken === null && (
            <p>
              {last.entries === 1
                ? "The one entry was as it was written"
                : `All ${count(last.entries)} entries were as they were written`}, <Ago iso={last.time} />.
            </p>
          )}
          {last?.broken && (
            <p>
              <strong>The log is not as it was written:</strong> entry {count(last.broken.seq)}.{" "}
              {last.broken.reason}. Found <Ago iso={last.time} />; {count(last.entries)} before it are whole.
            </p>
          )}
          {last !== null && (
            <p class="soft">
              Ends with entry {count(last.head.seq)}, SHA-256{" "}
              <span class="mono break-all">{last.head.hash}</span>
            </p>
          )}
          {running !== null && (
            <p class="soft">Being checked: {percent(running.of === 0 ? 0 : running.done / running.of)}</p>
          )}
        </div>
        {running === null && <Deed name="verify" label="Check now" />}
      </div>
    </Note>
  );
}
