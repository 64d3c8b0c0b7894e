// A signal that follows another, but not more often than a reader can use.
import { effect, signal } from "@preact/signals";
import type { ReadonlySignal } from "@preact/signals";

/**
 * Follows at once, then not again for `pause` ms; the last value always arrives.
 * @returns the following signal and the function that ends it
 */
export function settled<T>(source: ReadonlySignal<T>, pause: () => number): [ReadonlySignal<T>, () => void] {
  const out = signal(source.peek());
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = effect(() => {
    const value = source.value;
    if (timer !== undefined) return;
    out.value = value;
    const ms = pause();
    if (ms === 0) return;
    timer = setTimeout(() => {
      timer = undefined;
      out.value = source.peek();
    }, ms);
  });
  return [out, () => {
    stop();
    clearTimeout(timer);
  }];
}
