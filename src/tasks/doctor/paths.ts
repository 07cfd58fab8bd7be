import { alternatives } from '../../formats/language/alternatives';
import { sequence } from '../../formats/language/sequence';
import { normalizePath } from '../../formats/manifest/paths';

/** A path in an error, up to a quote, a space or a colon. Also behind a function and its line: `__posix_open_file:812:/data/a`. */
const PATH = sequence([
  /(?:(?<![\p{L}\p{N}\ufffd_.:/~$}@-])|(?<=\b[a-z_]\w{1,50}:\d{1,6}:))/u,
  /\/(?!\/)[\p{L}\p{N}\ufffd_@+~%.-]+(?:\/[\p{L}\p{N}\ufffd_@+~%.-]*)*/u,
], 'gu');
const QUOTED = /["'`‘“[(<](\/[^"'`’”\])>\n]{1,300})["'`’”\])>]/g;
/** The reason of the kernel at the end of a line. */
const ONLY_REASON = sequence([
  /(?:read-only file ?system|permission denied|no such file or directory|no space left on device|operation not permitted)/,
  /\W*$/,
]);
/** The program that writes the line: `/bin/sh: 1: cannot create ...`. A path with only an errno behind it is the subject instead. */
const SPEAKER = new RegExp(String.raw`^\s*(?:\/[\w./-]+|[\w.-]+\.sh):(?: (?:line )?\d+:\s|\s(?!${ONLY_REASON.source}))`, 'i');
/** The end of a source position: `/app/server.js:12:5`, `File "/app/main.py", line 3`, `(/app/x.rb:3)`, `at /app/x.pl line 3`. */
const SOURCE = /^:\d|^["']?,? (?:on |at )?line \d/;

/** What servers write before the path of a Unix socket: `unix:/run/web.sock`, `unix@/run/web.sock`, `unix:///run/web.sock`. */
const UNIX_ADDRESS = /\bunix(?:[:@]|:\/\/)(?=\/(?!\/))/gi;

/** The absolute paths in a line of a log, the most probable subject first: quoted paths, then the others from the end. */
export function pathsIn(line: string): readonly string[] {
  return allPathsIn(line).filter((path) => !isKernel(path));
}

/** A path, and where in its line it is. */
interface Located {
  readonly path: string;
  readonly at: number;
}

/** Copies and links: the source stays as it is. */
const READS_SOURCE = /\bcop(?:y|ying|ied)(?:_?file)?\b|(?:\b|_|\bsym)link(?:ing)?\b|\b(?:hard|symbolic) link\b|^(?:cp|ln): /i;
/** Moves: the source goes away. */
const MOVES = /(?:\b|_)renam(?:e|ing)\b|\bmov(?:e|ing)\b|^mv: /i;
/** Between a source and a destination. */
const ARROW = /\s->\s/;
/** Between a destination and a source, as `ln` says. */
const BACK_ARROW = /\s=>\s/;
/** The reason of the kernel right after a path. */
const REASON = sequence([
  /^["'`’”\])>]*\s?[:(,-]+\s*(?:\d+: )?/,
  /(?:read-only file ?system|permission denied|operation not permitted|no such file or directory|no space left on device)/,
], 'i');

/** The paths that the program may write, the most probable first: the destination of a copy or a link, both paths of a move. */
export function targetsIn(line: string): readonly string[] {
  const paths = pathsIn(line);
  if (paths.length < 2) {
    return paths;
  }
  const words = withoutPaths(line);
  if (ARROW.test(line) || READS_SOURCE.test(words) || MOVES.test(words)) {
    const last = destinationIn(line);
    return READS_SOURCE.test(words) ? [last] : [last, ...paths.filter((path) => path !== last)];
  }
  const failed = paths.filter((path) => line.split(path).slice(1).some((rest) => REASON.test(rest)));
  return [...failed, ...paths.filter((path) => !failed.includes(path))];
}

/** True if the line has a source and a destination: `'/srv/a.tmp' -> '/srv/a'`. */
export function isDestination(line: string, path: string): boolean {
  return ARROW.test(line) && pathsIn(line).length > 1 && destinationIn(line) === path;
}

/** The files of the kernel that a line names: no volume makes them writable. */
export function kernelPathsIn(line: string): readonly string[] {
  return allPathsIn(line).filter(isKernel);
}

const SOURCE_FILE = /(?:[\w+-]+[/.])*[\w+-]+\.(?:c|cc|cpp|cs|erl|exs?|go|h|hpp|java|js|kt|lua|mjs|php|pl|pm|py|rb|rs|scala|ts)/;
/** A position in a file, such as `/etc/haproxy/haproxy.cfg:3` or `server.go:247`: its line looks like a port. */
const POSITION = new RegExp(String.raw`(?<![\w:/.])(?:(?:\/[\w.+-]+)+\/[\w.+-]*\.[a-z]\w*|${SOURCE_FILE.source}):\d+(?::\d+)?`, 'gi');

/** Removes the paths from a line: the words in a path say nothing about the error. */
export function withoutPaths(line: string): string {
  return line.replace(POSITION, ' ').replace(UNIX_ADDRESS, ' ').replace(PATH, ' ');
}

/** A line without positions in files. */
export function withoutPositions(line: string): string {
  return line.replace(POSITION, ' ');
}

function destinationIn(line: string): string {
  const paths = locatedPathsIn(line).filter(({ path }) => !isKernel(path));
  return paths.reduce((best, each) => each.at > best.at !== BACK_ARROW.test(line) ? each : best).path;
}

function allPathsIn(line: string): readonly string[] {
  return [...new Set(locatedPathsIn(line).map(({ path }) => path))];
}

function locatedPathsIn(line: string): readonly Located[] {
  // The home directory `/` makes `//.gitconfig`.
  const text = line.replace(SPEAKER, ' ').replace(UNIX_ADDRESS, '').replace(/\b[a-z][\w+.-]*:\/\/\S+/gi, ' ')
    .replace(/(?<![:\w/])\/\/+(?=[\w.])/g, '/');
  const quoted = [...text.matchAll(QUOTED)].filter(({ index, 0: all }) => !SOURCE.test(text.slice(index + all.length - 1))
    && !/["']\s*[=:]/.test(text.slice(index - 3, index)))
    .map(({ 1: path, index }) => ({ path, at: index + 1 })).filter(({ path }) => !/\s|,\/|:\d+(?::\d+)?$/.test(path));
  const plain = [...text.matchAll(PATH)].filter(({ index, 0: path }) => !SOURCE.test(text.slice(index + path.length)))
    .map(({ 0: path, index }) => ({ path, at: index })).reverse();
  return [...quoted, ...plain].map(({ path, at }) => ({ path: clean(path), at })).filter(({ path }) => path.length > 1);
}

const OPENS = /(?:\b(?:open|opening|mkdir|create|creat\w*|into|touch|write|writing|file|directory|lock|lease|log|rename|unlink):? )/;
const FAILED = sequence([
  /(?::| \(| failed| due to) ?(?:failed )?\(?(?:\d+: )?/,
  /(?:Read-only file ?system|Permission denied|No such file or directory|file does not exist$)/,
]);
/** Errors with a relative path. The words around it tell it from the name of a program. */
const RELATIVE: readonly RegExp[] = [
  // Ruby: @ rb_sysopen - log/production.log.
  / @ \w+ - (?<path>[\w.][\w./-]*)/,
  // PHP: file_put_contents(./cache/x): Failed to open stream.
  /\w+\((?<path>(?:\.\/)?[\w.][\w./-]*)(?:, [^)]*)?\): failed to open stream/i,
  // Java: FileNotFoundException: ledger.lck (Read-only file system).
  /(?:FileNotFound|FileSystem|AccessDenied|NoSuchFile|ReadOnlyFileSystem)Exception: (?<path>[\w.][\w./-]*)(?: \(|: |$)/,
  // Python and Node.js: [Errno 30] Read-only file system: 'x', EROFS: read-only file system, open 'x'.
  /(?:\[Errno \d+\]|\bE(?:ROFS|ACCES|NOENT)\b)[^'"]*['"](?<path>[\w.][\w./-]*)['"]/,
  // A quoted name before the words of the kernel.
  sequence([
    /['"`‘](?<path>[\w.][\w./-]*)['"’](?: for \w+)?[:,]? (?:failed: )?['"(]?(?:\d+: )?/,
    /(?:Read-only file ?system|Permission denied|No such file or directory)/,
  ], 'i'),
  // A name after a verb, or with a directory or an extension, before these words.
  new RegExp(`${OPENS.source}(?<path>[\\w.][\\w./-]*)${FAILED.source}`, 'i'),
  // A tool or the line of a script, and a name with an extension.
  /^\S+: (?:line \d+: )?(?<path>[\w-]*\.[\w.-]+): Read-only file ?system$/i,
  /[\s(](?<path>[\w.][\w.-]*(?:\/[\w.-]+)+): (?:Read-only file ?system|No such file or directory)/i,
  // The file of a redirection, and not a program that a script starts.
  /^\S+: line \d+: (?<path>[\w.-]+(?:\/[\w.-]+)*\/[\w-]+(?:\.(?!sh:)\w+)+): Permission denied$/i,
];

/** The file that is copied, moved or linked to another one. */
const SOURCE_OF_ARROW = /["'`]?[\w./-]+["'`]? -> (?=["'`]?[\w./-])/;

/** Dots, numbers and words of messages, which are not paths in the working directory. */
const NO_PATH = /^\.+$|^\d|^\.\.\/|^(?:file|directory|failed|error|fifo|log|the|stream|socket)$/;

/** The relative path that a line of an error names. */
export function relativePathIn(line: string): string | undefined {
  const text = line.replace(SOURCE_OF_ARROW, '');
  for (const pattern of RELATIVE) {
    const path = pattern.exec(text)?.groups?.path;
    if (path !== undefined && !NO_PATH.test(path)) {
      return path.replace(/^\.\//, '');
    }
  }
  return undefined;
}

function clean(path: string): string {
  const whole = path.replace(/[.,:;]+$/, '').replace(/(?<=.)\/+$/, '');
  return whole.includes('/../') ? normalizePath(whole) : whole;
}

function isKernel(path: string): boolean {
  return /^\/(?:proc|sys|dev)(?:\/|$)/.test(path) && !path.startsWith('/dev/shm');
}

/** Directories that several programs share: a volume there would hide the files of all of them. */
const SHARED = alternatives([
  /^\/(?:bin|sbin|lib\w*|usr|etc|var|boot|proc|sys|dev|mnt|media)?$/, // /var
  /^(?:\/var)?\/run\/secrets\/kubernetes\.io(?:\/|$)/, // /var/run/secrets/kubernetes.io/serviceaccount
  /^\/usr\/(?:local|bin|sbin|lib|share)$/, // /usr/share
  /^\/usr\/local\/(?:bin|sbin|lib)$/, // /usr/local/bin
  /^\/var\/lib$/, // /var/lib
]);
/** Directories that contain the program itself: a writable volume there would make it changeable. */
const OF_PROGRAM = alternatives([
  /^\/(?:app|code|src|workspace|opt|srv|home|root)$/, // /app
  /^\/(?:srv|opt|usr\/src|var\/www|home)\/[^/]+$/, // /opt/web
  /^\/home\/[^/]+\/(?:app|src|code)$/, // /home/web/app
]);
/** Directories that are empty in an image, or that a program fills itself. */
const EMPTY = alternatives([
  /^\/(?:tmp|run|dev\/shm|var\/(?:tmp|run|cache|log|spool|lock)|data|cache)(?:\/|$)/, // /var/cache/nginx
  /^\/var\/lib\//, // /var/lib/redis
  /(?:^|\/)(?:tmp|temp|\.?cache|logs?|run|pids|uploads?|sessions?|storage|state)(?:\/|$)/, // /app/logs
]);

export interface WritableDirectory {
  /** Absolute, or relative to the working directory of the image if that is unknown. */
  readonly path: string;
  /** Whether the image may have files there that the program needs. */
  readonly isSeeded: boolean;
}

/**
 * The narrowest directory for a volume that makes a path writable. Undefined if a volume would hide system files, or would make
 * the program itself writable.
 *
 * @param isDirectory whether the path is a directory that the program creates, or writes in, not a file
 */
export function directoryFor(path: string, isDirectory: boolean): WritableDirectory | undefined {
  const parent = path.slice(0, Math.max(path.lastIndexOf('/'), 0)) || (path.startsWith('/') ? '/' : '');
  // A volume at an empty parent hides nothing, and lets the program create its directory itself.
  // Each directory in /var/lib belongs to a program.
  const isOwn = (isDirectory || /^\/var\/lib\/[^/.]+$/.test(path)) && !(EMPTY.test(parent) && !/^\/var\/(?:log|cache|spool)$/.test(parent));
  const directory = isOwn ? path : parent;
  if (directory === '' || isKernel(directory) || SHARED.test(directory) || OF_PROGRAM.test(directory) || path.startsWith('/.')) {
    return undefined;
  }
  return { path: directory, isSeeded: !isOwn && !EMPTY.test(directory) };
}
