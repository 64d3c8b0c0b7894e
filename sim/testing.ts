// What tests of the simulator share: waiting for something to be so, and looking at what a host presents.
import type { Database } from "./db.ts";
import { RawClient } from "./faults/raw_client.ts";

/** Resolves as soon as something is so that shows in the database. */
export async function until({ db }: { readonly db: Database }, holds: () => boolean): Promise<void> {
  if (holds()) return;
  await new Promise<void>((resolve) => {
    const stop = db.onChange(() => {
      if (!holds()) return;
      stop();
      resolve();
    });
  });
}

/** SHA-256 of the certificate that somebody presents. */
export async function presented(url: string): Promise<string> {
  const client = await RawClient.open(url);
  const { certificate } = client;
  await client.close();
  return certificate;
}
