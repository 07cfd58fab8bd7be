import { readdirSync, readFileSync, statSync, writeFileSync } from 'fs';
import { join } from 'path';

/** What builds write below the sources. */
const WRITTEN = /[\\/](?:site[\\/]dist|\.vitepress[\\/](?:cache|\.temp))$/;

/** The file in a built site that says when it was built, and under which path of a host it works. */
const STAMP = '.built';

/** Says that a site is complete. */
export function stamp(site: string, base: string): void {
  writeFileSync(join(site, STAMP), base);
}

/**
 * Whether a site was built, for that path of a host, after the last change of its sources.
 *
 * @param sources files and folders
 */
export function isCurrent(site: string, base: string, sources: readonly string[]): boolean {
  const file = join(site, STAMP);
  const built = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  return built !== undefined && readFileSync(file, 'utf8') === base && sources.every((source) => lastChange(source) <= built);
}

/** A folder changes if a file is added, renamed or removed. */
function lastChange(path: string): number {
  const found = statSync(path);
  const below = found.isDirectory() ? readdirSync(path).map((name) => join(path, name)).filter((each) => !WRITTEN.test(`/${each}`)) : [];
  return Math.max(found.mtimeMs, ...below.map(lastChange));
}
