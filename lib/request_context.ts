// Which request something happens for: its client's address and its id, known to all that runs for it without being passed on.
import { AsyncLocalStorage } from "node:async_hooks";

export interface RequestContext {
  /** Address of the client, as lib/web/client_address.ts found it. */
  readonly client: string;
  /** The client's program in a few words ("Firefox on Linux"); "" when it does not say. */
  readonly agent: string;
  /** Names the request in the log. Not secret, not guessable. */
  readonly id: string;
}

interface Running extends RequestContext {
  over: boolean;
}

const running = new AsyncLocalStorage<Running>();

/**
 * Runs what answers a request. Within another request the outer one counts. What goes on when the answer is there (a pool that
 * is supervised from then on, a task that is followed) no longer belongs to the request.
 */
export async function inRequest<T>(client: string, run: () => T | Promise<T>, agent = ""): Promise<T> {
  if (requestContext() !== null) return await run();
  return await within({ client, agent, id: crypto.randomUUID().slice(0, 13), over: false }, run);
}

/**
 * For what was asked for now and is done after the answer: gives a function that runs it as part of the request that is being
 * answered, as long as it takes.
 */
export function onBehalf(): <T>(run: () => T | Promise<T>) => Promise<T> {
  const context = requestContext();
  return async (run) => context === null ? await run() : await within({ ...context, over: false }, run);
}

async function within<T>(context: Running, run: () => T | Promise<T>): Promise<T> {
  try {
    return await running.run(context, run);
  } finally {
    context.over = true;
  }
}

/** The request that is being answered; null outside of one. */
export function requestContext(): RequestContext | null {
  const context = running.getStore();
  return context === undefined || context.over ? null : context;
}
