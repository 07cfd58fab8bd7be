import { printable } from '../reports/printable';

/** Says a line on stderr, where reports never go. */
export function log(line: string): void {
  process.stderr.write(`cdk8s-hardened: ${printable(line)}\n`);
}
