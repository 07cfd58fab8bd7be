/*
 * Builds all of a release into dist, and checks it: the packages of each language, the bill of materials, and the notes. It uploads
 * nothing. With `--all` each language must be built.
 */
import { execFileSync } from 'child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join, resolve } from 'path';
import { artifactsIn, listText } from './artifacts';
import { sectionOf } from './changelog';
import { sbom } from './sbom';
import { mustBeCompatible } from './stable-names';
import { LANGUAGES } from '../package/all';
import { packageVersion } from '../pinned-version';

const DIST = 'dist';

function run(cwd: string, command: string, ...args: string[]): string {
  return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

/** The packed command line must say the version: package.json is read at run time, from beside it. */
function checkVersion(tarball: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'release-'));
  writeFileSync(join(folder, 'package.json'), '{}');
  run(folder, 'npm', 'install', '--offline', '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund', tarball);
  const said = run(folder, 'npx', '--offline', 'cdk8s-hardened', '--version').trim();
  rmSync(folder, { recursive: true });
  if (said !== packageVersion()) throw new Error(`cdk8s-hardened --version says ${said}, but package.json ${packageVersion()}`);
}

execFileSync('npx', ['ts-node', '--project', 'projenrc/tsconfig.json', '--transpile-only', 'projenrc/package/all.ts', ...process.argv.slice(2)], { stdio: 'inherit' });
const [tarball] = readdirSync(join(DIST, 'js')).map((file) => resolve(DIST, 'js', file));
checkVersion(tarball);
if (mustBeCompatible(packageVersion())) run('.', 'npx', 'projen', 'compat'); // with the newest version on npm
run('.', 'npm', 'publish', '--dry-run', '--access', 'public', tarball);
writeFileSync(join(DIST, 'sbom.cdx.json'), sbom());
writeFileSync(join(DIST, 'changelog.md'), `${sectionOf(readFileSync('CHANGELOG.md', 'utf8'), packageVersion())}\n`);
console.log(`Built ${packageVersion()} into ${DIST}:`);
void artifactsIn(DIST, LANGUAGES).then((listed) => console.log(listText(listed)));
