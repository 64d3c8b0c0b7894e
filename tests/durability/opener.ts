// Opens a data directory as a start does, and closes it. Argument: the directory.
import { openStore } from "@/lib/store/store.ts";

(await openStore(Deno.args[0] ?? "")).close();
