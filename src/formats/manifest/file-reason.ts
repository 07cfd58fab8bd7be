import { isAbsolute } from 'path';

const REASONS: { readonly [code: string]: string } = {
  ENOENT: 'no such file or folder',
  EACCES: 'permission denied',
  ELOOP: 'the link leads back to itself',
  EISDIR: 'is a folder',
  EROFS: 'the file system is read-only',
  ENOTDIR: 'a part of the path is not a folder',
};

/** The reason why the file system refuses a path, in words. */
export function fileReason(path: string, error: unknown): string {
  const { code = '', message, syscall } = error as NodeJS.ErrnoException;
  const place = code === 'ENOENT' && !isAbsolute(path) ? ` (relative to ${process.cwd()})` : '';
  // If a part of the path is a file, Node.js 24 reports EEXIST for a recursive mkdir, and earlier versions report ENOTDIR.
  const reason = code === 'EEXIST' && syscall === 'mkdir' ? REASONS.ENOTDIR : REASONS[code];
  return `${reason ?? message}${place}`;
}
