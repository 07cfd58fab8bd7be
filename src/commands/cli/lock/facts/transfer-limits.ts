import { Limits } from '../../../../tasks/programs/supervise';

/** The minimum speed of a connection, in bytes per second. */
const SLOWEST = 32 * 1024;

/** The limits of a program that transfers layers. Its time limit applies to a pause. */
export interface TransferLimits extends Limits {
  /** Bytes that the manifest states. */
  readonly size: number;
}

/** The timeout of a whole transfer in milliseconds, since a server that sends single bytes would never end. */
export function wholeTime({ size, timeout }: TransferLimits): number {
  return timeout + 1000 * size / SLOWEST;
}
