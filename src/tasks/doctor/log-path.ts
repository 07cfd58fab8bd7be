import { posix } from 'path';
import { SignMatch } from './cause';
import { FailureEvidence, EvidenceLine, isScratchMount, mountOf } from './evidence';
import { kernelPathsIn, pathsIn, relativePathIn, targetsIn } from './paths';
import { DENIED, EROFS, NO_ENTRY } from './words';
import { inWorkingDirectory } from './working-directory';

/** The path in a failed line. It is relative only if the working directory is unknown. */
export function failedPath(found: SignMatch): string | undefined {
  const { line, facts, evidence } = found;
  return facts.path ?? targetsIn(line.text).find((path) => canFail(found, path)) ?? inWorkingDirectory(evidence, relativePathIn(line.text))
    ?? pathBelow(line) ?? socketAbove(line) ?? deviceIn(line) ?? argumentPath(line, evidence)
    ?? dataPath(line, evidence) ?? claimIn(found) ?? aboveFilledIn(found);
}

/** A file in /dev, where no volume can be mounted, such as the socket /dev/log. */
function deviceIn({ text }: EvidenceLine): string | undefined {
  return EROFS.test(text) ? kernelPathsIn(text).find((path) => path.startsWith('/dev/')) : undefined;
}

/** False for a path in a writable volume: of the two paths of a move, the error is about the other one. */
function canFail({ line: { text }, evidence }: SignMatch, path: string): boolean {
  const { type, readOnly } = mountOf(evidence, path) ?? {};
  const isWritable = readOnly === false && (type === 'emptyDir' || type === 'memory' || (type === 'claim' && EROFS.test(text)));
  return !isWritable || (type === 'claim' || !EROFS.test(text)) && pathsIn(text).length === 1 || !(EROFS.test(text) || DENIED.test(text));
}

/** If all paths in the line are writable, the path on a PVC: only a PVC can become read-only later. */
function claimIn({ line: { text }, evidence }: SignMatch): string | undefined {
  return EROFS.test(text) ? targetsIn(text).find((path) => mountOf(evidence, path)?.type === 'claim') : undefined;
}

/** The directory above a mount point that the program removes: it must be writable instead of the volume that hardening filled in. */
function aboveFilledIn({ line: { text }, evidence }: SignMatch): string | undefined {
  const isMountPoint = (path: string) => evidence.mounts.some((mount) => mount.path === path && isScratchMount(mount));
  const removed = EROFS.test(text) ? targetsIn(text).find(isMountPoint) : undefined;
  return removed === undefined ? undefined : posix.dirname(removed);
}

/** An error of a call without its subject: `bind(): No such file or directory`. */
const CALL_ALONE = /\b(?:bind|open|mkdir|lock)(?:\(\))?: (?:No such file or directory|Read-only file system|Permission denied)$/;

/** The line below a call that failed. */
export function below({ text, around = '' }: EvidenceLine): string {
  const lines = CALL_ALONE.test(text) ? around.split('\n') : [];
  const index = lines.indexOf(text);
  return index < 0 ? '' : lines[index + 1] ?? '';
}

/** The path in the line below a call. */
function pathBelow(line: EvidenceLine): string | undefined {
  return CALL_ALONE.test(line.text) ? pathsIn(below(line).replace(/: [\w ]+$/, ''))[0] : undefined;
}

/** The socket in the source that Python shows above an error without a path. */
function socketAbove({ text, call = '', around = '' }: EvidenceLine): string | undefined {
  const above = /\bbind\(/.test(call) && /\[Errno \d+\] [\w -]+$/.test(text) ? around.split(text)[0].split('\n') : [];
  return above.reverse().flatMap((line) => /['"](\/[^'"\s]+\.sock(?:et)?)['"]/.exec(line)?.[1] ?? [])[0];
}

/** Words for kinds of files, and the endings of the arguments that name such a file. */
const KINDS: readonly (readonly [words: RegExp, end: RegExp])[] = [
  [/\b(?:socket|unix|bind)\b/i, /\.sock(?:et)?$/],
  [/\bpid\b/i, /\.pid$/],
  [/\block\b/i, /\.lo?ck$/],
  [/\blog\b/i, /\.log$|\/logs?\//],
  [/\bdatabase\b/i, /\.(?:db|sqlite3?)$/],
];

/** The path in the arguments of the container, for an error that names only the kind of the file. */
function argumentPath({ text }: EvidenceLine, { command = [] }: FailureEvidence): string | undefined {
  if (command.length === 0 || !(EROFS.test(text) || DENIED.test(text) || NO_ENTRY.test(text))) {
    return undefined;
  }
  const paths = pathsIn(command.map((word) => word.replace(/(?<=^|\s|=)\w+:(?=\/)/g, '')).join(' '));
  return KINDS.flatMap(([words, end]) => words.test(text) ? paths.filter((path) => end.test(path)) : [])[0];
}

/** InnoDB reports the errno without a path: the file is in its data directory. */
function dataPath({ text }: EvidenceLine, { known, mounts }: FailureEvidence): string | undefined {
  if (!/\bInnoDB\b.*\berror number \d/.test(text)) {
    return undefined;
  }
  const own = known?.facts.writablePaths?.find(({ isData }) => isData)?.path ?? INNODB_DATA;
  const claims = mounts.filter(({ type }) => type === 'claim');
  return mountOf({ mounts }, own) === undefined && claims.length === 1 ? claims[0].path : own;
}

const INNODB_DATA = '/var/lib/mysql';
