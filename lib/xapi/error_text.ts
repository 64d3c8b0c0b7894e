// One plain sentence for people for every error code a pool may answer.
import { ERROR_SENTENCES } from "./error_sentences.ts";

const LONGEST_PARAM = 200;
/** What is longer than this is no parameter of xapi's: it is not looked through for words that mean something. */
const LONGEST_READ = 4096;
const MOST_PARAMS = 16;
const LONGEST_CODE = 100;

/**
 * What a code means, in one sentence without full stop. References are left out: they tell people nothing, and that of a
 * session is a key. A code nobody foresaw still reads well: `The pool answered FOO_BAR (a, b)`.
 */
export function errorText(code: string, params: readonly string[]): string {
  const shown = params.slice(0, MOST_PARAMS).map(showable);
  const sentence = Object.hasOwn(ERROR_SENTENCES, code) ? ERROR_SENTENCES[code] : undefined;
  if (code === "CANNOT_EVACUATE_HOST") {
    shown[0] = packedReasons((params[0] ?? "").slice(0, LONGEST_READ)) || (shown[0] ?? "");
  }
  if (sentence !== undefined) return fill(sentence, shown);
  if (code.startsWith("SR_BACKEND_FAILURE")) {
    return fill("The storage reported an error[: {2}|: {1}]", shown);
  }
  const told = shown.filter((param) => param !== "");
  return `The pool answered ${code.slice(0, LONGEST_CODE)}${told.length > 0 ? ` (${told.join(", ")})` : ""}`;
}

/** xapi packs the reasons, codes with parameters, into one text: `VM_REQUIRES_SR,OpaqueRef:…,OpaqueRef:…|HOST_DISABLED,…`. */
function packedReasons(packed: string): string {
  const reasons = packed.split("|").map((part) => part.split(",")).flatMap(([code = "", ...params]) =>
    Object.hasOwn(ERROR_SENTENCES, code) ? [errorText(code, params)] : []
  );
  return [...new Set(reasons)].map((text) => text.replace(/^[A-Z](?=[a-z ])/, (first) => first.toLowerCase()))
    .join("; ");
}

/**
 * `{0}` is the first parameter, in another form with a letter behind (FORMS); `[… {0}|… {1}]` is the first alternative whose
 * parameters are all there, or nothing. A parameter may be missing or tell people nothing (a reference): outside brackets
 * there is none.
 */
function fill(sentence: string, params: readonly string[]): string {
  return sentence
    .replace(
      /\[([^\]]*)\]/g,
      (_, options: string) => options.split("|").find((option) => complete(option, params)) ?? "",
    )
    .replace(PLACE, (_, index: string, form: string) => {
      const param = params[Number(index)] ?? "";
      return FORMS[form]?.(param) ?? param;
    });
}

const PLACE = /\{(\d)([a-z]?)\}/g;

const FORMS: Readonly<Record<string, (param: string) => string>> = {
  /** An amount of bytes. */
  b: amount,
  /** Alternatives: "a, b or c". */
  o: (list) => list.replace(/,\s*(?=[^,]*$)/, " or "),
  /** A class by the name that people know. */
  n: (className) => NOUNS.get(className) ?? className,
  /** An operation as words. */
  w: (operation) => operation.replaceAll("_", " "),
};

const NOUNS: ReadonlyMap<string, string> = new Map([
  ["SR", "storage"],
  ["VDI", "disk"],
  ["VBD", "drive"],
  ["PBD", "storage connection"],
  ["VIF", "network interface"],
  ["PIF", "interface"],
  ["VGPU", "virtual GPU"],
  ["PGPU", "GPU"],
  ["VTPM", "virtual TPM"],
  ["VUSB", "USB device"],
  ["PUSB", "USB device"],
  ["Bond", "bond"],
  ["Cluster_host", "cluster host"],
  ["Repository", "repository"],
  ["Certificate", "certificate"],
]);

function complete(option: string, params: readonly string[]): boolean {
  return [...option.matchAll(PLACE)].every(([, index]) => (params[Number(index)] ?? "") !== "");
}

function showable(param: string): string {
  if (/^(OpaqueRef:|Ref:|DummyRef:)/.test(param)) return "";
  if (param.length > LONGEST_READ) return showable(param.slice(0, LONGEST_READ));
  // What an exception of xapi holds says more than that it is one; of a failed script its last words do.
  const told =
    /^(?:Failure\("(.*)"\)|script error \[.*stderr = (.*)\])$/s.exec(param)?.slice(1).find(Boolean) ?? param;
  const line = told.replace(/OpaqueRef:[0-9a-z-]+/gi, "an object").replace(/\s+/g, " ").trim();
  // A sentence of xapi's own becomes the end of this one.
  return line.length > LONGEST_PARAM ? `${line.slice(0, LONGEST_PARAM)}…` : line.replace(/[.:;,\s]+$/, "");
}

function amount(bytes: string): string {
  const value = Number(bytes);
  if (bytes === "" || !Number.isFinite(value)) return bytes;
  const units = ["bytes", "KiB", "MiB", "GiB", "TiB"];
  const unit = value < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(value) / 10));
  return `${Math.round((value / 1024 ** unit) * 10) / 10} ${units[unit]}`;
}
