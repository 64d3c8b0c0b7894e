// The npm package xen-api (what Xen Orchestra uses) on Node, moving a VM and a disk: `node xen_api_transfer.mjs URL VM VDI SR`.
// Prints one JSON object: the archive's size, what its import gave, and whether a disk's bytes came back.
import { Readable } from "node:stream";
import { createClient } from "xen-api";

const [url, vm, vdi, sr] = process.argv.slice(2);

async function whole(stream) {
  const pieces = [];
  for await (const piece of stream) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** A stream that tells its length, or, as from a pipe, does not. */
function stream(bytes, length) {
  const pieces = [];
  for (let at = 0; at < bytes.length; at += 65536) pieces.push(bytes.subarray(at, at + 65536));
  const made = Readable.from(pieces);
  if (length) made.length = bytes.length;
  return made;
}

const client = createClient({ url, auth: { user: "root", password: "atoll" }, allowUnauthorized: true });
await client.connect();
const exported = await client.getResource("/export/", { query: { ref: vm }, task: true });
const xva = await whole(exported.body);
await exported.task;
const imported = await client.putResource(stream(xva, true), "/import/", {
  query: { sr_id: sr },
  task: true,
});
const piped = await client.putResource(stream(xva, false), "/import/", { query: { sr_id: sr }, task: true });
const raw = await whole(
  (await client.getResource("/export_raw_vdi/", { query: { vdi, format: "raw" } })).body,
);
raw.fill(7, 0, 5000);
await client.putResource(stream(raw, false), "/import_raw_vdi/", {
  query: { vdi, format: "raw" },
  task: true,
});
const again = await whole(
  (await client.getResource("/export_raw_vdi/", { query: { vdi, format: "raw" } })).body,
);
console.log(JSON.stringify({ size: xva.length, imported, piped, same: raw.equals(again) }));
await client.disconnect();
