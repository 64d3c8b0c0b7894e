// States as an icon and a word: colour only adds to them.
import { connectionLabel } from "@/lib/view/connection_label.ts";
import { msg, t } from "@/lib/view/text.ts";
import type { ConnectionCause, ConnectionState, TaskView } from "@/lib/view/types.ts";
import type { IconName } from "./Icon.tsx";
import { Mark, type Tone } from "./Power.tsx";

const CONNECTION: Record<ConnectionState, [IconName, Tone]> = {
  "disconnected": ["unplug", "soft"],
  "connecting": ["loader-circle", "info"],
  "authenticating": ["loader-circle", "info"],
  "syncing": ["loader-circle", "info"],
  "live": ["circle-check", "ok"],
  "stale": ["triangle-alert", "warn"],
  "certificate-changed": ["shield-alert", "bad"],
  "refused": ["key-round", "bad"],
  "incompatible": ["circle-x", "bad"],
};

const TASK: Record<TaskView["status"], [icon: IconName, tone: Tone, text: string]> = {
  pending: ["loader-circle", "info", msg("Pending")],
  success: ["circle-check", "ok", msg("Success")],
  failure: ["circle-x", "bad", msg("Failure")],
  cancelling: ["clock", "warn", msg("Cancelling")],
  cancelled: ["circle-stop", "soft", msg("Cancelled")],
};

/** Causes that look otherwise than their state: what passes by itself soon, and what does not. */
const CAUSE: Partial<Record<ConnectionCause, [IconName, Tone]>> = {
  "session-gone": ["loader-circle", "info"],
  "coordinator-moved": ["loader-circle", "info"],
  "booting": ["loader-circle", "warn"],
  "coordinator-away": ["circle-alert", "bad"],
  "emergency": ["circle-alert", "bad"],
  "other-pool": ["circle-x", "bad"],
};

export function Connection({ pool: { state, cause } }: {
  pool: { readonly state: ConnectionState; readonly cause: ConnectionCause | null };
}) {
  const look = (cause !== null && CAUSE[cause]) || CONNECTION[state];
  return <Mark look={look} text={connectionLabel(state, cause)} />;
}

export function TaskStatus({ status }: { status: TaskView["status"] }) {
  const [icon, tone, text] = TASK[status];
  return <Mark look={[icon, tone]} text={t(text)} />;
}

export function HostState({ host }: { host: { readonly live: boolean; readonly enabled: boolean } }) {
  if (!host.live) return <Mark look={["circle-x", "bad"]} text={t("Does not answer")} />;
  return host.enabled
    ? <Mark look={["circle-check", "ok"]} text={t("Enabled")} />
    : <Mark look={["wrench", "warn"]} text={t("Disabled")} />;
}
