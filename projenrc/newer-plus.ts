/* Says whether npm has a newer cdk8s-plus than those that have hardened kinds, at the end of `npx projen upgrade`. */
import { spawnSync } from 'child_process';
import { NEWEST_PLUS, plusPackage } from './plus-versions';

interface Answer {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * What to do about the version after the newest, by what `npm view NAME version` says of it. Undefined if npm does not have it.
 *
 * @throws Error if npm fails for another reason
 */
export function newerPlus(name: string, { status, stdout, stderr }: Answer): string | undefined {
  if (status === 0) {
    return `${name} ${stdout.trim()} is on npm: add it to PLUS_VERSIONS in src/constructs/synth/plus-versions.ts, run \`npx projen\`, and see what its tests say`;
  }
  if (!stderr.includes('E404')) throw new Error(`npm view ${name} failed: ${stderr}`);
  return undefined;
}

if (require.main === module) {
  const name = plusPackage(NEWEST_PLUS + 1);
  console.log(newerPlus(name, spawnSync('npm', ['view', name, 'version'], { encoding: 'utf8' })) ?? `${name} is not on npm: hardened kinds exist for every cdk8s-plus`);
}
