// The commands for whoever runs the server: `task backup FILE`, and the same as `atoll backup FILE` of the one-file server.
import { parseArgs, type ParseArgsConfig } from "node:util";
import { rescue } from "@/lib/auth/rescue.ts";
import { AtollError } from "@/lib/errors.ts";
import { DATA_FLAGS, dataOptions, OptionError, type Options } from "@/lib/options.ts";
import { backup } from "@/lib/store/backup.ts";
import { checkData } from "@/lib/store/check_data.ts";
import { restore } from "@/lib/store/restore.ts";
import { rotateKey } from "@/lib/store/rotation.ts";
import { openStore, StoreError } from "@/lib/store/store.ts";
import type { Terminal } from "./terminal.ts";

/** What a command is given; `flags` are those that are switched on. */
interface Call {
  readonly argument: string;
  readonly data: string;
  readonly key: Options["key"];
  readonly flags: ReadonlySet<string>;
  readonly passphraseFile: string | null;
  readonly io: Terminal;
}

interface Command {
  /** What must follow the name; null: nothing may. */
  readonly argument: "FILE" | "USER" | null;
  /** Switches beside `--data` and `--key-file`. */
  readonly flags: readonly string[];
  readonly help: string;
  /** Gives the exit code. */
  run(call: Call): Promise<number>;
}

const COMMANDS: Readonly<Record<string, Command>> = {
  "backup": {
    argument: "FILE",
    flags: ["with-key"],
    help: `Writes the database, as it is at this moment, into FILE, while the server runs or not.
  --with-key           puts the key in, too, and encrypts it all with a passphrase; without it
                       keep the key by itself: the secrets in the backup need it`,
    async run({ argument, data, key, flags, io, ...call }) {
      const passphrase = flags.has("with-key")
        ? strong(await passphraseOf(call.passphraseFile, io, true))
        : null;
      const withKey = passphrase === null ? null : { passphrase, key };
      const made = await backup({ dataDir: data, file: argument, withKey });
      const size = ((await Deno.stat(argument)).size / 1e6).toFixed(1);
      io.say(`Backed up to ${argument} (${size} MB, schema ${made.schema}, read again and found whole)`);
      if (withKey === null) io.say(`The key ${made.key} is not in it: keep that one by itself`);
      return 0;
    },
  },
  "restore": {
    argument: "FILE",
    flags: [],
    help: `Puts the database of a backup in the place of the one that is there, after checking everything
in it. The server must be stopped. What was there before is kept aside. Everybody has to sign in anew.`,
    async run({ argument, data, key, passphraseFile, io }) {
      const passphrase = () => passphraseOf(passphraseFile, io, false);
      const { manifest, aside } = await restore({ file: argument, dataDir: data, key, passphrase });
      io.say(`Restored the backup of ${manifest.made} into ${data}`);
      if (aside !== null) io.say(`What was there before is in ${aside}: remove it when all is well`);
      io.say("Look at users and tokens: what was taken from somebody since the backup is theirs again");
      return 0;
    },
  },
  "rotate-key": {
    argument: null,
    flags: [],
    help: `Makes a new key and encrypts all secrets with it. The server must be stopped. It may be
interrupted anywhere: the next start ends it.`,
    async run({ data, key, io }) {
      const { count, unreadable, kept, keyId } = await rotateKey(data, key);
      io.say(`The key is ${keyId} now, and ${count} secrets are encrypted with it`);
      io.say(`The old one is in ${kept}: backups made until now need it; remove it with them`);
      for (const place of unreadable) io.complain(`Not readable with any key at hand: ${place}`);
      return unreadable.length === 0 ? 0 : 1;
    },
  },
  "check-data": {
    argument: null,
    flags: [],
    help: `Looks through the whole database, while the server runs or not, and names what is broken.
It changes nothing. Exit code 1 when something is.`,
    async run({ data, key, io }) {
      const { records, findings } = await checkData(data, key);
      for (const { record, what } of findings) io.complain(`${record}: ${what}`);
      io.say(
        findings.length === 0
          ? `${records} records, all well`
          : `${records} records, ${findings.length} faults`,
      );
      return findings.length === 0 ? 0 : 1;
    },
  },
  "reset-password": {
    argument: "USER",
    flags: ["second-factors", "enable", "local"],
    help: `Sets a new password, which is asked for (or read from standard input), and ends all sessions of the
user. The server must be stopped.
  --second-factors     takes away their TOTP, recovery codes and passkeys
  --enable             lets a disabled user in again
  --local              makes a directory's user one of Atoll's own, for when the directory is gone`,
    async run({ argument, data, key, flags, io }) {
      const store = await openStore(data, key);
      try {
        const rescued = await rescue(store, {
          username: argument,
          password: await io.secret(`New password of ${argument}`, true),
          secondFactors: flags.has("second-factors"),
          enable: flags.has("enable"),
          local: flags.has("local"),
        });
        io.say(`${rescued.username} has a new password, and is signed out everywhere`);
        if (rescued.disabled) io.say("The user is still disabled: --enable lets them in");
        if (rescued.secondFactors) {
          io.say("Second factors are still asked for: --second-factors takes them away");
        }
        return 0;
      } finally {
        store.close();
      }
    },
  },
};

const MIN_PASSPHRASE = 12;

/** For the help of the server. */
export const COMMAND_NAMES: readonly string[] = Object.keys(COMMANDS);

/**
 * Runs the command that the arguments begin with, and gives its exit code; null when they begin with none.
 * @param env reads a variable of the environment
 */
export async function runCommand(
  args: readonly string[],
  env: (name: string) => string | undefined,
  io: Terminal,
): Promise<number | null> {
  const [name = "", ...rest] = args;
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) return null;
  try {
    const call = callOf(name, command, rest, env, io);
    if (call !== "help") return await command.run(call);
    io.say(helpOf(name, command));
    return 0;
  } catch (error) {
    if (!(error instanceof StoreError || error instanceof OptionError || error instanceof AtollError)) {
      throw error;
    }
    io.complain(error.message);
    return error instanceof OptionError ? 2 : 1;
  }
}

function callOf(
  name: string,
  command: Command,
  args: string[],
  env: (name: string) => string | undefined,
  io: Terminal,
): Call | "help" {
  const flags = Object.fromEntries(command.flags.map((flag) => [flag, { type: "boolean" as const }]));
  const { values, positionals } = parsed({
    args,
    allowPositionals: true,
    options: {
      ...DATA_FLAGS,
      ...flags,
      ...(command.argument === "FILE" ? { "passphrase-file": { type: "string" as const } } : {}),
      help: { type: "boolean" as const, short: "h" },
    },
  });
  if (values.help === true) return "help";
  const [argument = "", unexpected] = command.argument === null ? ["", positionals[0]] : positionals;
  if (unexpected !== undefined) throw new OptionError(`Unexpected argument "${unexpected}"`);
  if (command.argument !== null && argument === "") {
    throw new OptionError(`Usage: ${name} ${command.argument} [--data DIR] [--key-file FILE]`);
  }
  const text = (option: string) => typeof values[option] === "string" ? values[option] : undefined;
  return {
    argument,
    ...dataOptions({ "data": text("data"), "key-file": text("key-file") }, env),
    flags: new Set(command.flags.filter((flag) => values[flag] === true)),
    passphraseFile: text("passphrase-file") ?? null,
    io,
  };
}

function parsed(config: ParseArgsConfig) {
  try {
    return parseArgs(config);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new OptionError(message.split(". ")[0] ?? message);
  }
}

function helpOf(name: string, { argument, help }: Command): string {
  const passphrase = argument === "FILE"
    ? "\n  --passphrase-file FILE   its first line is the passphrase, which is asked for otherwise"
    : "";
  return `Usage: ${name}${argument === null ? "" : ` ${argument}`} [options]

${help}${passphrase}
  --data DIR           the data directory (ATOLL_DATA; default ./data)
  --key-file FILE      its key, when it is elsewhere (ATOLL_KEY_FILE; or ATOLL_KEY, or a credential)`;
}

/** The backup may lie about for years, where anybody may try as often as they like. */
function strong(passphrase: string): string {
  if ([...passphrase].length >= MIN_PASSPHRASE) return passphrase;
  throw new OptionError(
    `The passphrase is too short: use at least ${MIN_PASSPHRASE} characters, best some words`,
  );
}

/** From a file (its first line), or from whoever sits there. */
async function passphraseOf(file: string | null, io: Terminal, twice: boolean): Promise<string> {
  if (file === null) return await io.secret("Passphrase", twice);
  try {
    const [line = ""] = (await Deno.readTextFile(file)).split(/\r?\n/);
    if (line === "") throw new OptionError(`The passphrase file "${file}" is empty`);
    return line;
  } catch (cause) {
    if (cause instanceof OptionError) throw cause;
    throw new OptionError(`Cannot read the passphrase file "${file}"`, { cause });
  }
}
