// Code that most visits of a page do not need: it is loaded when it is wanted first.
import { signal } from "@preact/signals";
import { toast } from "./toasts.ts";

export class Lazy<T> {
  readonly #value = signal<T | null>(null);
  #loading: Promise<T> | null = null;

  constructor(private readonly load: () => Promise<T>) {}

  /** What it is, once it is there, now and later; reading it loads it. */
  get value(): T | null {
    const value = this.#value.value;
    // The failure is told where it happened.
    if (value === null) this.get().catch(() => {});
    return value;
  }

  /** What it is, if it has been loaded, without loading it. */
  get now(): T | null {
    return this.#value.peek();
  }

  /** Loads it. Rejects, and tells the user, when it cannot be loaded; the next call tries again. */
  get(): Promise<T> {
    this.#loading ??= this.load().then((value) => this.#value.value = value, (error: unknown) => {
      this.#loading = null;
      toast("failed", "Atoll does not answer: a part of this page could not be loaded");
      throw error;
    });
    return this.#loading;
  }
}
