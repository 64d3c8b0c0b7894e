// The VHD format: what stands before and after the blocks of a dynamic or differencing disk, written and read.

/** Bytes of a sector. */
export const SECTOR = 512;
/** Bytes of a VHD's block, before which its bitmap stands. */
export const VHD_BLOCK = 2 ** 21;
export const BITMAP = 512;

/** The entry of a block that is not there. */
const UNUSED = 0xffffffff;
/** Seconds from 1970 to 2000, where VHD's time begins. */
const EPOCH = 946_684_800;

/** What is wrong with a VHD. */
export class VhdError extends Error {
  override readonly name = "VhdError";
}

export interface VhdDisk {
  readonly uuid: string;
  readonly size: number;
  /** The disk it only tells the differences to. */
  readonly parent?: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Everything before the blocks: footer, header, and where each present block stands. */
export function vhdStart(disk: VhdDisk, present: readonly boolean[]): Uint8Array {
  const table = Math.ceil((4 * present.length) / SECTOR) * SECTOR;
  const start = new Uint8Array(SECTOR + 1024 + table);
  const view = new DataView(start.buffer);
  start.set(vhdFooter(disk));
  const header = new DataView(start.buffer, SECTOR, 1024);
  put(start, SECTOR, "cxsparse");
  header.setBigUint64(8, 0xffffffffffffffffn);
  header.setBigUint64(16, BigInt(SECTOR + 1024));
  header.setUint32(24, 0x00010000);
  header.setUint32(28, present.length);
  header.setUint32(32, VHD_BLOCK);
  if (disk.parent !== undefined) {
    start.set(uuidBytes(disk.parent), SECTOR + 40);
    header.setUint32(56, Math.floor(disk.now / 1000) - EPOCH);
    [...`${disk.parent}.vhd`].forEach((char, at) => header.setUint16(64 + 2 * at, char.charCodeAt(0)));
  }
  header.setUint32(36, sum(start.subarray(SECTOR, SECTOR + 1024), 36));
  start.fill(0xff, SECTOR + 1024);
  let sector = start.length / SECTOR;
  for (const [block, there] of present.entries()) {
    if (!there) continue;
    view.setUint32(SECTOR + 1024 + 4 * block, sector);
    sector += (BITMAP + VHD_BLOCK) / SECTOR;
  }
  return start;
}

/** The footer, which also stands at the beginning. */
export function vhdFooter({ uuid, size, parent, now }: VhdDisk): Uint8Array {
  const footer = new Uint8Array(SECTOR);
  const view = new DataView(footer.buffer);
  put(footer, 0, "conectix");
  view.setUint32(8, 2);
  view.setUint32(12, 0x00010000);
  view.setBigUint64(16, BigInt(SECTOR));
  view.setUint32(24, Math.floor(now / 1000) - EPOCH);
  put(footer, 28, "tap\0");
  view.setUint32(32, 0x00010003);
  view.setBigUint64(40, BigInt(size));
  view.setBigUint64(48, BigInt(size));
  const { cylinders, heads, sectors } = geometry(size);
  view.setUint16(56, cylinders);
  view.setUint8(58, heads);
  view.setUint8(59, sectors);
  view.setUint32(60, parent === undefined ? 3 : 4);
  footer.set(uuidBytes(uuid), 68);
  view.setUint32(64, sum(footer, 64));
  return footer;
}

/** What a VHD's footer and header say. */
export interface VhdHead {
  readonly size: number;
  /** Where the table of blocks stands, and how many entries it has. */
  readonly table: number;
  readonly blocks: number;
}

/** Reads the first 1536 bytes of a dynamic or differencing disk. Throws VhdError. */
export function readVhdHead(start: Uint8Array): VhdHead {
  const footer = new DataView(start.buffer, start.byteOffset, SECTOR);
  const at = Number(footer.getBigUint64(16));
  if (text(start, 0, 8) !== "conectix") throw new VhdError("Vhd_format.F.Footer.Invalid_cookie");
  if (footer.getUint32(64) !== sum(start.subarray(0, SECTOR), 64)) {
    throw new VhdError("Vhd_format.F.Footer.Bad_checksum");
  }
  if (![3, 4].includes(footer.getUint32(60)) || at !== SECTOR) {
    throw new VhdError("Vhd_format.F.Footer.Unsupported_type");
  }
  const header = start.subarray(SECTOR, SECTOR + 1024);
  const view = new DataView(header.buffer, header.byteOffset, 1024);
  if (text(header, 0, 8) !== "cxsparse") throw new VhdError("Vhd_format.F.Header.Invalid_cookie");
  if (view.getUint32(36) !== sum(header, 36)) throw new VhdError("Vhd_format.F.Header.Bad_checksum");
  if (view.getUint32(32) !== VHD_BLOCK) throw new VhdError("Vhd_format.F.Header.Unsupported_block_size");
  return {
    size: Number(footer.getBigUint64(48)),
    table: Number(view.getBigUint64(16)),
    blocks: view.getUint32(28),
  };
}

/** The blocks a table has, in the order they stand in: their numbers and byte offsets. */
export function readVhdTable(
  table: Uint8Array,
  blocks: number,
): { readonly block: number; readonly offset: number }[] {
  const view = new DataView(table.buffer, table.byteOffset, table.byteLength);
  return Array.from({ length: blocks }, (_, block) => ({ block, sector: view.getUint32(4 * block) }))
    .filter(({ sector }) => sector !== UNUSED).sort((a, b) => a.sector - b.sector)
    .map(({ block, sector }) => ({ block, offset: sector * SECTOR }));
}

/** The complement of the sum of all bytes but those of the checksum itself. */
function sum(bytes: Uint8Array, checksumAt: number): number {
  const total = bytes.reduce(
    (all, byte, at) => at >= checksumAt && at < checksumAt + 4 ? all : all + byte,
    0,
  );
  return ~total >>> 0;
}

/** Cylinders, heads and sectors, as the format's own description works them out. */
function geometry(
  size: number,
): { readonly cylinders: number; readonly heads: number; readonly sectors: number } {
  const total = Math.min(Math.floor(size / SECTOR), 65535 * 16 * 255);
  let sectors = 255;
  let heads = 16;
  let tracks = Math.floor(total / sectors);
  if (total < 65535 * 16 * 63) {
    sectors = 17;
    tracks = Math.floor(total / sectors);
    heads = Math.max(4, Math.floor((tracks + 1023) / 1024));
    if (tracks >= heads * 1024 || heads > 16) [sectors, heads, tracks] = [31, 16, Math.floor(total / 31)];
    if (tracks >= heads * 1024) [sectors, heads, tracks] = [63, 16, Math.floor(total / 63)];
  }
  return { cylinders: Math.floor(tracks / heads), heads, sectors };
}

function uuidBytes(uuid: string): Uint8Array {
  const hex = uuid.replaceAll("-", "").padEnd(32, "0");
  return Uint8Array.from({ length: 16 }, (_, at) => Number.parseInt(hex.slice(2 * at, 2 * at + 2), 16));
}

function put(bytes: Uint8Array, at: number, ascii: string): void {
  bytes.set(new TextEncoder().encode(ascii), at);
}

function text(bytes: Uint8Array, at: number, length: number): string {
  return new TextDecoder().decode(bytes.subarray(at, at + length));
}
