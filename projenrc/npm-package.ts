import { readFileSync } from 'fs';
import { join } from 'path';

/** The folder of the installed npm package that a file belongs to; undefined for other files. */
export function packageFolder(file: string): string | undefined {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(file)?.[0];
}

/** The part of package.json that bills of materials have. */
export interface NpmPackage {
  readonly ecosystem: 'npm';
  readonly name: string;
  readonly version: string;
  readonly license: string;
}

/** The npm package in a folder. */
export function packageIn(folder: string): NpmPackage {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return { ecosystem: 'npm', name, version, license };
}
