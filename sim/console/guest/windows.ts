// A Windows guest: a sign-in screen behind Ctrl+Alt+Del, and a desktop with a menu that shuts it down.
import { type Canvas, contains } from "../screen/canvas.ts";
import { characterOf, KEY, Keyboard } from "./keys.ts";
import type { Machine, PowerAction, Surroundings } from "./machine.ts";
import type { Profile } from "./profile.ts";
import {
  ARROW,
  backdrop,
  type Button,
  button,
  centred,
  passwordBox,
  SCREEN,
  TASKBAR,
  taskbar,
  textWindow,
} from "./windows_paint.ts";

type Scene = "boot" | "locked" | "signIn" | "refused" | "welcome" | "desktop" | "down";

/** Milliseconds: how long it boots, and welcomes. */
const BOOT_MS = 5000;
const WELCOME_MS = 1200;
const PASSWORD_MAX = 64;

/** A machine with a graphical screen. Everybody may sign in, with any password but an empty one. */
export class Windows implements Machine {
  readonly cursor = ARROW;
  readonly serial = undefined;
  readonly #keyboard = new Keyboard();
  #scene: Scene = "boot";
  #canvas: Canvas | undefined;
  #password = "";
  #menu = false;
  #lit: string | undefined;
  #held = false;
  #until: number;
  #clock = "";
  #dots = 0;
  #says = "";

  constructor(readonly profile: Profile, readonly around: Surroundings) {
    this.#until = profile.started + BOOT_MS * around.scale;
  }

  show(canvas: Canvas | undefined): void {
    this.#canvas = canvas;
    this.#paint();
  }

  key(keysym: number, down: boolean): void {
    this.#keyboard.press(keysym, down);
    if (!down || this.#scene === "boot" || this.#scene === "down" || this.#scene === "welcome") return;
    if (this.#keyboard.isSecureAttention(keysym)) {
      return this.#go(this.#scene === "desktop" ? "locked" : "signIn");
    }
    if (this.#scene === "refused" && keysym === KEY.enter) return this.#go("signIn");
    if (this.#scene !== "signIn") return;
    const char = characterOf(keysym);
    if (keysym === KEY.enter || keysym === KEY.keypadEnter) return this.#signIn();
    if (keysym === KEY.escape) return this.#go("locked");
    if (keysym === KEY.backspace) this.#password = this.#password.slice(0, -1);
    else if (char !== "" && this.#password.length < PASSWORD_MAX) this.#password += char;
    else return;
    if (this.#canvas !== undefined) passwordBox(this.#canvas, PASSWORD, this.#password.length);
  }

  pointer(x: number, y: number, buttons: number): void {
    const under = this.#buttons().find(({ rect }) => contains(rect, x, y));
    const held = (buttons & 1) !== 0;
    const clicked = held && !this.#held;
    this.#held = held;
    if (under?.label !== this.#lit) {
      this.#lit = under?.label;
      this.#paintButtons();
    }
    if (!clicked) return;
    if (under !== undefined) under.press();
    else if (this.#menu) {
      this.#menu = false;
      this.#paint();
    }
  }

  paste(): void {
    // Nothing reads the clipboard before somebody has signed in, and nothing on the desktop takes text.
  }

  asked(action: PowerAction): void {
    this.#says = action === "reboot" ? "Restarting" : "Shutting down";
    this.#go("down");
  }

  advance(): number | undefined {
    const now = this.around.now();
    if (this.#scene === "boot" || this.#scene === "welcome") {
      if (now >= this.#until) this.#go(this.#scene === "boot" ? "locked" : "desktop");
      else {
        this.#dots++;
        if (this.#scene === "boot") this.#paint();
        return Math.min(this.#until, now + 250);
      }
    }
    if (this.#scene === "down") return undefined;
    const clock = new Date(now).toISOString().slice(11, 16);
    if (clock !== this.#clock) {
      this.#clock = clock;
      if (this.#scene === "desktop" && this.#canvas !== undefined) {
        taskbar(this.#canvas, clock);
        this.#paintButtons();
      } else this.#paint();
    }
    return now + 60_000 - now % 60_000;
  }

  #go(scene: Scene): void {
    this.#scene = scene;
    this.#password = "";
    this.#menu = false;
    this.#lit = undefined;
    this.#paint();
  }

  #signIn(): void {
    if (this.#password === "") return this.#go("refused");
    this.#until = this.around.now() + WELCOME_MS * this.around.scale;
    this.#go("welcome");
    this.advance();
  }

  #power(action: PowerAction): void {
    this.asked(action);
    this.around.power(action);
  }

  #buttons(): Button[] {
    if (this.#scene === "signIn") {
      return [{ rect: SIGN_IN_BUTTON, label: "Sign in", press: () => this.#signIn() }];
    }
    if (this.#scene === "refused") return [{ rect: OK_BUTTON, label: "OK", press: () => this.#go("signIn") }];
    if (this.#scene !== "desktop") return [];
    const top = SCREEN.height - TASKBAR;
    const start: Button = {
      rect: { x: 4, y: top + 4, width: 72, height: 32 },
      label: "Start",
      press: () => {
        this.#menu = !this.#menu;
        this.#paint();
      },
    };
    if (!this.#menu) return [start];
    const entries = [
      ["Lock", () => this.#go("locked")],
      ["Sign out", () => this.#go("locked")],
      ["Restart", () => this.#power("reboot")],
      ["Shut down", () => this.#power("poweroff")],
    ] as const;
    const menu = entries.map(([label, press], at) => ({
      rect: { x: 4, y: top - 36 * (entries.length - at), width: 160, height: 34 },
      label,
      press,
    }));
    return [start, ...menu];
  }

  #paintButtons(): void {
    const canvas = this.#canvas;
    if (canvas === undefined) return;
    for (const each of this.#buttons()) button(canvas, each, each.label === this.#lit);
  }

  #paint(): void {
    const canvas = this.#canvas;
    if (canvas === undefined) return;
    const { hostname } = this.profile;
    if (this.#scene === "boot") {
      canvas.resize(720, 400);
      canvas.fill(canvas.bounds(), 0);
      centred(canvas, 150, "Windows", 3);
      return centred(canvas, 300, ".".repeat(1 + this.#dots % 5).padEnd(5), 2);
    }
    canvas.resize(SCREEN.width, SCREEN.height);
    backdrop(canvas);
    switch (this.#scene) {
      case "locked":
        centred(canvas, 160, this.#clock, 8);
        centred(canvas, 320, new Date(this.around.now()).toDateString(), 2);
        centred(canvas, 620, "Press Ctrl+Alt+Delete to unlock", 2);
        break;
      case "signIn":
        centred(canvas, 280, "Administrator", 3);
        passwordBox(canvas, PASSWORD, this.#password.length);
        centred(canvas, 460, `Sign in to ${hostname.toUpperCase()}`, 1);
        break;
      case "refused":
        centred(canvas, 330, "The password is incorrect. Try again.", 2);
        break;
      case "welcome":
        centred(canvas, 340, "Welcome", 3);
        break;
      case "down":
        centred(canvas, 340, this.#says, 3);
        break;
      case "desktop":
        textWindow(canvas, { x: 120, y: 90, width: 520, height: 240 }, "Server overview", this.#overview());
        taskbar(canvas, this.#clock);
        break;
    }
    this.#paintButtons();
  }

  #overview(): string[] {
    const { hostname, system, memory, vcpus, interfaces } = this.profile;
    return [
      `Computer name   ${hostname.toUpperCase()}`,
      `System          ${system}`,
      `Memory          ${(memory / 2 ** 30).toFixed(1)} GiB`,
      `Processors      ${vcpus}`,
      ...interfaces.map(({ name, address }) =>
        `${name.replace("eth", "Ethernet ").padEnd(16)}${address ?? "no address"}`
      ),
    ];
  }
}

const PASSWORD = { x: 362, y: 400, width: 260, height: 32 };
const SIGN_IN_BUTTON = { x: 626, y: 400, width: 72, height: 32 };
const OK_BUTTON = { x: 462, y: 420, width: 100, height: 36 };
