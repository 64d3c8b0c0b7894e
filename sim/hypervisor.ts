// What xapi leaves to those below it: xenopsd and its domains, networkd, the storage's plug-ins, the host's own power. On hosts
// as they are sold all of that works; the recordings come from hosts with xapi's simulators in their place, where some does not.
import { ApiError } from "./errors.ts";
import type { Ref } from "./values.ts";

/** The steps xapi leaves to others and that may fail, each with what it is about. */
export interface Steps {
  /** A domain stops running for a while. */
  readonly pause: { readonly vm: Ref };
  /** A domain that was built anew gets a drive back. */
  readonly reattach: { readonly uuid: string; readonly device: string };
  /** Another host of the pool takes a domain over. */
  readonly receive: { readonly uuid: string };
  /** A CD goes into the drive of a domain. */
  readonly insert: { readonly vbd: Ref };
  /** The bytes of a disk are copied to another one. */
  readonly copy: Readonly<Record<never, never>>;
  /** The bytes of a disk a domain writes to are copied to another SR. */
  readonly mirror: Readonly<Record<never, never>>;
  /** A plug-in looks for repositories. */
  readonly probe: Readonly<Record<never, never>>;
  /** A host tags an interface. */
  readonly vlan: { readonly pif: Ref; readonly device: string; readonly tag: number };
  /** A host bonds interfaces. */
  readonly bond: { readonly pif: Ref; readonly device: string; readonly bridge: string };
}

/** How steps fail. */
type Failures = { readonly [Step in keyof Steps]?: (about: Steps[Step]) => ApiError };

/** Those below a pool's xapi. */
export class Hypervisor {
  /** `goesDown`: whether a host that is told to shut down does. */
  constructor(private readonly failures: Failures, readonly goesDown: boolean) {}

  /** Throws what a step fails with, if it does. */
  assert<Step extends keyof Steps>(step: Step, about: Steps[Step]): void {
    const failure = this.failures[step];
    if (failure !== undefined) throw failure(about);
  }
}

/** Everything works. */
export const REAL = new Hypervisor({}, true);

const internal = (reason: string) => new ApiError("INTERNAL_ERROR", reason);

/** As the recordings by topic and of the three hosts show it (E-, D-). */
const SIMULATED: Failures = {
  // xenopsd finds the name under which a domain arrives taken.
  receive: ({ uuid }) =>
    internal(`Object with type domain and id ${uuid.slice(0, -12)}000000000001 already exists in xenopsd`),
  insert: ({ vbd }) => internal(`vbd_insert_hvm: The VBD ${vbd} is empty`),
  copy: () => internal('Failure("Could not parse NBD URI returned from the storage backend: ")'),
  mirror: () =>
    internal(
      "Storage_error ([S(Internal_error);S(Storage_error ([S(Migration_mirror_fd_failure);S(VDI Not Attached)]))])",
    ),
  probe: () => {
    const reason =
      `General backend error [opterr=['INTERNAL_ERROR', 'Failure("Expected string, got \\'N\\'")']]`;
    return new ApiError("SR_BACKEND_FAILURE_202", "", reason, "");
  },
  vlan: ({ pif, device, tag }) =>
    script(
      pif,
      "/sbin/ip",
      `link add link ${device} name ${device}.${tag} type vlan id ${tag}`,
      2,
      "Error: Unknown device type.",
    ),
  bond: ({ pif, device, bridge }) =>
    script(pif, "/sbin/brctl", `addif ${bridge} ${device}`, 1, `interface ${device} does not exist!`),
};

/** What networkd makes of a command that fails. */
function script(pif: Ref, command: string, args: string, code: number, said: string): ApiError {
  const outcome = `code = Exit code ${code}, stdout = , stderr = ${said}\n`;
  return new ApiError(
    "PIF_CONFIGURATION_ERROR",
    pif,
    `script error [script = ${command}, args = ${args}, ${outcome}]`,
  );
}

/** As the recordings of one session show it (B-), made some time before the others: domains are frailer there. */
const FRAIL: Failures = {
  ...SIMULATED,
  pause: ({ vm }) =>
    internal(`VM not in expected power state after completing operation: ${vm}, paused, running`),
  reattach: ({ uuid, device }) =>
    internal(`Object with type VM and id ${uuid}/vbd.${device} does not exist in xenopsd`),
};

/** What can be below xapi, by the name the option has for it. */
export const HYPERVISORS = {
  real: REAL,
  simulated: new Hypervisor(SIMULATED, false),
  "simulated-frail": new Hypervisor(FRAIL, false),
} as const;

/** The kinds of domains there are. */
export type Domains = keyof typeof HYPERVISORS;
