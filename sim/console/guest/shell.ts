// A login on a guest's console, and the shell behind it.
import { complete, execute, type Scene } from "./commands.ts";
import { Files } from "./files.ts";
import { LineEditor } from "./line_editor.ts";
import type { PowerAction } from "./machine.ts";
import type { Profile } from "./profile.ts";
import { type Program, shutdown } from "./programs.ts";

export interface ShellOptions {
  readonly profile: Profile;
  readonly now: () => number;
  readonly power: (action: PowerAction) => void;
  readonly resize: (width: number, height: number) => void;
  /** Takes what is written, as a terminal does. */
  readonly write: (text: string) => void;
}

/** Everybody may log in, with any password but an empty one. */
export class Shell {
  #state: "login" | "password" | "shell" | "down" = "login";
  #program: Program | undefined;
  #password = "";
  readonly #editor: LineEditor;
  readonly #scene: Scene & { user: string };

  constructor(readonly options: ShellOptions) {
    const { profile, now, resize } = options;
    this.#editor = new LineEditor(options.write);
    this.#scene = {
      profile,
      files: new Files(profile),
      history: this.#editor.history,
      user: "",
      directory: "/root",
      now,
      resize,
      power: (action) => {
        this.#state = "down";
        options.power(action);
      },
      logOut: () => this.#state = "login",
    };
  }

  /** When it wants to go on, in milliseconds since 1970. */
  get due(): number | undefined {
    return this.#program?.due;
  }

  /** Greets whoever sits down. */
  begin(): void {
    this.#state = "login";
    const { system, hostname } = this.options.profile;
    this.#print(`\x1b[?25h\n${system} ${hostname} tty1\n\n`);
    this.#prompt();
  }

  /** Does what is due. */
  advance(): void {
    const program = this.#program;
    if (program?.due === undefined || program.due > this.options.now()) return;
    const said = program.step(this.options.now());
    if (said !== undefined) return this.#print(said);
    this.#program = undefined;
    this.#prompt();
  }

  /** Takes what is typed. */
  input(text: string): void {
    if (this.#state === "down") return;
    const program = this.#program;
    if (program === undefined) return this.#edit(text);
    const interrupted = text.includes("\x03");
    if (!interrupted && !program.input(text)) return;
    this.#program = undefined;
    this.#print((interrupted ? "^C\n" : "") + program.farewell);
    this.#prompt();
  }

  /** Goes down, whatever runs. */
  down(action: PowerAction): void {
    if (this.#state === "down") return;
    this.#state = "down";
    this.#print(`\x1b[?25h\nThe system will ${action === "reboot" ? "reboot" : "power off"} now!\n`);
    this.#program = shutdown(this.options.now(), action);
    this.advance();
  }

  #edit(text: string): void {
    for (const event of this.#editor.take(text)) {
      if (this.#state === "down") return;
      if (event.type === "line") this.#line(event.text);
      else if (event.type === "complete") this.#complete(event.text);
      else if (event.type === "redraw") this.#redraw(event.text);
      else {
        if (event.type === "end" && this.#state === "shell") this.#print("logout\n");
        if (event.type === "end" || this.#state === "password") this.#state = "login";
        this.#prompt();
      }
    }
  }

  #line(text: string): void {
    if (this.#state === "login") {
      this.#scene.user = text.trim();
      if (this.#scene.user !== "") this.#state = "password";
      this.#editor.history.length = 0;
    } else if (this.#state === "password") {
      this.#password = text;
      this.#logIn();
    } else {
      const result = execute(this.#scene, text);
      if (typeof result === "string") this.#print(result);
      else {
        this.#program = result;
        return this.advance();
      }
    }
    this.#prompt();
  }

  #logIn(): void {
    const accepted = this.#password !== "";
    this.#password = "";
    this.#state = accepted ? "shell" : "login";
    this.#scene.directory = "/root";
    if (!accepted) return this.#print("\nLogin incorrect\n");
    this.#print(`\n${this.#scene.files.read("/etc/motd") ?? ""}`);
  }

  #complete(text: string): void {
    if (this.#state !== "shell") return;
    const [first, ...others] = complete(this.#scene, text);
    const start = text.split(/[\s/]/).at(-1) ?? "";
    if (first === undefined) return;
    if (others.length === 0) return this.#editor.insert(`${first.slice(start.length)} `);
    this.#print(`\n${[first, ...others].join("  ")}\n`);
    this.#prompt(text);
  }

  #redraw(text: string): void {
    this.#print("\x1b[2J\x1b[H");
    this.#prompt(text);
  }

  /** Asks for what comes next; `typed` is what has been typed already. */
  #prompt(typed = ""): void {
    const { hostname } = this.options.profile;
    const { user, directory } = this.#scene;
    this.#editor.secret = this.#state === "password";
    if (this.#state === "login") this.#print(`${hostname} login: `);
    else if (this.#state === "password") this.#print("Password: ");
    else if (this.#state === "shell") {
      const place = directory === "/root" ? "~" : directory;
      this.#print(`\x1b[1;32m${user}@${hostname}\x1b[0m:\x1b[1;34m${place}\x1b[0m# ${typed}`);
    }
  }

  #print(text: string): void {
    if (text !== "") this.options.write(text.replaceAll("\n", "\r\n"));
  }
}
