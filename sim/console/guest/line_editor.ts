// A terminal's line: typed, echoed, edited, recalled.

/** What came of a piece of input. */
export type LineEvent =
  | { readonly type: "line"; readonly text: string }
  | { readonly type: "interrupt" }
  | { readonly type: "end" }
  | { readonly type: "complete"; readonly text: string }
  | { readonly type: "redraw"; readonly text: string };

const ESCAPES: Readonly<Record<string, string>> = {
  "\x1b[A": "up",
  "\x1b[B": "down",
  "\x1b[C": "right",
  "\x1b[D": "left",
  "\x1b[H": "home",
  "\x1b[F": "end",
  "\x1b[1~": "home",
  "\x1b[4~": "end",
  "\x1b[3~": "delete",
  "\x1bOA": "up",
  "\x1bOB": "down",
};

const CONTROLS: Readonly<Record<string, string>> = {
  "\x01": "home",
  "\x02": "left",
  "\x05": "end",
  "\x06": "right",
  "\x0b": "kill",
  "\x0e": "down",
  "\x10": "up",
  "\x15": "clear",
  "\x17": "word",
  "\x7f": "backspace",
  "\b": "backspace",
};

const LINE_MAX = 1000;
const HISTORY_MAX = 200;

/** Edits one line after the other. What is typed is echoed through `write`, unless it is secret. */
export class LineEditor {
  readonly history: string[] = [];
  /** Nothing of what is typed is shown or kept: a password. */
  secret = false;
  #text = "";
  #at = 0;
  #recalled = 0;
  #escape = "";

  constructor(readonly write: (text: string) => void) {}

  /** Takes typed text; gives what it led to, in order. */
  *take(input: string): Generator<LineEvent> {
    for (const char of input) {
      const event = this.#char(char);
      if (event !== undefined) yield event;
    }
  }

  /** Begins a new line. */
  reset(): void {
    [this.#text, this.#at, this.#escape] = ["", 0, ""];
    this.#recalled = this.history.length;
  }

  /** Adds text at the cursor as if it had been typed. */
  insert(text: string): void {
    if (this.#text.length + text.length > LINE_MAX) return;
    const tail = this.#text.slice(this.#at);
    this.#text = this.#text.slice(0, this.#at) + text + tail;
    this.#at += text.length;
    this.#echo(text + tail + back(tail.length));
  }

  #char(char: string): LineEvent | undefined {
    if (this.#escape !== "" || char === "\x1b") {
      this.#escape += char;
      if (this.#escape.length < 3 || /^\[[\d;]*$/.test(this.#escape.slice(1))) return undefined;
      const action = ESCAPES[this.#escape];
      this.#escape = "";
      return this.#edit(action ?? "");
    }
    switch (char) {
      case "\r":
      case "\n":
        return this.#enter();
      case "\x03":
        this.write("^C\r\n");
        this.reset();
        return { type: "interrupt" };
      case "\x04":
        return this.#text === "" ? { type: "end" } : this.#edit("delete");
      case "\t":
        return this.secret ? undefined : { type: "complete", text: this.#text.slice(0, this.#at) };
      case "\x0c":
        return { type: "redraw", text: this.#text };
    }
    if (CONTROLS[char] !== undefined) return this.#edit(CONTROLS[char]);
    if (char >= " ") this.insert(char);
    return undefined;
  }

  #enter(): LineEvent {
    const text = this.#text;
    this.write("\r\n");
    if (!this.secret && text.trim() !== "" && this.history.at(-1) !== text) {
      this.history.push(text);
      if (this.history.length > HISTORY_MAX) this.history.shift();
    }
    this.reset();
    return { type: "line", text };
  }

  #edit(action: string): undefined {
    const [text, at] = [this.#text, this.#at];
    switch (action) {
      case "left":
        return this.#goTo(at - 1);
      case "right":
        return this.#goTo(at + 1);
      case "home":
        return this.#goTo(0);
      case "end":
        return this.#goTo(text.length);
      case "backspace":
        return this.#cut(at - 1, at);
      case "delete":
        return this.#cut(at, at + 1);
      case "kill":
        return this.#cut(at, text.length);
      case "clear":
        return this.#cut(0, at);
      case "word":
        return this.#cut(text.slice(0, at).replace(/\S*\s*$/, "").length, at);
      case "up":
        return this.#recall(this.#recalled - 1);
      case "down":
        return this.#recall(this.#recalled + 1);
    }
  }

  #goTo(at: number): undefined {
    const to = Math.max(0, Math.min(this.#text.length, at));
    this.#echo(to < this.#at ? back(this.#at - to) : this.#text.slice(this.#at, to));
    this.#at = to;
  }

  #cut(from: number, to: number): undefined {
    const [start, end] = [Math.max(0, from), Math.min(this.#text.length, to)];
    if (start >= end) return;
    this.#goTo(start);
    const tail = this.#text.slice(end);
    this.#text = this.#text.slice(0, start) + tail;
    this.#echo(tail + " ".repeat(end - start) + back(tail.length + end - start));
  }

  #recall(index: number): undefined {
    if (this.secret || index < 0 || index > this.history.length) return;
    this.#recalled = index;
    this.#cut(0, this.#text.length);
    this.insert(this.history[index] ?? "");
  }

  #echo(text: string): void {
    if (!this.secret && text !== "") this.write(text);
  }
}

function back(columns: number): string {
  return "\b".repeat(columns);
}
