import { mkdirSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import { blocksOf } from './page';

/** The files that a page shows, by their paths: of two with the same path the last one. */
export function filesOfPage(page: string): Readonly<Record<string, string>> {
  return Object.fromEntries(blocksOf(page).flatMap(({ file, text }) => file === undefined ? [] : [[file, text]]));
}

/** Writes files into a folder, and makes the folders in it. */
export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** The guide to own policies, and the message of its rule, which is the same everywhere. */
export const OWN_POLICIES_GUIDE = 'docs/how-to/own-policies.md';
export const GUIDE_MESSAGES = ['images come from our registry, not nginx:1.29', 'pods have the label team'];
