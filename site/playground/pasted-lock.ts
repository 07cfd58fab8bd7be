import { problemOf } from './problem';
import type { Problem } from './result';
import { readDocuments } from '../../src/formats/yaml/documents';
import type { LockedImages } from '../../src/knowledge/image-lock/locked-images';
import { parseLock } from '../../src/knowledge/image-lock/parse-lock';

/** A text without the lock file that was pasted beside its manifests. */
export interface PastedText {
  /** Blank lines take the place of the lock file, so that all others stay where they are. */
  readonly text: string;
  readonly lock?: LockedImages;
  readonly error?: Problem;
}

const IS_LOCK = /^[ \t]*["']?kind["']?[ \t]*:[ \t]*["']?ImageLock\b/m;

/** @param name of the file that the text would be */
export function withoutLock(text: string, name: string): PastedText {
  if (!IS_LOCK.test(text)) {
    return { text };
  }
  const encode = (part: string) => new TextEncoder().encode(part);
  try {
    const document = [...readDocuments([encode(text)])].find((each) => IS_LOCK.test(each.text))!;
    const lines = (part: string) => '\n'.repeat(part.split('\n').length - 1);
    const lock = parseLock(encode('\n'.repeat(document.line - 1) + document.text), name);
    return { text: text.replace(document.text, lines), lock };
  } catch (error) {
    return { text, error: problemOf(error, name) };
  }
}
