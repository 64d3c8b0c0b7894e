// A reader of sentences for people.

/** What is odd about a sentence; nothing when it reads well. */
export function oddities(text: string): string[] {
  const rules: [RegExp, string][] = [
    [/^[^A-Z]/, "begins small"],
    [/[.:;,(\s]$/, "ends open"],
    [/[{}|]/, "has a placeholder"],
    [/OpaqueRef|DummyRef/, "has a reference"],
    [/ {2}/, "has a gap"],
    [/\s[,.:;)]|\(\s|\(\)|""|: :|\bthan$/, "lacks a word"],
    [/[\n\r\t]/, "has more than a line"],
  ];
  return rules.filter(([rule]) => rule.test(text)).map(([, odd]) => odd);
}
