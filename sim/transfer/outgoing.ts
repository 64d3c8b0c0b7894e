// An answer's body as it goes: written when the client takes it, compressed if it wants that.
import type { Transform } from "node:stream";
import zlib from "node:zlib";
import { ApiError, isMistake } from "../errors.ts";
import type { Wire } from "../wire/http_server.ts";
import { unlessAborted } from "./incoming.ts";

/** How a body is compressed. */
export type Compression = "gzip" | "zstd";

/** Takes an answer's bytes in order. */
export interface Outgoing {
  /** Resolves when the client's system has them, or there is room for them. Throws CLIENT_ERROR when the client is gone. */
  write(bytes: Uint8Array): Promise<void>;
  /** Resolves when all of it is out. */
  end(): Promise<void>;
}

/** A body on a wire; writing throws the signal's reason as soon as it is aborted. */
export function outgoing(wire: Wire, compression: Compression | undefined, signal: AbortSignal): Outgoing {
  const write = (bytes: Uint8Array) => unlessAborted(sent(wire, bytes), signal);
  if (compression === undefined) return { write, end: () => Promise.resolve() };
  return compressed(
    compression === "gzip" ? zlib.createGzip({ level: 1 }) : zlib.createZstdCompress(),
    write,
    signal,
  );
}

/** Bytes compressed at a time, so that others are answered in between. */
const PORTION = 128 * 1024;

function compressed(
  packer: Transform,
  write: (bytes: Uint8Array) => Promise<void>,
  signal: AbortSignal,
): Outgoing {
  const pump = async () => {
    for await (const piece of packer) await write(piece);
  };
  const pumped = pump();
  // Whoever writes or ends next hears of it.
  pumped.catch((error) => packer.destroy(error));
  const accepted = (bytes: Uint8Array) =>
    new Promise<void>((resolve, reject) => packer.write(bytes, (error) => error ? reject(error) : resolve()));
  return {
    write: async (bytes) => {
      for (let at = 0; at < bytes.length; at += PORTION) {
        await unlessAborted(Promise.race([accepted(bytes.subarray(at, at + PORTION)), pumped]), signal);
      }
    },
    end: async () => {
      packer.end();
      await pumped;
    },
  };
}

async function sent(wire: Wire, bytes: Uint8Array): Promise<void> {
  try {
    await wire.write(bytes);
  } catch (error) {
    if (isMistake(error)) throw error;
    throw new ApiError("CLIENT_ERROR", 'Unix.Unix_error(Unix.EPIPE, "write", "")');
  }
}
