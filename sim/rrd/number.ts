// Numbers of the statistics: kept as rrdd keeps them, written as it writes them.

/**
 * A value as an archive keeps it: with the 24 significant bits of a single float, and coarser where its 15 printed digits
 * would not hold them all. What is kept is therefore printed exactly.
 */
export function kept(value: number): number {
  const size = Math.abs(value);
  if (size < 100) return Math.round(value * 8192) / 8192;
  if (size < 1000) return Math.round(value * 4096) / 4096;
  return size < 8192 ? Math.round(value * 2048) / 2048 : Math.fround(value);
}

/** A kept value as xapi 23.31 and later write it: 15 digits, `0.0` for nothing (recordings C-rrd_updates-*). */
export function spelled(value: number): string {
  if (value === 0) return "0.0";
  return String(value);
}

/** A kept value with the five digits earlier versions write. */
export function rounded(value: number): string {
  if (value === 0) return "0.0";
  if (!Number.isFinite(value)) return String(value);
  const [, digits = "", exponent = ""] = /^(-?[\d.]+)e([+-]\d+)$/.exec(value.toExponential(4)) ?? [];
  const power = Number(exponent);
  if (power < -4 || power >= 5) {
    const sign = power < 0 ? "-" : "+";
    return `${String(Number(digits))}e${sign}${String(Math.abs(power)).padStart(2, "0")}`;
  }
  return String(Number(value.toPrecision(5)));
}

/** A time in seconds as xapi writes `lastupdate`: 15 digits. */
export function stamp(seconds: number): string {
  return String(Number(seconds.toFixed(5)));
}
