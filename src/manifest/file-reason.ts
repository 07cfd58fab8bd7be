import { isAbsolute } from 'path';

const REASONS: { readonly [code: string]: string } = {
  ENOENT: 'no such file or folder',
  EACCES: 'permission denied',
  ELOOP: 'the link leads back to itself',
  EISDIR: 'is a folder',
  ENOTDIR: 'a part of the path is not a folder',
};

/** Why the file system refuses a path, in words. */
export function fileReason(path: string, error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  const place = code === 'ENOENT' && !isAbsolute(path) ? ` (relative to ${process.cwd()})` : '';
  return `${REASONS[code] ?? message}${place}`;
}
