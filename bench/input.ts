// What a benchmark tells its clients, which are a process of their own.

/** Reads lines of the input, blocking: nothing else may run meanwhile. */
export function* linesOfInput(): IterableIterator<string> {
  const decoder = new TextDecoder();
  const bytes = new Uint8Array(64 * 1024);
  let rest = "";
  for (let read = Deno.stdin.readSync(bytes); read !== null; read = Deno.stdin.readSync(bytes)) {
    const lines = (rest + decoder.decode(bytes.subarray(0, read), { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
}
