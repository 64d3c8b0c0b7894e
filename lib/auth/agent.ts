// What a browser calls itself, in a few words that its owner recognises in the list of sessions.

/** First match wins: browsers also name those they descend from. */
const BROWSERS: readonly (readonly [name: string, sign: RegExp])[] = [
  ["Edge", /\bEdgA?\//],
  ["Opera", /\bOPR\//],
  ["Samsung Internet", /\bSamsungBrowser\//],
  ["Firefox", /\b(Firefox|FxiOS)\//],
  ["Chrome", /\b(Chrome|Chromium|CriOS|HeadlessChrome)\//],
  ["Safari", /\bVersion\/[\d.]+.*\bSafari\//],
];

const SYSTEMS: readonly (readonly [name: string, sign: RegExp])[] = [
  ["Windows", /\bWindows\b/],
  ["Android", /\bAndroid\b/],
  ["iPhone", /\biPhone\b/],
  ["iPad", /\biPad\b/],
  ["macOS", /\bMac OS X\b/],
  ["ChromeOS", /\bCrOS\b/],
  ["Linux", /\bLinux\b/],
];

/** Whoever calls itself something longer is not read on. */
const LONGEST = 512;

/** "Firefox on Linux", "curl", or "" when the header says nothing that is known. Only words of ours or plain names come out. */
export function agentOf(header: string | null): string {
  const text = (header ?? "").slice(0, LONGEST);
  const named = (list: typeof BROWSERS) => list.find(([, sign]) => sign.test(text))?.[0];
  const browser = named(BROWSERS);
  const system = named(SYSTEMS);
  if (browser !== undefined) return system === undefined ? browser : `${browser} on ${system}`;
  // A program: its own name, without version.
  const program = /^(?!Mozilla\b)([A-Za-z][A-Za-z0-9-]{0,31})(?:\/|$)/.exec(text)?.[1];
  return program ?? system ?? "";
}
