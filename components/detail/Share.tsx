// How much of something is used.
import { bytes, percent } from "@/lib/view/format.ts";
import { t } from "@/lib/view/text.ts";
import { Meter } from "../Bits.tsx";

/** A part of a whole as a bar and in words. */
export function Share({ label, part, whole }: { label: string; part: number; whole: number }) {
  return (
    <span class="share">
      <Meter label={label} share={part / whole} />
      <span>
        {t("{part} of {whole} ({share})", {
          part: bytes(part),
          whole: bytes(whole),
          share: percent(part / whole),
        })}
      </span>
    </span>
  );
}
