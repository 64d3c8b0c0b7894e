// Writes docs/health.md from the table of rules: `deno run -A lib/health/document.ts`. A test holds the two together.
import { listHref } from "@/lib/view/hrefs.ts";
import { RULES } from "./rules.ts";

const INTRODUCTION = `# Health

Atoll looks at every object as its pool's events tell of it, and keeps what somebody should look at as \`finding\`s: objects of the cache
like others, live in pages and the stream, listed by \`GET /api/v1/findings\`, seen by who sees what they are about. The page \`/health\`
groups them by rule; the dashboard shows the worst first. Each number opens the list of just what was found.

The rules are one table of code, \`lib/health/rules.ts\`, from which this page is written. A rule is a query in the language of the lists;
those marked * ask a function about what the query lets through. Nothing is asked again and again: a rule looks at an object when a field has changed that it looks at, or
at the moment at which a time told from now passes. A rule is silent where what it asks for is not known.

*Critical* breaks something now, or the next failure will. A *warning* can wait for the morning. *Info* is for tidying up.

| rule | severity | what | list | query | what to do |
| --- | --- | --- | --- | --- | --- |
`;

export function document(): string {
  const code = (text: string) => text === "" ? "" : `\`${text.replaceAll("|", "\\|")}\``;
  const rows = RULES.map(({ name, severity, title, collection, query, exact, advice }) =>
    `| ${code(name)} | ${severity} | ${title} | ${listHref(collection)} | ${code(query)}${
      exact ? "" : " *"
    } | ${advice} |`
  );
  return `${INTRODUCTION}${rows.join("\n")}\n`;
}

if (import.meta.main) {
  await Deno.writeTextFile(new URL("../../docs/health.md", import.meta.url), document());
}
