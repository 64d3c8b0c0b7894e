// Talking with the person at the terminal: lines out, and secrets in, which are neither shown nor taken from arguments.
import { OptionError } from "@/lib/options.ts";

/** Where a command talks to; tests give their own. */
export interface Terminal {
  /** A line for people on standard output. */
  say(text: string): void;
  /** A line on standard error. */
  complain(text: string): void;
  /**
   * A secret: typed without being shown, twice where `twice`; or, where nobody sits there, a line of standard input.
   * Throws OptionError when there is none.
   */
  secret(what: string, twice?: boolean): Promise<string>;
}

const CTRL_C = 3;
const CTRL_D = 4;
const BACKSPACE = 8;
const DELETE = 127;
const LONGEST = 4096;

/** The terminal of this process. */
export const terminal: Terminal = {
  say: (text) => write(Deno.stdout, text),
  complain: (text) => write(Deno.stderr, text),
  async secret(what, twice = false) {
    if (!Deno.stdin.isTerminal()) {
      return required(
        what,
        await readSecret((buffer) => Deno.stdin.read(buffer)),
      );
    }
    const first = required(what, await typed(`${what}: `));
    if (twice && await typed(`${what} again: `) !== first) {
      throw new OptionError("The two differ: nothing was changed");
    }
    return first;
  },
};

function write(to: { writeSync(bytes: Uint8Array): number }, text: string): void {
  const bytes = new TextEncoder().encode(text + "\n");
  for (let at = 0; at < bytes.length;) at += to.writeSync(bytes.subarray(at));
}

function required(what: string, text: string): string {
  if (text === "") throw new OptionError(`${what} is empty: nothing was changed`);
  return text;
}

async function typed(prompt: string): Promise<string> {
  Deno.stderr.writeSync(new TextEncoder().encode(prompt));
  Deno.stdin.setRaw(true);
  try {
    return await readSecret((buffer) => Deno.stdin.read(buffer));
  } finally {
    Deno.stdin.setRaw(false);
    Deno.stderr.writeSync(new TextEncoder().encode("\n"));
  }
}

/**
 * A line, byte by byte so that what follows stays for the next one; understands what keys send to a raw terminal.
 * @param read as of standard input: null at its end
 */
export async function readSecret(read: (buffer: Uint8Array) => Promise<number | null>): Promise<string> {
  const bytes: number[] = [];
  const buffer = new Uint8Array(1);
  while (bytes.length < LONGEST) {
    const count = await read(buffer);
    const byte = buffer[0] ?? 0;
    if (count === null || byte === 10 || byte === 13 || byte === CTRL_D) break;
    if (byte === CTRL_C) throw new OptionError("Given up: nothing was changed");
    if (byte === BACKSPACE || byte === DELETE) {
      // A character may be several bytes long.
      while (bytes.length > 0 && ((bytes.pop() ?? 0) & 0xc0) === 0x80);
    } else bytes.push(byte);
  }
  return new TextDecoder().decode(new Uint8Array(bytes));
}
