import { execFileSync } from 'child_process';
import { join } from 'path';
import { PACKAGES } from './assemblies';

const ROOT = join(__dirname, '..', '..');

export type Target = 'python' | 'java' | 'go' | 'dotnet';

/** Writes the sources that jsii-pacmak generates for the package, and for its peers, into a folder for each target. */
export function generateSources(folder: string, targets: readonly Target[], packages: readonly string[] = PACKAGES): void {
  const pacmak = join(ROOT, 'node_modules/.bin/jsii-pacmak');
  const env = { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20' };
  execFileSync(pacmak, ['--code-only', '--targets', ...targets, '--outdir', folder, ...packages], { cwd: ROOT, env, stdio: 'pipe' });
}
