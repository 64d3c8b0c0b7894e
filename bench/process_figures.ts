// What another process uses, as Linux counts it.

/** ms of processor time a process has taken in user and kernel mode, all threads; the system counts in steps of 10 ms. */
export async function cpuOf(pid: number): Promise<number> {
  // The name of the program, in brackets, may hold spaces.
  const stat = (await Deno.readTextFile(`/proc/${pid}/stat`)).replace(/^.*\) /, "").split(" ");
  return (Number(stat[11]) + Number(stat[12])) * 10;
}

/** Bytes of a process that are in memory. */
export async function residentOf(pid: number): Promise<number> {
  const kib = /^VmRSS:\s*(\d+) kB/m.exec(await Deno.readTextFile(`/proc/${pid}/status`))?.[1];
  return Number(kib) * 1024;
}
