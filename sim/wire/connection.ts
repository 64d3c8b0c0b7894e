// Connections of the machine's network: writing a whole piece, and closing one that may be closed already.

/** Writes all of the bytes, however many the system takes at a time. */
export async function writeAll(connection: Deno.Conn, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) at += await connection.write(bytes.subarray(at));
}

/** Closes a connection, unless it is closed already. */
export function closeConnection(connection: Deno.Conn): void {
  try {
    connection.close();
  } catch (error) {
    // Closed from the other side meanwhile: that is what was wanted.
    if (!(error instanceof Deno.errors.BadResource)) throw error;
  }
}
