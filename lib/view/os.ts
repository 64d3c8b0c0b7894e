// Names of operating systems, short enough for a column.

const SHORTER: readonly [RegExp, string][] = [
  [/\s*\([^)]*\)/g, ""],
  [/^Microsoft\s+/i, ""],
  [/^(Windows Server \d+(?: R2)?)\b.*/i, "$1"],
  [/^Red Hat Enterprise Linux\b/i, "RHEL"],
  [/^SUSE Linux Enterprise Server\b/i, "SLES"],
  [/\s+(?:GNU\/Linux|LTS|release)\b/gi, ""],
];

/** What the guest's tools call it, without what tells nothing: "Debian GNU/Linux 12 (bookworm)" → "Debian 12". */
export function shortOs(name: string): string {
  let text = name;
  for (const [pattern, by] of SHORTER) text = text.replace(pattern, by);
  return text.trim() || name;
}
