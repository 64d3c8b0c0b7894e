// Lets a whole browser fall asleep as a laptop does: no timer runs, nothing is read, until it wakes.
import type { Browser } from "playwright-core";

export interface Sleeper {
  sleep(): void;
  wake(): void;
}

/** @param browser one that the test started */
export async function sleeperOf(browser: Browser): Promise<Sleeper> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  const pids = processInfo.map(({ id }) => id);
  const send = (signal: Deno.Signal) => {
    for (const pid of pids) Deno.kill(pid, signal);
  };
  return { sleep: () => send("SIGSTOP"), wake: () => send("SIGCONT") };
}
