import { Io } from './io';
import { printable } from '../../tasks/reports/printable';

/** Writes a line to stderr; reports never go there. */
export function log({ stderr }: Pick<Io, 'stderr'>, line: string): void {
  stderr.write(`cdk8s-hardened: ${printable(line)}\n`);
}
