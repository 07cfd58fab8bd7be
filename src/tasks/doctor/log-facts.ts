import { Found } from './cause';
import { Evidence, Line, mountOf } from './evidence';
import { pathsIn, relativePathIn, withoutPaths, withoutPositions } from './paths';
import { inWorkingDirectory } from './working-directory';

/** The words of operating systems and runtimes for EROFS. */
export const EROFS = /read-only file ?system|\bEROFS\b|ReadOnlyFileSystem|Errno 30\b|os error 30\b|\(30\)|\(30: |Errcode: 30\b/i;
/** The words for EACCES. */
export const DENIED = /permission denied|\bEACCES\b|AccessDeniedException|Access to the path .* is denied|Errno 13\b|os error 13\b|\(13: |Errcode: 13\b/i;

/** The words for ENOENT. */
export const NO_ENTRY = /no such file|nonexistent|\bENOENT\b|NoSuchFile|DirectoryNotFound|Errno 2\b|os error 2\b|\(2: /i;

/** What has other permissions than files: databases, logins, remote services. */
const NO_FILE = /publickey|keyboard-interactive|permission denied (?:for|to) |\b(?:for|on|to) (?:table|relation|schema|database|function|sequence|view|column|extension|index|topic|bucket|collection)\b|\b(?:RBAC|IAM|arn:|s3:\/\/|gs:\/\/|https?:\/\/|grpc|rpc error|PermissionDenied desc|SQLSTATE|ERROR \d{4})|password authentication|\bHTTP\b|\b(?:GET|PUT|POST|PATCH|DELETE|HEAD) \/|by policy|status(?: code)?[:= ]+40[13]|docker\.sock/i;

const WRITE = /\b(?:creat\w*|writ\w*|mkdir\w*|makedirs|append\w*|lock\w*|touch|renam\w*|unlink|remov\w*|delet\w*|mkstemp|mktemp|temp(?:orary)?|sav\w*|dump\w*|copy\w*|cp|mv|install|initdb|pid|log file|logfile|store|upload|persist|FileOutputStream|OutputStream|FileWriter|O_CREAT|O_WRONLY|bind|socket|backup|truncate|WriteAllText|CreateDirectory|fopen|mode '?w|open\(\) |data(?:base)? (?:file|dir\w*))\b/i;
const READ = /^(?:cat|head|tail|less|ls|grep|wc|diff|sort|awk): |\b(?:read\w*|can't open|cannot open (?!.*(?:log|pid))|load\w*|import\w*|stat|scandir|opendir|readdir|script|getcwd|chdir|cd|private key|certificate|include|parse|config file|key file|exec\w*)\b/i;
export const WRITTEN_FILE = /\.(?:log|pid|sock|socket|lock|lck|tmp|swp|db|sqlite3?|rdb|aof|cache)(?:\.\w+)?$|(?:^|\/)(?:logs?|tmp|temp|cache|run|spool|data|work|state|storage|uploads?|db)(?:\/|$)/;
/** Calls that write, in a traceback. */
const CALL_WRITES = /\b(?:mk_?dirs?|mkdir|makedirs|mkfifo|mkstemp|touch|rename|symlink|FileHandler|FileOutputStream\.open)\(|\bopen\([^)]*,\s*(?:mode=)?['"][wax]/;
/** A shell that cannot open the file of `>`; it names a program that it cannot start in the same way. */
const REDIRECTION = /^\S+: line \d+: \/\S+: permission denied$/i;
/** What programs read, wherever it is. */
export const READ_FILE = /\.(?:conf|cnf|ya?ml|json|toml|ini|cfg|properties|xml|env|py|m?js|rb|php|pl|jar|sh|pem|key|crt)$/;
/** Where images have what programs read. */
const READ_DIRECTORY = /^\/(?:etc|usr|bin|sbin|lib\w*|opt|app|srv|root|home|var\/www|code|src)(?:\/|$)/;

/** The path that a line names: absolute, or relative if nothing says in which directory the program works. */
export function pathOf({ line, facts, evidence }: Found): string | undefined {
  return facts.path ?? pathsIn(line.text)[0] ?? inWorkingDirectory(evidence, relativePathIn(line.text))
    ?? pathBelow(line) ?? argumentPath(line, evidence);
}

/** An error of a call alone, without what it was about: `bind(): No such file or directory`. */
const CALL_ALONE = /\b(?:bind|open|mkdir|lock)(?:\(\))?: (?:No such file or directory|Read-only file system|Permission denied)$/;

/** The line below a call that failed. */
function below({ text, around = '' }: Line): string {
  const lines = CALL_ALONE.test(text) ? around.split('\n') : [];
  return lines[lines.indexOf(text) + 1] ?? '';
}

/** What the line below a call says that it was about. */
function pathBelow(line: Line): string | undefined {
  return CALL_ALONE.test(line.text) ? pathsIn(below(line).replace(/: [\w ]+$/, ''))[0] : undefined;
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

/** Whether an error of a file is one of a file, and not of a login or a table. */
export function isFile(found: Found): boolean {
  return !NO_FILE.test(found.line.text) && !isBind(found);
}

/** Whether the program wanted to write, not to read. */
export function isWrite(found: Found): boolean {
  const { text, call = '' } = found.line;
  const path = pathOf(found) ?? '';
  const words = path === '' ? text : text.split(path).join(' ');
  const isKnown = found.evidence.known?.facts.writablePaths?.some((known) => path === known.path || path.startsWith(`${known.path}/`));
  if (isKnown || WRITTEN_FILE.test(path) || REDIRECTION.test(text)) {
    return true;
  }
  // A program that names only the path: most of the files of an image are where programs read.
  return READ.test(words) ? false : WRITE.test(words) || CALL_WRITES.test(call) || (path.startsWith('/') && !READ_DIRECTORY.test(path));
}

/** Whether the program wanted to read: of a relative path only if the words or the kind of the file say so. */
export function isRead(found: Found): boolean {
  const path = pathOf(found);
  return path !== undefined && !isWrite(found) && (path.startsWith('/') || READ.test(found.line.text) || READ_FILE.test(path));
}

/** Whether the path is in the image, or unknown: then a read-only root is most probable. */
export function isOnRoot(found: Found): boolean {
  const path = pathOf(found);
  return path === undefined || mountOf(found.evidence, path) === undefined;
}

export function isInVolume(found: Found): boolean {
  return pathOf(found) !== undefined && !isOnRoot(found);
}

/** Whether the volume holds a Secret or the like: by its type, or by what the program does with the file. */
export function isSecret(found: Found): boolean {
  const path = pathOf(found) ?? '';
  const mount = mountOf(found.evidence, path);
  if (mount?.type !== undefined) {
    return mount.type === 'secret' || mount.type === 'configMap' || mount.type === 'projected';
  }
  return /\/secrets?\/|token|passw|\.(?:key|crt|pem|p12|jks)$/.test(path) || (!isWrite(found) && READ.test(found.line.text));
}

/** Where programs write, and what: elsewhere a file is as likely one that a program reads. */
const OWN_DIRECTORY = /^\/(?:run|var|tmp|cache|logs?)\/|\.(?:log|pid|sock|socket|lock|tmp)$/;
/** What fails because a file is missing that somebody else makes: a configuration, an input, the socket of a server. */
const READER = /config(?:uration)? file|not find|include|\bconnect|\b(?:remov|unlink|delet)\w*|^(?:cat|head|tail|less|ls|grep|wc|stat|diff|sort|source): /i;

/** "No such file or directory" for what a program creates: its directory is missing. */
export function isMissingDirectory(found: Found): boolean {
  const path = pathOf(found);
  return path !== undefined && !/serviceaccount/.test(path) && isOnRoot(found) && !NO_FILE.test(found.line.text) && isWrite(found)
    && (OWN_DIRECTORY.test(path) || WRITE.test(found.line.text.split(path).join(' ')) || CALL_WRITES.test(found.line.call ?? ''))
    && (/\bcannot create\b/.test(found.line.text) || !READ_FILE.test(path)) && !READER.test(found.line.text);
}

/** A program that says it cannot write, without saying why. */
export function isUnsaidWrite(found: Found): boolean {
  const path = pathOf(found);
  return path !== undefined && !path.includes('/run/secrets/') && isOnRoot(found) && !EROFS.test(found.line.text) && !DENIED.test(found.line.text) && !/no such file|nonexistent|ENOENT|no space|exists|not found|not permitted|in use|temporarily unavailable|locked by|timed? ?out|deadline exceeded|aborted|broken pipe|\bstream\b|refused|invalid|validation|syntax/i.test(found.line.text) && !/were not written due to|open directory|\b(?:disabling|skipping|ignoring|falling back)\b/i.test(found.line.text)
    && (WRITTEN_FILE.test(path) || /\b(?:writ\w+|creat\w+|sav(?:e|ing)|mkdir|writeable|accessible for user)\b/i.test(found.line.text)) && found.line.level !== 'info';
}

function isBind({ line }: Found): boolean {
  return /\b(?:bind|listen|make_sock)\w*\b/i.test(withoutPaths(line.text)) && pathsIn(line.text).length === 0;
}

/** A time of the day, wherever a log has it: its minutes look like a port. */
const TIME = /(?<=^|[\s[(T\"'])(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:[.,]\d+)?)?(?!\d)/g;

/** The port that a line names. */
export function portOf({ line }: Found): number | undefined {
  const text = withoutPositions(`${line.text} ${below(line)}`).replace(TIME, ' ');
  const [, port] = /\bport (\d{1,5})\b/i.exec(text) ?? /(?:\]|\*|\d|[a-z)']|(?<=[\s"'(])):(\d{1,5})(?!\d|:\d)/i.exec(text) ?? /\b(?:port|address)\W{0,3}(?:\('[^']*', )?(\d{1,5})\b/i.exec(text) ?? /\('[^']*', (\d{1,5})\)/.exec(text) ?? [];
  const [, inCall] = port === undefined ? /\('[^']*', (\d{1,5})\)/.exec(line.call ?? '') ?? [] : [];
  const named = port ?? inCall;
  return named === undefined ? undefined : Number(named);
}

/** Whether a refused port is one below 1024: by its number, or since no path says that it is a socket in the file system. */
export function isLowPort(found: Found): boolean {
  const port = portOf(found);
  return port === undefined ? !/\bunix\b|\.sock\b|socket file/i.test(found.line.text) && !NO_FILE.test(found.line.text) && pathOf(found) === undefined : port > 0 && port < 1024;
}
