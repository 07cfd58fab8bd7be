import { Limits } from '../../../../tasks/programs/supervise';

/** The minimum speed of a connection, in bytes per second. */
const SLOWEST = 32 * 1024;

/** The limits of a program that transfers layers. The timeout applies to a pause in the transfer. */
export interface TransferLimits extends Limits {
  /** Bytes that the manifest states. */
  readonly size: number;
}

/** The timeout of a whole transfer in milliseconds: a server that sends a byte now and then would never reach the timeout of a pause. */
export function wholeTime({ size, timeout }: TransferLimits): number {
  return timeout + 1000 * size / SLOWEST;
}
