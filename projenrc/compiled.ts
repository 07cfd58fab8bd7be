/*
 * Checks whether the compiled library belongs to these sources: `--is-stale` exits 0 if `lib` must be rebuilt, else 1. This saves time,
 * because each npm script compiles, and CI runs five of them. The digest covers all files that jsii reads and writes. `npm ci` keeps the
 * stamp, because the digest includes the lock file.
 */
import { createHash } from 'crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import { SUBPATHS } from './plus-versions';

const STAMP = '.cache/compiled';
const GENERATORS = ['lazy-index', 'bundle', 'declarations', 'plus-versions', 'plus-copies', 'plus-types', 'compiled-schema', 'image-families', 'published-assembly'];
const SOURCES = [
  'src', 'README.md', 'package.json', 'package-lock.json', 'tsconfig.json', 'vendor', ...GENERATORS.map((name) => `projenrc/${name}.ts`),
];
const COMPILED = ['lib', '.jsii', ...SUBPATHS];

/** A digest of the names and contents of all files. */
function digestOf(paths: readonly string[]): string {
  const digest = createHash('sha256');
  for (const path of paths.flatMap(filesOf)) {
    const content = readFileSync(path);
    digest.update(`${path}\0${content.length}\0`).update(content);
  }
  return digest.digest('hex');
}

function filesOf(path: string): readonly string[] {
  if (!existsSync(path)) {
    return [];
  }
  return statSync(path).isDirectory() ? readdirSync(path).sort().flatMap((name) => filesOf(join(path, name))) : [path];
}

if (require.main === module) {
  const current = digestOf([...SOURCES, ...COMPILED]);
  if (process.argv.includes('--is-stale')) {
    process.exitCode = existsSync(STAMP) && readFileSync(STAMP, 'utf8') === current ? 1 : 0;
  } else {
    mkdirSync(dirname(STAMP), { recursive: true });
    writeFileSync(STAMP, current);
  }
}
