// The mark: a ring of islets around a lagoon.

/** Decorative; the name stands beside it. */
export function Logo({ size = 26 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" class="text-accent">
      <circle cx="16" cy="16" r="6.5" fill="currentColor" opacity=".28" />
      <circle
        cx="16"
        cy="16"
        r="12"
        fill="none"
        stroke="currentColor"
        stroke-width="4.6"
        stroke-linecap="round"
        stroke-dasharray="15 7.5 5 7.5 11 7.5 2 7.5 5.4 6.5"
      />
    </svg>
  );
}
