// The pool proxy in a thread of its own, so that what it does is not counted as somebody else's time.
import type { ProxyNews, ProxyOrder } from "./proxy_worker.ts";

export interface ProxyThread {
  /** Where Atoll reaches the pool through it. */
  readonly url: string;
  stop(): void;
}

/**
 * @param marker what to look for in replies; must have no capture group
 * @param noted gets each marker with the wall-clock time (ms) at which the first reply that held it was handed on
 */
export async function startProxyThread(
  target: string,
  marker: RegExp,
  noted: (marker: string, at: number) => void,
): Promise<ProxyThread> {
  const worker = new Worker(new URL("./proxy_worker.ts", import.meta.url), { type: "module" });
  const address = Promise.withResolvers<string>();
  worker.onmessage = ({ data }: MessageEvent<ProxyNews>) => {
    if ("url" in data) address.resolve(data.url);
    else noted(data.marker, data.at);
  };
  worker.onerror = (event) => address.reject(new Error(event.message));
  const order: ProxyOrder = { target, marker: marker.source };
  worker.postMessage(order);
  return { url: await address.promise, stop: () => worker.terminate() };
}
