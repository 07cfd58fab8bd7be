import { isBelow, normalizePath } from '../../../formats/manifest/paths';
import { ImageError } from '../image-error';
import { MAX_PATH } from '../limits';

/*
 * The names in a layer. Source: https://github.com/opencontainers/image-spec/blob/main/layer.md
 */

/**
 * The absolute path that a name in an archive means.
 *
 * @throws ImageError if the path leads out of the image, or is invalid
 */
export function normalName(name: string): string {
  if (name.length > MAX_PATH || name.includes('\0')) {
    throw new ImageError('a layer has a file with a name that no file can have');
  }
  if (name.includes('..') && leadsOut(name)) {
    throw new ImageError(`a layer has the file ${JSON.stringify(name)}, which leads out of the image`);
  }
  return normalizePath(`/${name}`);
}

function leadsOut(name: string): boolean {
  let level = 0;
  for (const step of name.split('/')) {
    if (step === '..') {
      level--;
    } else if (step !== '' && step !== '.') {
      level++;
    }
    if (level < 0) {
      return true;
    }
  }
  return false;
}

const PREFIX = '.wh.';
const OPAQUE = '.wh..wh..opq';

/** For a special name, its effect on lower layers; undefined for other names. */
export function whiteoutOf(path: string): { readonly kind: 'whiteout' | 'opaque' | 'metadata'; readonly path: string } | undefined {
  const start = path.lastIndexOf('/') + 1;
  if (!path.startsWith(PREFIX, start)) {
    return undefined;
  }
  const base = path.slice(start);
  const directory = path.slice(0, start);
  if (base === OPAQUE) {
    return { kind: 'opaque', path: normalizePath(directory) };
  }
  if (base.startsWith(PREFIX + PREFIX)) {
    return { kind: 'metadata', path };
  }
  const removed = normalizePath(directory + base.slice(PREFIX.length));
  if (!isBelow(removed, normalizePath(directory))) {
    throw new ImageError(`a layer removes ${JSON.stringify(base)}, which is not in its directory`);
  }
  return { kind: 'whiteout', path: removed };
}

/** Whether a file may be an account file, by its name. Its folder makes no difference, because /etc/passwd can be a link to it. */
export function keepsContent(path: string): boolean {
  return path.endsWith('/passwd') || path.endsWith('/group');
}
