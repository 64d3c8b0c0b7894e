// Uuids as bytes: as text they are the largest part of a long list, and no compression helps against randomness.

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** 16 bytes a uuid; undefined when one of the ids is not a plain lower-case uuid. */
export function packUuids(ids: readonly string[]): Uint8Array | undefined {
  if (!ids.every((id) => UUID.test(id))) return undefined;
  const bytes = new Uint8Array(ids.length * 16);
  ids.forEach((id, index) => {
    const hex = id.replaceAll("-", "");
    for (let i = 0; i < 16; i++) bytes[index * 16 + i] = parseInt(hex.slice(i * 2, i * 2 + 2), 16);
  });
  return bytes;
}

/** The uuids of packUuids. */
export function unpackUuids(bytes: Uint8Array): string[] {
  const ids: string[] = [];
  for (let at = 0; at < bytes.length; at += 16) {
    let id = "";
    for (let i = at; i < at + 16; i++) {
      if (id.length === 8 || id.length === 13 || id.length === 18 || id.length === 23) id += "-";
      id += (256 + (bytes[i] ?? 0)).toString(16).slice(1);
    }
    ids.push(id);
  }
  return ids;
}
