// The order of releases: code names first, then the numbers of xapi itself, which came after them.

/** Code names by age, from XenServer 4.0 to Citrix Hypervisor 8.2 with its updates (xapi's own datamodel lists them so). */
const NAMES = [
  "rio",
  "miami",
  "symc",
  "orlando",
  "orlando-update-1",
  "george",
  "midnight-ride",
  "cowley",
  "boston",
  "tampa",
  "clearwater",
  "vgpu-tech-preview",
  "vgpu-productisation",
  "clearwater-felton",
  "clearwater-whetstone",
  "creedence",
  "cream",
  "indigo",
  "dundee",
  "ely",
  "falcon",
  "inverness",
  "jura",
  "kolkata",
  "lima",
  "naples",
  "oslo",
  "quebec",
  "stockholm",
  "stockholm_psr",
];

/** Whether release `a` is release `b` or came before it. A name nobody knows is newer than all. */
export function notAfter(a: string, b: string): boolean {
  const [left, right] = [place(a), place(b)];
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return true;
}

/** Where a release stands: names have the first number 0. xapi was 1.x until 2021, then the year. */
function place(release: string): readonly number[] {
  const name = NAMES.indexOf(release);
  if (name >= 0) return [0, name];
  const numbers = release.split(".").map(Number);
  return numbers.some(Number.isNaN) ? [Number.MAX_SAFE_INTEGER] : numbers;
}
