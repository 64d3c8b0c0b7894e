// The tasks of whoever runs the server, which need neither a build nor a running server: `task backup FILE`, `task restore FILE`, …
import { COMMAND_NAMES, runCommand } from "@/lib/cli/commands.ts";
import { terminal } from "@/lib/cli/terminal.ts";

const code = await runCommand(Deno.args, (name) => Deno.env.get(name), terminal);
if (code === null) terminal.complain(`There is no such command. There are: ${COMMAND_NAMES.join(", ")}`);
Deno.exit(code ?? 2);
