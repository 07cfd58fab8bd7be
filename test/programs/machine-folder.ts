import { tmpdir } from 'os';
import { join } from 'path';

/** The variable with the temporary folder of the machine, where the tests have one of their own. */
export const MACHINE_TMPDIR = 'CDK8S_HARDENED_MACHINE_TMPDIR';

/** The folder of a program that is installed or built once for the machine. */
export function machineFolder(name: string): string {
  return join(process.env[MACHINE_TMPDIR] ?? tmpdir(), `cdk8s-hardened-${name}`);
}
