// The project's own source files, as git knows them: tracked, and new ones that are not ignored.
import { fileURLToPath } from "node:url";

export const fromFileUrl = (url: string): string => fileURLToPath(url);

/** The project's root, without a slash at the end. */
export const ROOT: string = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");

/** Paths of all TypeScript files, relative to ROOT. */
export async function sourceFiles(): Promise<string[]> {
  const { stdout, success } = await new Deno.Command("git", {
    args: ["ls-files", "--cached", "--others", "--exclude-standard", "--", "*.ts", "*.tsx"],
    cwd: ROOT,
  }).output();
  const files = success ? new TextDecoder().decode(stdout).split("\n").filter(Boolean) : [];
  const there = await Promise.all(
    files.map((file) => Deno.stat(`${ROOT}/${file}`).then(() => true, () => false)),
  );
  return files.filter((_, index) => there[index] === true);
}
