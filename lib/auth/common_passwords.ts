// The passwords that everybody tries first: the ten thousand most common ones, and what people make of them by decorating.

/** So many head the package's list, which is ordered by how often a password was found in leaks. */
const MOST_COMMON = 10_000;
/** Of the rest of the list only what is long enough to be a password here is kept. */
const LONG = 10;
/** Words that are no common passwords elsewhere, but here. */
const OWN = [
  "atoll",
  "xenserver",
  "xcp-ng",
  "xcpng",
  "xenorchestra",
  "citrix",
  "administrator",
  "changeme",
  "changemenow",
];
/** Whoever runs a finger along the keys, either way. */
const RUNS = [
  "01234567890123456789",
  "abcdefghijklmnopqrstuvwxyz",
  "qwertyuiopasdfghjklzxcvbnm",
  "qwertzuiopasdfghjklyxcvbnm",
  "azertyuiopqsdfghjklmwxcvbn",
].flatMap((run) => [run, [...run].reverse().join("")]);
/** Shorter runs are in many a good password's ends. */
const RUN = 5;
/** Digits and signs around a common password: a year, a date, `123!`. More of them are worth something by themselves. */
const DECORATION = 8;

/** What people write instead of a letter. */
const SIGNS: Readonly<Record<string, string>> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "@": "a",
  "$": "s",
  "!": "i",
};

let loading: Promise<ReadonlySet<string>> | undefined;

/** The list is read when a password is chosen for the first time: nobody else needs its few megabytes. */
function load(): Promise<ReadonlySet<string>> {
  return loading ??= import("@zxcvbn-ts/language-common").then(({ dictionary }) => {
    const all = dictionary["passwords-common"];
    if (all.length < MOST_COMMON) {
      throw new Error(`The list of common passwords has ${all.length} of them only`);
    }
    const kept = new Set([...OWN, ...all.filter((word, rank) => rank < MOST_COMMON || word.length >= LONG)]);
    // Nobody else reads the package's own arrays: let go of them.
    for (const list of Object.values(dictionary)) list.length = 0;
    return kept;
  }).catch((error) => {
    loading = undefined; // the next one tries again
    throw error;
  });
}

/** Whether a password is among the most common ones, or is one repeated, spelled with signs, or with a few digits around it. */
export async function isCommon(password: string): Promise<boolean> {
  const common = await load();
  const folded = password.normalize("NFKC").toLowerCase().replaceAll(/\s/g, "");
  const core = folded.replace(/^[^\p{L}]+/u, "").replace(/[^\p{L}]+$/u, "");
  const forms = folded.length - core.length <= DECORATION ? [folded, core] : [folded];
  // `p@ssw0rd1!` ends in decoration, `passw0rd` does not begin with one: both ends may be a letter's sign as well.
  const spelled = forms.concat(folded.replace(/[\d!]{1,4}$/, "")).map(unsigned);
  return [...forms, ...spelled].some((form) => common.has(form) || common.has(unit(form)) || isRun(form));
}

const unsigned = (text: string) => text.replaceAll(/[013457@$!]/g, (sign) => SIGNS[sign] ?? sign);

/** What a text repeats: "abab" → "ab". */
const unit = (text: string) => /^(.+?)\1+$/.exec(text)?.[1] ?? text;

const isRun = (text: string) => text.length >= RUN && RUNS.some((run) => run.includes(text));
