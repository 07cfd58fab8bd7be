import { spawnSync } from 'child_process';
import { existsSync, mkdtempSync, renameSync, rmSync } from 'fs';
import { join } from 'path';
import { machineFolder } from './machine-folder';
import { PYTHON_SCANNERS } from './pinned';

const PATIENCE = 5 * 60_000;

/**
 * The folder of a scanner of PyPI, installed once for the machine. Its programs are in `bin`.
 *
 * @throws Error if it cannot be installed: a test that is skipped proves nothing
 */
export function scannerFolder(name: keyof typeof PYTHON_SCANNERS): string {
  const release = `${name}==${PYTHON_SCANNERS[name]}`;
  const folder = machineFolder(`${name}-${PYTHON_SCANNERS[name]}`);
  if (!existsSync(folder)) {
    // The programs in a virtual environment contain its path, so only the packages are moved.
    const unfinished = mkdtempSync(`${folder}-`);
    try {
      install(release, join(unfinished, 'packages'));
      renameSync(join(unfinished, 'packages'), folder);
    } finally {
      rmSync(unfinished, { recursive: true });
    }
  }
  return folder;
}

function install(release: string, folder: string): void {
  const args = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-warn-script-location', '--target', folder, release];
  const { status, stderr, error } = spawnSync('python3', args, { encoding: 'utf8', timeout: PATIENCE });
  if (status !== 0) {
    throw new Error(`Not installed: ${release} of PyPI. "python3 ${args.join(' ')}": ${error?.message ?? `exit code ${status}`}\n${stderr}`);
  }
}
