// Calls that are answered otherwise than they should be: refused, evicted, held back, misreported.
import type { Argument } from "../arguments.ts";
import type { Answer, Caller } from "../dispatch.ts";
import { ApiError } from "../errors.ts";
import type { Batch } from "../events.ts";
import { pause } from "../pause.ts";
import type { Faults } from "./faults.ts";
import { misreport } from "./batches.ts";

/** A caller that answers as the other one does, but for the faults its calls meet. */
export function faultyCaller(caller: Caller, faults: Faults): Caller {
  /** The last reply of event.from by session and classes; a few of them. */
  const replies = new Map<string, Batch>();
  return {
    db: caller.db,
    call: async (method, params, signal): Promise<Answer> => {
      faults.onCall(method, params);
      const refusal = faults.meet(["error"], method, "");
      const evicted = refusal?.code === "SESSION_INVALID" ||
        refusal === undefined && faults.meet(["evict"], method, "") !== undefined;
      // A xapi that says so has no such session: whoever hears it may rely on that.
      if (evicted && typeof params[0] === "string") caller.db.destroy("session", params[0]);
      if (refusal !== undefined) throw new ApiError(refusal.code, ...refusal.params ?? []);
      const answer = await caller.call(method, params, signal);
      const stall = faults.meet(["stall"], method, "");
      if (stall !== undefined) await pause(stall.ms, signal);
      if (!("batch" in answer)) return answer;
      const key = JSON.stringify(params.slice(0, 2));
      const before = replies.get(key);
      const lie = faults.meet(["batch"], method, "");
      const batch = lie === undefined
        ? answer.batch
        : misreport(lie.how, answer.batch, tokenOf(params), before, faults.random);
      if (replies.size > 16) replies.clear();
      replies.set(key, batch);
      return { batch };
    },
  };
}

function tokenOf(params: readonly Argument[]): string {
  const token = params[2];
  return typeof token === "string" ? token : "";
}
