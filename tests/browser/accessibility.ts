// What holds of every page at a desk and on a phone: the rules of WCAG, and controls that a finger hits.
import type { Page } from "playwright-core";

export const SCREENS = {
  desk: { viewport: { width: 1440, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
} as const;
export const THEMES = ["dark", "light"] as const;

/** Least width and height (px) of what a finger has to hit. */
const FINGER = 44;

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary: string }[];
}

const axe = await Deno.readTextFile(new URL(import.meta.resolve("axe-core/axe.min.js")));

/** What axe-core holds against the page by the rules of WCAG 2.2, levels A and AA. */
export async function violations(page: Page, without: readonly string[] = []): Promise<string[]> {
  await page.evaluate(axe);
  const found = await page.evaluate(async (without) => {
    const { axe } = globalThis as unknown as {
      axe: { run(root: Document, options: object): Promise<{ violations: Violation[] }> };
    };
    const values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
    const options = {
      runOnly: { type: "tag", values },
      rules: Object.fromEntries(without.map((rule) => [rule, { enabled: false }])),
      resultTypes: ["violations"],
    };
    return (await axe.run(document, options)).violations;
  }, without);
  return found.flatMap(({ id, impact, nodes }) =>
    nodes.map((node) => `${id} (${impact}) ${node.target.join(" ")}: ${node.failureSummary}`)
  );
}

/** Controls that a finger would miss, as "12×30 button Start". Links within text are told apart by their display. */
export function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate((least) => {
    const controls = "button, summary, select, input:not([type=hidden]), a.btn, a.chip, nav a";
    return [...document.querySelectorAll<HTMLElement>(controls)].flatMap((control) => {
      const label = control instanceof HTMLInputElement && ["checkbox", "radio"].includes(control.type) &&
        control.closest("label");
      const { width, height } = (label || control).getBoundingClientRect();
      if (!control.checkVisibility({ visibilityProperty: true }) || control.closest(".sr, .skip")) return [];
      if (width >= least - 0.5 && height >= least - 0.5) return [];
      const name = control.getAttribute("aria-label") ?? (control.textContent || control.id);
      return [`${Math.round(width)}×${Math.round(height)} ${control.localName} ${name.trim()}`];
    });
  }, FINGER);
}
