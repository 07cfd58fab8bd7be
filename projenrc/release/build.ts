/*
 * Builds all of a release into dist, and checks it: the packages of each language, the bill of materials, and the notes. It uploads
 * nothing. With `--all` each language must be built.
 */
import { execFileSync } from 'child_process';
import { readdirSync, readFileSync, writeFileSync } from 'fs';
import { join, resolve } from 'path';
import { artifactsIn, listText } from './artifacts';
import { sectionOf } from './changelog';
import { sbom } from './sbom';
import { mustBeCompatible } from './stable-names';
import { mustRun } from '../../test/programs/must-run';
import { LANGUAGES } from '../package/all';
import { packageVersion } from '../pinned-version';
import { withTemporaryFolder } from '../temporary-folder';

const DIST = 'dist';

/** The packed command line must say the version: package.json is read at run time, from beside it. */
function checkVersion(tarball: string): void {
  const said = withTemporaryFolder('release', (folder) => {
    writeFileSync(join(folder, 'package.json'), '{}');
    mustRun('npm', ['install', '--offline', '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund', tarball], folder);
    return mustRun('npx', ['--offline', 'cdk8s-hardened', '--version'], folder).trim();
  });
  if (said !== packageVersion()) throw new Error(`cdk8s-hardened --version says ${said}, but package.json ${packageVersion()}`);
}

execFileSync('npx', ['ts-node', '--project', 'projenrc/tsconfig.json', '--transpile-only', 'projenrc/package/all.ts', ...process.argv.slice(2)], { stdio: 'inherit' });
const [tarball] = readdirSync(join(DIST, 'js')).map((file) => resolve(DIST, 'js', file));
checkVersion(tarball);
if (mustBeCompatible(packageVersion())) mustRun('npx', ['projen', 'compat']); // with the newest version on npm
mustRun('npm', ['publish', '--dry-run', '--access', 'public', tarball]);
writeFileSync(join(DIST, 'sbom.cdx.json'), sbom());
writeFileSync(join(DIST, 'changelog.md'), `${sectionOf(readFileSync('CHANGELOG.md', 'utf8'), packageVersion())}\n`);
console.log(`Built ${packageVersion()} into ${DIST}:`);
void artifactsIn(DIST, LANGUAGES).then((listed) => console.log(listText(listed)));
