// A clock for ages on the screen: one timer for all, running only while somebody looks.
import { signal } from "@preact/signals";
import type { ReadonlySignal } from "@preact/signals";

let timer: ReturnType<typeof setInterval> | undefined;

const time = signal(Date.now(), {
  watched() {
    time.value = Date.now();
    timer = setInterval(() => time.value = Date.now(), 1000);
  },
  unwatched() {
    clearInterval(timer);
  },
});

/** The time in ms, once a second. Follow it in components that show an age. */
export const now: ReadonlySignal<number> = time;
