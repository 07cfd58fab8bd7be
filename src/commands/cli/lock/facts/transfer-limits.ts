import { Limits } from '../../../../tasks/programs/supervise';

/** Bytes a second of the slowest connection that is waited for. */
const SLOWEST = 32 * 1024;

/** The limits of a program that transfers layers. Its time limit applies to a pause. */
export interface TransferLimits extends Limits {
  /** Bytes that the manifest states. */
  readonly size: number;
}

/** How long a transfer may take as a whole, in milliseconds: one that sends a byte now and then would never end. */
export function wholeTime({ size, timeout }: TransferLimits): number {
  return timeout + 1000 * size / SLOWEST;
}
