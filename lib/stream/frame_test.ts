import assert from "node:assert/strict";
import type { Patch } from "@/lib/view/types.ts";
import { Frame, openPiece, type Piece, pingPiece } from "./frame.ts";

const text = (piece: Piece | undefined) => new TextDecoder().decode(piece?.plain);

Deno.test("I1: every event carries the position it leads to", () => {
  const patches: Patch[] = [["vm", "u", { name: "a\nb\r\u2028" }]];
  const patch = Frame.ofChanges("ep", "1a", { kind: "patch", revision: 7, patches });
  assert.equal(text(patch.piece(0)), 'id:ep.7.1a\ndata:[["vm","u",{"name":"a\\nb\\r\u2028"}]]\n\n');
  assert.equal(patch.piece(1), undefined);
  const snapshot = Frame.ofChanges("ep", "1a", { kind: "snapshot", revision: 7, patches: [] });
  assert.equal(text(snapshot.piece(0)), "event:snapshot\nid:ep.7.1a\ndata:[]\n\n");
  assert.equal(text(pingPiece("ep", "1", 8)), "event:ping\nid:ep.8.1\ndata:\n\n");
  assert.equal(
    text(openPiece("5f", ["1", "2"], 3)),
    'event:open\ndata:{"stream":"5f","subscriptions":["1","2"],"changes":3}\n\n',
  );
});

Deno.test("I6: a large frame is encoded piece by piece, each when it is first asked for, and once", () => {
  let encoded = 0;
  const counted = { toJSON: () => ++encoded };
  const patches: Patch[] = Array.from({ length: 5000 }, (_, i) => ["vm", `u${i}`, { name: "x".repeat(100) }]);
  // A value that tells when it is turned into JSON.
  patches[4999] = ["vm", "last", { name: counted as unknown as string }];
  const frame = Frame.ofChanges("ep", "1", { kind: "snapshot", revision: 7, patches });
  assert.ok(frame.has(0));
  const first = frame.piece(0);
  assert.ok(first && first.plain.length < 80 * 1024, `${first?.plain.length} bytes`);
  assert.ok(frame.has(1));
  assert.equal(encoded, 0);
  const pieces: Piece[] = [];
  for (let n = 0; frame.has(n); n++) pieces.push(frame.piece(n) ?? assert.fail());
  assert.equal(pieces[0], first);
  assert.ok(pieces.length > 5);
  assert.equal(frame.piece(pieces.length), undefined);
  assert.equal(frame.piece(3), pieces[3]);
  patches[4999] = ["vm", "last", { name: 1 }];
  assert.equal(pieces.map(text).join(""), `event:snapshot\nid:ep.7.1\ndata:${JSON.stringify(patches)}\n\n`);
  assert.equal(encoded, 1);
});
