import { execFileSync } from 'child_process';
import { createHash } from 'crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'fs';
import { join } from 'path';
import { machineFolder } from './machine-folder';

/** Where Debian has the sources of Go packages. */
export const GOPATH = '/usr/share/gocode';

/** A program of Go sources in a folder, with the packages of Debian. It is built once for the machine. */
export function goProgram(name: string, source: string): string {
  const entries = readdirSync(source, { withFileTypes: true }).filter((entry) => entry.isFile());
  const files = entries.map(({ name: file }) => join(source, file)).sort();
  const content = files.map((file) => readFileSync(file, 'utf8')).join('');
  const folder = machineFolder(`${name}-${createHash('sha256').update(content).digest('hex').slice(0, 16)}`);
  const program = join(folder, name);
  if (!existsSync(program)) {
    mkdirSync(folder, { recursive: true });
    const unfinished = `${program}.${process.pid}`;
    execFileSync('go', ['build', '-o', unfinished, '.'], { cwd: source, env: { ...process.env, GO111MODULE: 'off', GOPATH, GOFLAGS: '' } });
    renameSync(unfinished, program);
  }
  return program;
}
