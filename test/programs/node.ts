import { execFileSync } from 'child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync } from 'fs';
import { dirname, join } from 'path';
import { machineFolder } from './machine-folder';
import { NODE_RELEASES } from './pinned';

/** A Node.js of another major version: the folder of its `node`, installed once for the machine. */
export function nodeFolder(major: keyof typeof NODE_RELEASES): string {
  const release = NODE_RELEASES[major];
  const folder = machineFolder(`node-${release}`);
  if (!existsSync(folder)) {
    mkdirSync(dirname(folder), { recursive: true });
    const unfinished = mkdtempSync(`${folder}-`);
    execFileSync('npm', ['install', '--prefix', unfinished, '--no-save', '--no-audit', '--no-fund', `node@${release}`], { stdio: 'inherit' });
    renameSync(unfinished, folder);
  }
  return join(folder, 'node_modules', 'node', 'bin');
}
