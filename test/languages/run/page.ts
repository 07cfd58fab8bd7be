import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';

const ROOT = join(__dirname, '../../..');

/** Writes the files that the page of a language shows into a folder: the paragraph before each ends with its name and a colon. */
export function writePage(language: string, folder: string): void {
  const page = readFileSync(join(ROOT, `docs/how-to/${language}.md`), 'utf8');
  for (const [, name, content] of page.matchAll(/This is `([^`]+)`[^\n]*:\n\n```\w+\n([^]*?)```/g)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  copyFileSync(join(ROOT, 'examples', language, 'agent.yaml'), join(folder, 'agent.yaml'));
}

/** @throws if what the app with an unsafe setting prints is not what the pages show */
export function mustBeShown(language: string, printed: string): void {
  for (const page of [`docs/how-to/${language}.md`, `examples/${language}/README.md`]) {
    const [, shown] = /```text\n([^]*?)```/.exec(readFileSync(join(ROOT, page), 'utf8'))!;
    if (!printed.includes(shown)) throw new Error(`${page} must show this:\n${printed}`);
  }
}
