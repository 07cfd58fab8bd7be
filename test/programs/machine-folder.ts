import { homedir, tmpdir } from 'os';
import { join } from 'path';

/** The variable with the temporary folder of the machine, where the tests have one of their own. */
export const MACHINE_TMPDIR = 'CDK8S_HARDENED_MACHINE_TMPDIR';

/** The folder of a program that is installed or built once for the machine. */
export function machineFolder(name: string): string {
  return join(process.env[MACHINE_TMPDIR] ?? tmpdir(), `cdk8s-hardened-${name}`);
}

/** The cache folder of programs whose build takes minutes. A Debian root shares it with the machine. */
export const BUILT_PROGRAMS = 'programs';

/** The folder of something that takes minutes to make. It is not in the temporary folder, which a Debian root has anew. */
export function cacheFolder(name: string, environment: NodeJS.ProcessEnv = process.env): string {
  return join(environment.XDG_CACHE_HOME || join(environment.HOME || homedir(), '.cache'), 'cdk8s-hardened', name);
}
