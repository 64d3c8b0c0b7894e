// A server that tells browsers of a pool the way Xen Orchestra does, of the npm packages that Xen Orchestra is made of: xen-api follows
// the pool and keeps its collection of objects, and every change of that goes to every connection, whole, as a JSON-RPC
// notification "all" that a json-rpc-peer of that connection writes into its WebSocket. `node xen_orchestra.mjs URL` prints
// {"port", "objects"} when it has read the pool.
//
// Left out, in its favour: Xen Orchestra turns records into objects of its own before it sends them, and checks for each
// user what he may see.
import { createServer } from "node:http";
import { Peer } from "json-rpc-peer";
import { WebSocketServer } from "ws";
import { createClient } from "xen-api";

const [url] = process.argv.slice(2);
const pool = createClient({ url, auth: { user: "root", password: "atoll" }, allowUnauthorized: true });
await pool.connect();
await pool.objectsFetched;

const server = createServer();
// As in Xen Orchestra's settings: messages under 512 KiB are not compressed.
const sockets = new WebSocketServer({ server, perMessageDeflate: { threshold: 512 * 1024 } });
const peers = new Set();

sockets.on("connection", (socket) => {
  const peer = new Peer();
  peer.on("data", (text) => socket.readyState === socket.OPEN && socket.send(text));
  peers.add(peer);
  socket.on("close", () => peers.delete(peer));
  socket.on("error", () => peers.delete(peer));
});

const tell = (type) => (items) => {
  for (const peer of peers) peer.notify("all", { type, items });
};
pool.objects.on("add", tell("enter"));
pool.objects.on("update", tell("enter"));
pool.objects.on("remove", tell("exit"));

server.listen(0, "127.0.0.1", () => {
  console.log(JSON.stringify({ port: server.address().port, objects: Object.keys(pool.objects.all).length }));
});
// It ends with whoever started it.
process.stdin.resume();
process.stdin.on("end", () => process.exit(0));
