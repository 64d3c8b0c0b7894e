// `task start`: builds the browser's side if it is not up to date, then serves.
import { ensureBuilt, server } from "./dev.ts";

await ensureBuilt();
const { main } = await import(server);
await main(Deno.args);
