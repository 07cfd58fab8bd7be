import { Found } from './cause';
import { Evidence, Line, mountOf } from './evidence';
import { kernelPathsIn, pathsIn, relativePathIn, targetsIn } from './paths';
import { DENIED, EROFS, NO_ENTRY } from './words';
import { inWorkingDirectory } from './working-directory';

/** The path that a line names: absolute, or relative if nothing says in which directory the program works. */
export function pathOf(found: Found): string | undefined {
  const { line, facts, evidence } = found;
  return facts.path ?? targetsIn(line.text).find((path) => canFail(found, path)) ?? inWorkingDirectory(evidence, relativePathIn(line.text))
    ?? pathBelow(line) ?? socketAbove(line) ?? deviceIn(line) ?? argumentPath(line, evidence)
    ?? dataPath(line, evidence) ?? claimIn(found);
}

/** A file that programs create in /dev, where no volume can be mounted: the socket /dev/log. */
function deviceIn({ text }: Line): string | undefined {
  return EROFS.test(text) ? kernelPathsIn(text).find((path) => path.startsWith('/dev/')) : undefined;
}

/** Whether an error can be about a path: a program that moves a file names two, and a volume that it may write gives neither error. */
function canFail({ line: { text }, evidence }: Found, path: string): boolean {
  const { type, readOnly } = mountOf(evidence, path) ?? {};
  const isWritable = readOnly === false && (type === 'emptyDir' || type === 'memory' || (type === 'claim' && EROFS.test(text)));
  return !isWritable || (type === 'claim' || !EROFS.test(text)) && pathsIn(text).length === 1 || !(EROFS.test(text) || DENIED.test(text));
}

/** The path in a claim, if all paths of a line can be written: only a claim becomes read-only later. */
function claimIn({ line: { text }, evidence }: Found): string | undefined {
  return EROFS.test(text) ? targetsIn(text).find((path) => mountOf(evidence, path)?.type === 'claim') : undefined;
}

/** An error of a call alone, without what it was about: `bind(): No such file or directory`. */
const CALL_ALONE = /\b(?:bind|open|mkdir|lock)(?:\(\))?: (?:No such file or directory|Read-only file system|Permission denied)$/;

/** The line below a call that failed. */
export function below({ text, around = '' }: Line): string {
  const lines = CALL_ALONE.test(text) ? around.split('\n') : [];
  const index = lines.indexOf(text);
  return index < 0 ? '' : lines[index + 1] ?? '';
}

/** The path in the line below a call. */
function pathBelow(line: Line): string | undefined {
  return CALL_ALONE.test(line.text) ? pathsIn(below(line).replace(/: [\w ]+$/, ''))[0] : undefined;
}

/** The socket in the source that Python shows above an error without a path. */
function socketAbove({ text, call = '', around = '' }: Line): string | undefined {
  const above = /\bbind\(/.test(call) && /\[Errno \d+\] [\w -]+$/.test(text) ? around.split(text)[0].split('\n') : [];
  return above.reverse().flatMap((line) => /['"](\/[^'"\s]+\.sock(?:et)?)['"]/.exec(line)?.[1] ?? [])[0];
}

/** What a line calls its file, and how the argument with it ends. */
const KINDS: readonly (readonly [words: RegExp, end: RegExp])[] = [
  [/\b(?:socket|unix|bind)\b/i, /\.sock(?:et)?$/],
  [/\bpid\b/i, /\.pid$/],
  [/\block\b/i, /\.lo?ck$/],
  [/\blog\b/i, /\.log$|\/logs?\//],
  [/\bdatabase\b/i, /\.(?:db|sqlite3?)$/],
];

/** The path in the arguments of a container, for an error that names only what the file is. */
function argumentPath({ text }: Line, { command = [] }: Evidence): string | undefined {
  if (command.length === 0 || !(EROFS.test(text) || DENIED.test(text) || NO_ENTRY.test(text))) {
    return undefined;
  }
  const paths = pathsIn(command.map((word) => word.replace(/(?<=^|\s|=)\w+:(?=\/)/g, '')).join(' '));
  return KINDS.flatMap(([words, end]) => words.test(text) ? paths.filter((path) => end.test(path)) : [])[0];
}

/** InnoDB gives the errno on a line without a file: it is one of its data. */
function dataPath({ text }: Line, { known, mounts }: Evidence): string | undefined {
  if (!/\bInnoDB\b.*\berror number \d/.test(text)) {
    return undefined;
  }
  const own = known?.facts.writablePaths?.find(({ isData }) => isData)?.path ?? INNODB_DATA;
  const claims = mounts.filter(({ type }) => type === 'claim');
  return mountOf({ mounts }, own) === undefined && claims.length === 1 ? claims[0].path : own;
}

const INNODB_DATA = '/var/lib/mysql';
