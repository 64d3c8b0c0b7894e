// What a viewer sends after the handshake, read and checked (RFC 6143, 7.5, and QEMU's extended keys).
import type { Rect } from "../screen/canvas.ts";
import type { ByteInput } from "./bytes.ts";
import { type PixelFormat, readPixelFormat } from "./pixel_format.ts";

/** What the viewer did is not RFB; the connection closes. */
export class RfbError extends Error {
  override readonly name = "RfbError";
}

export type ClientMessage =
  | { readonly type: "pixelFormat"; readonly format: PixelFormat }
  | { readonly type: "encodings"; readonly encodings: readonly number[] }
  | { readonly type: "update"; readonly incremental: boolean; readonly area: Rect }
  | { readonly type: "key"; readonly keysym: number; readonly down: boolean }
  | { readonly type: "pointer"; readonly x: number; readonly y: number; readonly buttons: number }
  | { readonly type: "cutText"; readonly text: string }
  | { readonly type: "nothing" };

/** QEMU closes the connection of a viewer with more text than this. */
const TEXT_MAX = 1 << 20;

const NOTHING: ClientMessage = { type: "nothing" };

/** Reads the next message. Throws RfbError for what is none, Ended at the end. */
export async function readMessage(input: ByteInput): Promise<ClientMessage> {
  const type = await input.u8();
  switch (type) {
    case 0: {
      const format = readPixelFormat(await input.view(19), 3);
      if (format === undefined) throw new RfbError("A pixel format that cannot be served");
      return { type: "pixelFormat", format };
    }
    case 2: {
      const count = (await input.view(3)).getUint16(1);
      const view = await input.view(count * 4);
      return {
        type: "encodings",
        encodings: Array.from({ length: count }, (_, at) => view.getInt32(at * 4)),
      };
    }
    case 3: {
      const view = await input.view(9);
      const area = {
        x: view.getUint16(1),
        y: view.getUint16(3),
        width: view.getUint16(5),
        height: view.getUint16(7),
      };
      return { type: "update", incremental: view.getUint8(0) !== 0, area };
    }
    case 4: {
      const view = await input.view(7);
      return { type: "key", down: view.getUint8(0) !== 0, keysym: view.getUint32(3) };
    }
    case 5: {
      const view = await input.view(5);
      return { type: "pointer", buttons: view.getUint8(0), x: view.getUint16(1), y: view.getUint16(3) };
    }
    case 6: {
      const length = (await input.view(7)).getUint32(3);
      if (length > TEXT_MAX) throw new RfbError(`A clipboard of ${length} bytes`);
      const bytes = await input.take(length);
      return { type: "cutText", text: new TextDecoder("latin1").decode(bytes) };
    }
    case 255:
      return await readQemu(input);
    default:
      throw new RfbError(`A message of type ${type}`);
  }
}

async function readQemu(input: ByteInput): Promise<ClientMessage> {
  const type = await input.u8();
  if (type === 0) {
    const view = await input.view(10);
    return { type: "key", down: view.getUint16(0) !== 0, keysym: view.getUint32(2) };
  }
  if (type !== 1) throw new RfbError(`A QEMU message of type ${type}`);
  // Audio: on, off, or its format. There is none to send.
  const operation = (await input.view(2)).getUint16(0);
  if (operation === 2) await input.take(6);
  else if (operation > 2) throw new RfbError(`A QEMU audio message ${operation}`);
  return NOTHING;
}
