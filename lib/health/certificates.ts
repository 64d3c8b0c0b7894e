// Certificates of hosts and authorities of pools, by when they expire.
import type { CertificateView } from "@/lib/view/types.ts";
import type { Detail, World } from "./types.ts";

const DAY = 86_400_000;

/** Those of a host; or those of a pool that belong to no host. */
function certificatesOf(of: "host" | "pool", id: string, world: World): CertificateView[] {
  return [...world.naming("certificate", of, id)].filter(({ host }) => of === "host" || host === null);
}

interface Expiring {
  readonly check: (object: { readonly id: string }, world: World, now: number) => Detail | null;
  readonly moments: (object: { readonly id: string }, world: World) => readonly number[];
}

/** The part of a rule that finds what expires from `from` to `to` days from now. */
export function expiring(of: "host" | "pool", from: number, to: number): Expiring {
  return {
    check: ({ id }, world, now) => {
      const found = certificatesOf(of, id, world).flatMap((certificate) => {
        const { not_after } = certificate;
        const days = not_after === null ? NaN : (Date.parse(not_after) - now) / DAY;
        return not_after !== null && days >= from && days < to ? [{ ...certificate, not_after }] : [];
      }).sort((a, b) => a.not_after < b.not_after ? -1 : 1);
      const [first] = found;
      if (first === undefined) return null;
      const names = [...new Set(found.map(({ name, type }) => name || type))].sort();
      return { names: names.join(", "), expires: first.not_after };
    },
    moments: ({ id }, world) =>
      certificatesOf(of, id, world).flatMap(({ not_after }) => {
        const at = not_after === null ? NaN : Date.parse(not_after);
        return [from, to].map((days) => at - days * DAY).filter(Number.isFinite);
      }),
  };
}
