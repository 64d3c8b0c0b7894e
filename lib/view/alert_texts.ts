// What the pools' messages say, in words: the codes of xapi's api_messages, with the values of their bodies put in. Made where
// an alert is shown, so that everybody reads it in their own language.
import { msg, t } from "./text.ts";
import type { AlertView } from "./types.ts";

/** `{name}` is what it is about; other names are values of the body. A sentence is told without what its body does not have. */
const TEXTS: { readonly [code: string]: readonly string[] } = {
  VM_STARTED: [msg("{name} was started")],
  VM_SHUTDOWN: [msg("{name} was shut down")],
  VM_REBOOTED: [msg("{name} was restarted")],
  VM_SUSPENDED: [msg("{name} was suspended")],
  VM_RESUMED: [msg("{name} was resumed")],
  VM_PAUSED: [msg("{name} was paused")],
  VM_UNPAUSED: [msg("{name} was unpaused")],
  VM_CRASHED: [msg("{name} crashed")],
  VM_MIGRATED: [msg("{name} was moved to another host")],
  VM_CLONED: [msg("{name} was cloned")],
  VM_IMPORTED: [msg("{name} was imported")],
  VM_SNAPSHOTTED: [msg("A snapshot of {name} was taken")],
  VM_CHECKPOINTED: [msg("A snapshot of {name} with its memory was taken")],
  VM_SNAPSHOT_REVERTED: [msg("{name} was set back to a snapshot")],
  VM_UNREVERTED: [msg("{name} was not set back to its snapshot")],
  VM_SECONDARY_GPU_ATTACHED: [msg("{name} was given a second GPU")],
  VM_HA_PROTECTED: [msg("{name} is protected by high availability")],
  ALARM: [
    msg("{variable} of {name} is {value}, beyond the limit of {alarm_trigger_level}"),
    msg("A measured value of {name} is beyond its limit"),
  ],
  BOND_STATUS_CHANGED: [msg("Links of a network bond of {name} changed")],
  HOST_CLOCK_WENT_BACKWARDS: [msg("The clock of {name} went backwards")],
  HOST_CLOCK_SKEW_DETECTED: [msg("The clock of {name} differs from the others of its pool")],
  HOST_SYNC_DATA_FAILED: [msg("{name} could not synchronise its data")],
  HOST_KERNEL_ENCOUNTERED_ERROR_WARNING: [msg("The kernel of {name} met an error")],
  HOST_INTERNAL_CERTIFICATE_EXPIRED: [msg("The internal certificate of {name} has expired")],
  HOST_INTERNAL_CERTIFICATE_EXPIRING_07: [msg("The internal certificate of {name} expires within 7 days")],
  HOST_INTERNAL_CERTIFICATE_EXPIRING_14: [msg("The internal certificate of {name} expires within 14 days")],
  HOST_INTERNAL_CERTIFICATE_EXPIRING_30: [msg("The internal certificate of {name} expires within 30 days")],
  HOST_SERVER_CERTIFICATE_EXPIRED: [msg("The certificate of {name} has expired")],
  HOST_SERVER_CERTIFICATE_EXPIRING_07: [msg("The certificate of {name} expires within 7 days")],
  HOST_SERVER_CERTIFICATE_EXPIRING_14: [msg("The certificate of {name} expires within 14 days")],
  HOST_SERVER_CERTIFICATE_EXPIRING_30: [msg("The certificate of {name} expires within 30 days")],
  POOL_CA_CERTIFICATE_EXPIRED: [msg("A certificate authority of {name} has expired")],
  POOL_CA_CERTIFICATE_EXPIRING_07: [msg("A certificate authority of {name} expires within 7 days")],
  POOL_CA_CERTIFICATE_EXPIRING_14: [msg("A certificate authority of {name} expires within 14 days")],
  POOL_CA_CERTIFICATE_EXPIRING_30: [msg("A certificate authority of {name} expires within 30 days")],
  FAILED_LOGIN_ATTEMPTS: [
    msg("There were {total} failed attempts to sign in"),
    msg("Attempts to sign in failed"),
  ],
  HA_STATEFILE_LOST: [msg("High availability lost the disk of its state")],
  HA_HEARTBEAT_APPROACHING_TIMEOUT: [msg("The heartbeat of {name} is close to running out of time")],
  HA_STATEFILE_APPROACHING_TIMEOUT: [msg("The state of high availability is written slowly by {name}")],
  HA_XAPI_HEALTHCHECK_APPROACHING_TIMEOUT: [msg("The toolstack of {name} answers slowly")],
  HA_NETWORK_BONDING_ERROR: [msg("A bond that carries the heartbeat of {name} lost a link")],
  HA_POOL_OVERCOMMITTED: [msg("{name} cannot survive as many failures of hosts as it is to")],
  HA_POOL_DROP_IN_PLAN_EXISTS_FOR: [msg("{name} can survive fewer failures of hosts than before")],
  HA_PROTECTED_VM_RESTART_FAILED: [msg("High availability could not start {name} again")],
  HA_HOST_FAILED: [msg("{name} failed, and high availability took over")],
  HA_HOST_WAS_FENCED: [msg("{name} was restarted by high availability, since it had lost touch")],
  PBD_PLUG_FAILED_ON_SERVER_START: [msg("Storage could not be attached when {name} started")],
  ALL_RUNNING_VMS_IN_POOL_SHUT_DOWN: [msg("All running VMs of {name} were shut down")],
  MULTIPATH_PERIODIC_ALERT: [msg("Ways to storage of {name} are missing")],
  MTU_MISMATCH: [msg("MTUs in {name} differ from each other")],
  LICENSE_EXPIRES_SOON: [msg("The licence of {name} expires soon")],
  LICENSE_SERVER_CONNECTED: [msg("The licence server is reached again")],
  LICENSE_SERVER_UNREACHABLE: [msg("The licence server cannot be reached")],
  LICENSE_SERVER_UNAVAILABLE: [msg("The licence server is not available")],
  LICENSE_SERVER_VERSION_OBSOLETE: [msg("The licence server is too old")],
  LICENSE_NOT_AVAILABLE: [msg("There is no licence for {name}")],
  GRACE_LICENSE: [msg("{name} runs on a licence of grace")],
  EXTAUTH_INIT_IN_HOST_FAILED: [msg("{name} could not begin to use the directory")],
  EXTAUTH_IN_POOL_IS_NON_HOMOGENEOUS: [msg("The hosts of {name} use different directories")],
  WLB_CONSULTATION_FAILED: [msg("Workload balancing could not be asked")],
  WLB_OPTIMIZATION_ALERT: [msg("Workload balancing has advice for {name}")],
  REDO_LOG_BROKEN: [msg("The redo log is out of order")],
  REDO_LOG_HEALTHY: [msg("The redo log is in order again")],
  SR_BACKEND_FAILURE: [msg("{name} reports a failure")],
  SR_IO_ERRORS: [msg("Reading from or writing to {name} fails")],
  POST_ATTACH_SCAN_FAILED: [msg("{name} could not be scanned after it was attached")],
  LEAF_COALESCE_START_MESSAGE: [msg("Disks of {name} are being merged with their snapshots")],
  LEAF_COALESCE_COMPLETED: [msg("Disks of {name} were merged with their snapshots")],
  LEAF_COALESCE_FAILED: [msg("Disks of {name} could not be merged with their snapshots")],
  VDI_CBT_METADATA_INCONSISTENT: [
    msg("The list of changed blocks of {name} is wrong, and is not kept any more"),
  ],
  VDI_CBT_SNAPSHOT_FAILED: [msg("Changed blocks of {name} could not be kept with a snapshot")],
  VDI_CBT_RESIZE_FAILED: [msg("Changed blocks of {name} could not be kept when it was resized")],
  CLUSTER_HOST_ENABLE_FAILED: [msg("{name} could not join its cluster")],
  CLUSTER_HOST_FENCING: [msg("{name} is being restarted by its cluster")],
  CLUSTER_HOST_JOINING: [msg("{name} joins its cluster")],
  CLUSTER_HOST_LEAVING: [msg("{name} leaves its cluster")],
  CLUSTER_QUORUM_APPROACHING_LOST: [msg("The cluster of {name} is about to lose its majority")],
  CLUSTER_STACK_OUT_OF_DATE: [msg("The cluster of {name} runs an old stack")],
  VMSS_SNAPSHOT_SUCCEEDED: [msg("Snapshots by schedule were taken")],
  VMSS_SNAPSHOT_FAILED: [msg("Snapshots by schedule failed")],
  VMSS_SNAPSHOT_LOCK_FAILED: [
    msg("Snapshots by schedule did not begin: the ones before were still under way"),
  ],
  VMSS_SNAPSHOT_MISSED_EVENT: [msg("Snapshots by schedule were missed")],
  VMSS_XAPI_LOGON_FAILURE: [msg("Snapshots by schedule could not sign in")],
  VMSS_LICENSE_ERROR: [msg("Snapshots by schedule need another licence")],
  POOL_CPU_FEATURES_UP: [msg("All hosts of {name} have CPU features that it had not before")],
  POOL_CPU_FEATURES_DOWN: [msg("{name} lost CPU features: VMs have them until they start anew")],
  HOST_CPU_FEATURES_UP: [msg("{name} has more CPU features than before")],
  HOST_CPU_FEATURES_DOWN: [msg("{name} has fewer CPU features than before")],
  UPDATES_FEATURE_EXPIRING_WARNING: [msg("The right of {name} to updates expires soon")],
  UPDATES_FEATURE_EXPIRING_MAJOR: [msg("The right of {name} to updates expires within days")],
  UPDATES_FEATURE_EXPIRING_CRITICAL: [msg("The right of {name} to updates is about to expire")],
  UPDATES_FEATURE_EXPIRED: [msg("The right of {name} to updates has expired")],
  PERIODIC_UPDATE_SYNC_FAILED: [msg("{name} could not look for updates")],
  TLS_VERIFICATION_EMERGENCY_DISABLED: [msg("{name} does not check certificates any more")],
  XAPI_STARTUP_BLOCKED_AS_VERSION_HIGHER_THAN_COORDINATOR: [
    msg("The toolstack of {name} is newer than its coordinator's, and did not start"),
  ],
};

/** What an alert says, as a sentence without its full stop; unknown codes are read as words. */
export function alertText(
  alert: Pick<AlertView, "name" | "object"> & Partial<Pick<AlertView, "values">>,
): string {
  const known = Object.hasOwn(TEXTS, alert.name) ? TEXTS[alert.name] : undefined;
  const name = alert.object?.name || t("Something that is gone");
  const values = { ...alert.values, name };
  const text = known?.find((text) =>
    [...text.matchAll(/\{(\w+)\}/g)].every(([, key = ""]) => Object.hasOwn(values, key))
  );
  if (text !== undefined) return t(text, values);
  const words = alert.name.toLowerCase().replaceAll("_", " ").trim();
  const code = words === "" ? t("A message without a name") : words.charAt(0).toUpperCase() + words.slice(1);
  return alert.object?.name ? t("{name}: {code}", { name: alert.object.name, code }) : code;
}

/** What people call a priority. */
export function priorityText(priority: number): string {
  return t(PRIORITIES[priority - 1] ?? msg("For information"));
}

const PRIORITIES = [msg("Critical"), msg("Major"), msg("Warning"), msg("Minor"), msg("For information")];

/** Codes that have a sentence. */
export const KNOWN_ALERTS: readonly string[] = Object.keys(TEXTS);
