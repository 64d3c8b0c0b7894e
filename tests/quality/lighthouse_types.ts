// What is used of Lighthouse: its own types bring along others of Node.js, which contradict those of the project.

interface Flags {
  readonly port: number;
  readonly output: "json";
  readonly logLevel: "error";
  readonly onlyCategories: readonly string[];
  readonly extraHeaders: { readonly [name: string]: string };
}

interface Audit {
  readonly title: string;
  readonly score: number | null;
  readonly displayValue?: string;
}

interface Category {
  /** 0 to 1. */
  readonly score: number | null;
  readonly auditRefs: readonly { readonly id: string; readonly weight: number }[];
}

interface Result {
  readonly lhr: {
    readonly categories: { readonly [name: string]: Category };
    readonly audits: { readonly [name: string]: Audit };
  };
}

declare function lighthouse(url: string, flags: Flags): Promise<Result | undefined>;
export default lighthouse;
