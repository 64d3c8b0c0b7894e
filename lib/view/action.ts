// An action of an object as pages show it; the shape that the server's list of actions has.
import { msg, t } from "./text.ts";

export interface ActionView {
  readonly name: string;
  readonly label: string;
  readonly dangerous: boolean;
  /** Why it cannot be done now, as a sentence; null when it can. */
  readonly refused: string | null;
}

/** What follows from an action, told before it is done. */
const CONSEQUENCES: Readonly<Record<string, readonly string[]>> = {
  shutdown: [msg("The guest is asked to shut down; its services end.")],
  reboot: [msg("The guest is asked to restart; its services are away until it is up again.")],
  suspend: [msg("Its memory is written to storage; it is away until it is resumed.")],
  force_shutdown: [msg("Like pulling the plug: what the guest has not written is lost.")],
  force_reboot: [msg("Like the reset button: what the guest has not written is lost.")],
  revert: [
    msg("The VM goes back to this snapshot: everything written since is lost."),
    msg("A running VM is stopped."),
  ],
  destroy: [msg("It is gone for good; there is no undo.")],
};

export function consequencesOf(action: string): readonly string[] {
  return (CONSEQUENCES[action] ?? []).map((text) => t(text));
}

/** What an action has to be told. */
export interface Question {
  readonly field: "name" | "host" | "description" | "tag";
  readonly label: string;
}

const QUESTIONS: Readonly<Record<string, Question>> = {
  snapshot: { field: "name", label: msg("Name of the snapshot") },
  clone: { field: "name", label: msg("Name of the clone") },
  migrate: { field: "host", label: msg("Host to move to") },
  rename: { field: "name", label: msg("New name") },
  describe: { field: "description", label: msg("Description") },
  tag: { field: "tag", label: msg("Tag") },
  untag: { field: "tag", label: msg("Tag") },
};

export function questionOf(action: string): Question | null {
  const question = QUESTIONS[action];
  return question === undefined ? null : { ...question, label: t(question.label) };
}

/** Whether an action is preceded by a form: to be told something, or to be confirmed. */
export function asks({ name, dangerous }: Pick<ActionView, "name" | "dangerous">): boolean {
  return dangerous || questionOf(name) !== null;
}
