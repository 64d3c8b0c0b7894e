// Which methods of the Xen-API only read: what a pool that is not to be changed still answers.

/** Getters, checks that change nothing, what belongs to Atoll's own session, and the API's description of itself. */
const READS =
  /^(?:[A-Za-z_]+\.(?:get_|assert_)[A-Za-z_]+|system\.[A-Za-z]+|event\.(?:from|next|get_current_id))$/;

/** Whether a method surely changes nothing; of one that is not known it is not sure. */
export function isReading(method: string): boolean {
  return READS.test(method);
}
