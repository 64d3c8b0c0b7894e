// A text console over a connection: what the machine writes, what is typed, as plain text with escape sequences.
import type { Link } from "./rfb/bytes.ts";
import type { Domain } from "./guest/domain.ts";
import type { Serial } from "./guest/machine.ts";

/** Characters kept for a reader who does not read; beyond, the oldest are lost, as on a serial line. */
const KEPT = 64 * 1024;

/** Serves a text console until its reader leaves or the machine is gone. */
export async function serveText(link: Link, domain: Domain, serial: Serial): Promise<void> {
  let waiting = serial.redraw();
  let wake = () => {};
  let open = true;
  const silence = serial.listen((text) => {
    waiting = (waiting + text).slice(-KEPT);
    wake();
  });
  const end = () => {
    open = false;
    wake();
  };
  const send = async () => {
    while (open) {
      const text = waiting;
      waiting = "";
      if (text !== "") await link.write(new TextEncoder().encode(text));
      else await new Promise<void>((resolve) => wake = resolve);
    }
  };
  const receive = async () => {
    const decoder = new TextDecoder();
    for (let bytes = await link.read(); bytes !== undefined; bytes = await link.read()) {
      serial.input(decoder.decode(bytes, { stream: true }));
    }
  };
  domain.gone.addEventListener("abort", end, { once: true });
  try {
    await Promise.race([send(), receive()]);
  } finally {
    domain.gone.removeEventListener("abort", end);
    silence();
    end();
  }
}
