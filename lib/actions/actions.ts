// Actions at work: right, arguments, state, the call, the task, the audit entry.
import type { Principal } from "@/lib/auth/types.ts";
import type { CacheReader } from "@/lib/cache/types.ts";
import type { PoolsService } from "@/lib/pools/types.ts";
import type { AuditLog } from "@/lib/store/audit.ts";
import type { Collection, Json } from "@/lib/view/types.ts";
import type { ActionInfo, ActionResult, ActionsService } from "./types.ts";

export interface ActionsDeps {
  readonly cache: CacheReader;
  readonly pools: PoolsService;
  readonly audit: AuditLog;
}

export class Actions implements ActionsService {
  constructor(_deps: ActionsDeps) {}

  list(_principal: Principal, _collection: Collection, _id: string): ActionInfo[] {
    throw new Error("Not written yet");
  }
  perform(
    _principal: Principal,
    _collection: Collection,
    _id: string,
    _action: string,
    _args: { readonly [name: string]: Json },
  ): Promise<ActionResult> {
    throw new Error("Not written yet");
  }
}
