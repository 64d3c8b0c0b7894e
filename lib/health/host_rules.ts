// Rules about hosts.
import { msg } from "@/lib/view/text.ts";
import type { PifView } from "@/lib/view/types.ts";
import { expiring } from "./certificates.ts";
import { ruleOf } from "./rule.ts";
import type { HealthRule, Reads, World } from "./types.ts";

const CERTIFICATES: Reads = {
  collection: "certificate",
  fields: ["host", "name", "type", "not_after"],
  by: "host",
  holder: "it",
};

const PIFS: Reads = {
  collection: "pif",
  fields: ["host", "device", "carrier", "currently_attached", "management", "physical", "bond", "bond_mode"],
  by: "host",
  holder: "it",
};

const pifsOf = (world: World, host: string): PifView[] =>
  [...world.naming("pif", "host", host)].filter(({ currently_attached }) => currently_attached);

/** Whether somebody misses a cable: the management or VMs go over it, by itself or by VLANs. */
function used(pif: PifView, world: World): boolean {
  if (pif.management) return true;
  const carries = [pif, ...world.naming("pif", "vlan_of", pif.id)];
  return carries.some(({ management, network }) =>
    management || network !== null && (world.get("network", network)?.vifs ?? 0) > 0
  );
}

const expires = ({ license_expiry }: { readonly license_expiry: string | null }) => ({
  expires: license_expiry ?? "",
});
const skewed = ({ clock_skew }: { readonly clock_skew: number | null }) => ({
  skew: String(Math.round(clock_skew ?? 0)),
});

export const HOST_RULES: readonly HealthRule[] = [
  ruleOf("host", {
    name: "host-down",
    severity: "critical",
    title: msg("Hosts that do not answer"),
    advice: msg(
      "The pool has lost them. Look at their power, network and console; VMs on them are lost to the pool until they are back.",
    ),
    query: "live:no",
  }),
  ruleOf("host", {
    name: "clock-far-off",
    severity: "critical",
    title: msg("Hosts whose clock is far off"),
    advice: msg(
      "More than a minute: sign-in, certificates and high availability fail. Mend NTP on the host.",
    ),
    text: msg("{skew} off"),
    query: "clock_skew:>60,<-60",
    detail: skewed,
    fields: ["clock_skew"],
  }),
  ruleOf("host", {
    name: "certificate-expired",
    severity: "critical",
    title: msg("Certificates that have expired"),
    advice: msg("Hosts and users can no longer trust them. Renew the certificate of the host."),
    text: msg("{names}: {expires}"),
    query: "",
    reads: [CERTIFICATES],
    ...expiring("host", -Infinity, 0),
  }),
  ruleOf("host", {
    name: "licence-expired",
    severity: "critical",
    title: msg("Licences that have expired"),
    advice: msg("VMs cannot be started on such a host, or features are missing. Assign a licence to it."),
    text: msg("{expires}"),
    query: "license_expiry:<0d",
    fields: ["license_expiry"],
    detail: expires,
  }),
  ruleOf("host", {
    name: "no-carrier",
    severity: "warning",
    title: msg("Networks in use without a cable"),
    advice: msg(
      "VMs, or the way to the host itself, depend on an interface that has no link. Look at cable, switch port and card.",
    ),
    text: msg("{devices}"),
    query: "live:yes",
    reads: [PIFS],
    check: ({ id }, world) =>
      devices(
        pifsOf(world, id).filter((pif) =>
          (pif.physical || pif.bond_mode !== "") && pif.bond === null && !pif.carrier && used(pif, world)
        ),
      ),
  }),
  ruleOf("host", {
    name: "bond-degraded",
    severity: "warning",
    title: msg("Bonds that have lost a link"),
    advice: msg("The rest still carries them, without a reserve. Look at cable, switch port and card."),
    text: msg("{devices}"),
    query: "live:yes",
    reads: [PIFS],
    check: ({ id }, world) => {
      const pifs = pifsOf(world, id).filter(({ bond }) => bond !== null);
      return devices(
        pifs.filter((pif) => !pif.carrier && pifs.some(({ bond, carrier }) => bond === pif.bond && carrier)),
      );
    },
  }),
  ruleOf("host", {
    name: "host-disabled",
    severity: "warning",
    title: msg("Hosts that are disabled"),
    advice: msg("No VM starts on them. Enable a host when its maintenance is over."),
    query: "live:yes enabled:no",
  }),
  ruleOf("host", {
    name: "clock-off",
    severity: "warning",
    title: msg("Hosts whose clock is off"),
    advice: msg("More than five seconds. Look at NTP on the host before it gets worse."),
    text: msg("{skew} off"),
    query: "clock_skew:>5,<-5 -clock_skew:>60,<-60",
    fields: ["clock_skew"],
    detail: skewed,
  }),
  ruleOf("host", {
    name: "certificate-expires",
    severity: "warning",
    title: msg("Certificates that expire within 30 days"),
    advice: msg("Renew the certificate of the host in time."),
    text: msg("{names}: {expires}"),
    query: "",
    reads: [CERTIFICATES],
    ...expiring("host", 0, 30),
  }),
  ruleOf("host", {
    name: "licence-expires",
    severity: "warning",
    title: msg("Licences that expire within 30 days"),
    advice: msg("Assign a new licence in time."),
    text: msg("{expires}"),
    query: "license_expiry:>0d license_expiry:<30d",
    fields: ["license_expiry"],
    detail: expires,
  }),
  ruleOf("host", {
    name: "updates-pending",
    severity: "warning",
    title: msg("Hosts to restart for their updates"),
    advice: msg(
      "Updates are installed but not in force. Move the VMs away and restart the host, the coordinator first.",
    ),
    query: "live:yes updates_pending:yes",
  }),
];

function devices(pifs: readonly PifView[]): { readonly devices: string } | null {
  return pifs.length === 0 ? null : { devices: pifs.map(({ device }) => device).sort().join(", ") };
}
