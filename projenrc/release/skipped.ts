import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';

const fileIn = (dist: string) => join(dist, 'skipped.json');

/** Why folders of `dist` are missing, by their name. A release has none. */
export function skipped(dist: string): Readonly<Record<string, string>> {
  return existsSync(fileIn(dist)) ? JSON.parse(readFileSync(fileIn(dist), 'utf8')) : {};
}

/** Remembers why a folder of `dist` is missing. */
export function skip(dist: string, folder: string, reason: string): void {
  const all = { ...skipped(dist), [folder]: reason };
  mkdirSync(dirname(fileIn(dist)), { recursive: true });
  writeFileSync(fileIn(dist), `${JSON.stringify(all, undefined, 2)}\n`);
}
