// A share as a bar.
import { percent } from "@/lib/view/format.ts";

export function Meter({ label, share }: { label: string; share: number }) {
  return (
    <meter
      min={0}
      max={1}
      low={0.8}
      high={0.92}
      optimum={0}
      value={Math.min(1, Math.max(0, share))}
      aria-label={`${label}: ${percent(share)}`}
    />
  );
}
