// The pool proxy in a thread of its own, so that what it does is not counted as the replica's time. Told a target and a
// marker, it answers with its address, and then with each marker that a reply held and when that reply was handed on.
import { startPoolProxy } from "./pool_proxy.ts";

export interface ProxyOrder {
  readonly target: string;
  readonly marker: string;
}

export type ProxyNews = { readonly url: string } | { readonly marker: string; readonly at: number };

const thread = globalThis as unknown as {
  onmessage: ((event: MessageEvent<ProxyOrder>) => void) | null;
  postMessage(news: ProxyNews): void;
};

thread.onmessage = ({ data }) => {
  const { url } = startPoolProxy(data.target, new RegExp(data.marker), (marker, at) => {
    thread.postMessage({ marker, at });
  });
  thread.postMessage({ url });
};
