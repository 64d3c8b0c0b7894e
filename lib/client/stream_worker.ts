// The shared worker: one connection for all tabs of a browser. Built as a file of its own, `/stream.js` (dev.ts).
import { connection } from "./connection.ts";

const multiplexer = connection();

addEventListener("connect", (event) => {
  const [port] = event instanceof MessageEvent ? event.ports : [];
  if (port) multiplexer.attach(port);
});
