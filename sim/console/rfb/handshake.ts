// RFB's beginning: versions, security (none: the session's rights were checked before), ServerInit.
import { ByteInput, ByteOutput, type Link } from "./bytes.ts";
import { RfbError } from "./client_messages.ts";
import { NATIVE, writePixelFormat } from "./pixel_format.ts";
import type { Desk } from "./types.ts";

const NONE = 1;

/** Greets a viewer of RFB 3.3, 3.7 or 3.8; gives the size it was told. Throws RfbError for anything else, Ended when it leaves. */
export async function greet(
  input: ByteInput,
  link: Link,
  desk: Desk,
): Promise<{ readonly width: number; readonly height: number }> {
  await link.write(new ByteOutput().text("RFB 003.008\n").done());
  const said = new TextDecoder("latin1").decode(await input.take(12));
  const [, major, minor] = /^RFB (\d{3})\.(\d{3})\n$/.exec(said) ?? [];
  if (Number(major) !== 3) throw new RfbError(`A viewer that says ${JSON.stringify(said)}`);
  const version = Number(minor) >= 8 ? 8 : Number(minor) === 7 ? 7 : 3;
  if (version === 3) await link.write(new ByteOutput().u32(NONE).done());
  else {
    await link.write(new ByteOutput().u8(1).u8(NONE).done());
    const chosen = await input.u8();
    if (chosen !== NONE) {
      if (version === 8) {
        const reason = "Only security type None is offered";
        await link.write(new ByteOutput().u32(1).u32(reason.length).text(reason).done());
      }
      throw new RfbError(`A viewer that chose security type ${chosen}`);
    }
    if (version === 8) await link.write(new ByteOutput().u32(0).done());
  }
  // ClientInit: whether others may stay. They always may.
  await input.u8();
  const { width, height } = desk.canvas;
  const out = new ByteOutput().u16(width).u16(height);
  writePixelFormat(out, NATIVE);
  const name = new ByteOutput().text(desk.name).done();
  await link.write(out.u32(name.length).bytes(name).done());
  return { width, height };
}
