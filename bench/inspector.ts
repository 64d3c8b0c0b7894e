// Looks into another Deno process through its inspector (Chrome DevTools Protocol): its heap, a profile of its work. Nothing is
// added to the program for that but a flag of Deno's.
import type { Running } from "@/tests/processes.ts";

/** Flags of Deno for a process that is to be looked into. */
export const INSPECTED = ["--inspect=127.0.0.1:0"];

export interface Heap {
  /** Bytes of live objects, and of array buffers and the like outside the heap. */
  readonly used: number;
}

export class Inspector {
  #id = 0;
  readonly #answers = new Map<number, PromiseWithResolvers<unknown>>();

  private constructor(private readonly socket: WebSocket) {
    socket.onmessage = ({ data }) => {
      const { id, result, error } = JSON.parse(String(data));
      const answer = this.#answers.get(id);
      this.#answers.delete(id);
      if (error === undefined) answer?.resolve(result);
      else answer?.reject(new Error(error.message));
    };
    socket.onclose = () => {
      for (const answer of this.#answers.values()) answer.reject(new Error("The inspected process is gone"));
    };
  }

  /** Connects to a process that was started with the flags `INSPECTED`. */
  static async of(process: Running): Promise<Inspector> {
    const line = await process.line(/^Debugger listening on ws:/);
    const socket = new WebSocket(line.slice(line.indexOf("ws:")).trim());
    await new Promise((resolve, reject) => {
      socket.onopen = resolve;
      socket.onerror = () => reject(new Error("Cannot connect to the inspector"));
    });
    return new Inspector(socket);
  }

  async call(method: string, params: Record<string, unknown> = {}): Promise<unknown> {
    const id = ++this.#id;
    const answer = Promise.withResolvers<unknown>();
    this.#answers.set(id, answer);
    this.socket.send(JSON.stringify({ id, method, params }));
    return await answer.promise;
  }

  /** Collects garbage and gives the bytes that are left. */
  async heap(): Promise<number> {
    // What finalizers hold goes with a later collection.
    for (let i = 0; i < 3; i++) await this.call("HeapProfiler.collectGarbage");
    const { usedSize, embedderHeapUsedSize = 0, backingStorageSize = 0 } = await this.call(
      "Runtime.getHeapUsage",
    ) as { usedSize: number; embedderHeapUsedSize?: number; backingStorageSize?: number };
    return usedSize + embedderHeapUsedSize + backingStorageSize;
  }

  close(): void {
    this.socket.close();
  }
}
