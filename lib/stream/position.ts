// Positions: where a reader of a subscription stands, `EPOCH.REVISION.NUMBER`.

export interface Position {
  readonly epoch: string;
  readonly revision: number;
  /** Of (rights, subscription). */
  readonly number: string;
}

const POSITION = /^([0-9a-z]{1,16})\.(\d{1,15})\.([0-9a-z]{1,12})$/;

export function position(epoch: string, revision: number, number: string): string {
  return `${epoch}.${revision}.${number}`;
}

/** The parts of a position; undefined for any other text. */
export function readPosition(text: string | null | undefined): Position | undefined {
  const [, epoch, revision, number] = POSITION.exec(text ?? "") ?? [];
  if (epoch === undefined || number === undefined) return undefined;
  return { epoch, revision: Number(revision), number };
}
