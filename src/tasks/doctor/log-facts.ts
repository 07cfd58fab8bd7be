import { SignMatch } from './cause';
import { isOfKubelet, mountOf } from './evidence';
import { failedPath } from './log-path';
import { isDestination, pathsIn, withoutPaths } from './paths';
import { DENIED, EROFS, isOfService } from './words';
import { alternatives } from '../../formats/language/alternatives';
import { isIn } from '../../formats/manifest/paths';

const WRITE = alternatives([
  // cannot create the directory
  /\b(?:creat\w*|O_CREAT|mkdir\w*|makedirs|mak(?:e|ing) dir\w*|CreateDirectory|mkstemp|mktemp|temp(?:orary)?)\b/,
  /\b(?:writ\w*|append\w*|sav\w*|store|dump\w*|persist|upload|backup|truncate|touch|O_WRONLY|WriteAllText|mode '?w)\b/, // write failed
  /\b(?:FileOutputStream|OutputStream|FileWriter|fopen|open\(\) )\b/, // java.io.FileOutputStream
  /\b(?:renam\w*|(?:sym)?link|unlink|remov\w*|delet\w*|copy\w*|cp|mv|install)\b/, // mv: cannot move
  /\b(?:lock\w*|acquire|pid|log file|logfile|bind|socket)\b/, // cannot acquire the lock file
  /\b_?g?dbm\.error\b/, // _gdbm.error: [Errno 13] Permission denied: 'celerybeat-schedule'
  /\b(?:initdb|data(?:base)? (?:file|dir\w*))\b/, // initdb: cannot use the data directory
], 'i');
const READ = alternatives([
  /^(?:cat|head|tail|less|ls|grep|wc|diff|sort|awk): /, // cat: /etc/shadow: Permission denied
  /\b(?:read\w*|can't open|cannot open (?!.*(?:log|pid))|load\w*|import\w*|parse|include|exec\w*|script)\b/, // can't open the key
  /\b(?:stat|scandir|opendir|readdir|getcwd|chdir|cd)\b/, // cannot stat '/srv/a'
  /\b(?:private key|certificate|config file|key file)\b/, // error in the private key
], 'i');
export const WRITTEN_FILE = alternatives([
  /\.(?:log|pid|sock|socket|lock|lck|tmp|swp|db|sqlite3?|rdb|aof|cache)(?:\.\w+)?$/, // /srv/web.log.1
  /(?:^|\/)(?:logs?|tmp|temp|cache|run|spool|data|work|state|storage|uploads?|db)(?:\/|$)/, // /srv/data/x
  /\/(?:lock|pid)$/, // /srv/web/lock
  /\/\.next\/trace$/, // /app/.next/trace
]);
/** Calls in a traceback that write. */
const CALL_WRITES = alternatives([
  /\b(?:mk_?dirs?|mkdir|makedirs|mkfifo|mkstemp|touch|rename|symlink|FileHandler)\(/, // os.makedirs('/data/x')
  // java.io.FileOutputStream.open0()
  /\b(?:FileOutputStream[\w.]*|FileWriter[\w.]*|RandomAccessFile[\w.]*|createNewFile|createTempFile|File\.mkdirs?)\(/,
  /\bFiles\.(?:create|write|newOutput|newBufferedWriter|copy|move)\w*\(/, // java.nio.file.Files.createDirectories()
  /\b(?:StreamWriter[\w.]*|File\.(?:Append|Write|Create)\w*|Directory\.Create\w*)\(/, // System.IO.Directory.CreateDirectory(String path)
  /\bopen\([^)]*,\s*(?:mode=)?['"][wax]/, // open('out.log', 'w')
]);
/** Calls that read. */
const CALL_READS = alternatives([
  /\b(?:FileInputStream[\w.]*|FileReader[\w.]*|StreamReader[\w.]*)\(/, // java.io.FileInputStream.open0()
  /\bFile\.(?:Read|OpenRead)\w*\(/, // System.IO.File.ReadAllText(String path)
  /\bFiles\.(?:read|newInput|newBufferedReader|list|walk)\w*\(/, // java.nio.file.Files.newInputStream()
]);
/** A shell that cannot open the file of `>`, or cannot start a program: the message is the same. */
const REDIRECTION = /^\S+: line \d+: (?:\/|[\w.-]+\/)\S+: permission denied$/i;
/** A start script that writes settings by `>`: it rarely reads them by `<`. */
const CONFIGURES = /^\S*(?:entry|start|run|init|setup)\S*: line \d+: \S+\.(?:conf|cnf|ini|cfg|inc\.php|properties): /i;
/** Files that programs read, in any directory. */
export const READ_FILE = /\.(?:conf|cnf|ya?ml|json|toml|ini|cfg|properties|xml|env|py|m?js|rb|php|pl|jar|sh|pem|key|crt)$/;
/** Files that shells read when they start. */
export const SHELL_FILE = /\/\.(?:bash\w*|profile|zsh\w*|cshrc|login)$/;
/** Directories where images have files that programs read. */
const READ_DIRECTORY = /^\/(?:etc|usr|bin|sbin|lib\w*|opt|app|srv|root|home|var\/www|code|src)(?:\/|$)/;

/** True if the error is about a file, not about a login, a table or a socket of another program. */
export function isFile(found: SignMatch): boolean {
  return !isOfService(found.line.text) && !isBind(found) && !(isClient(found) && isOfOthers(found));
}

/** True if the program tried to write, not to read. */
export function isWrite(found: SignMatch): boolean {
  const { text, call = '' } = found.line;
  const path = failedPath(found) ?? '';
  const words = path === '' ? text : text.split(path).join(' ');
  const isKnown = found.evidence.known?.facts.writablePaths?.some((known) => isIn(path, known.path));
  const isRedirected = REDIRECTION.test(text) && (!READ_FILE.test(path) || CONFIGURES.test(text)) && !SHELL_FILE.test(path);
  if (isKnown || WRITTEN_FILE.test(path) || isRedirected || isDestination(text, path)) {
    return true;
  }
  // The message has only a path: decide by its directory, because programs read most files of an image.
  return READ.test(words) || CALL_READS.test(call)
    ? false
    : WRITE.test(words) || CALL_WRITES.test(call) || (path.startsWith('/') && !READ_DIRECTORY.test(path) && !READ_FILE.test(path));
}

/** True if the program tried to read. A relative path needs a word or an ending that shows it. */
export function isRead(found: SignMatch): boolean {
  const path = failedPath(found);
  return path !== undefined && !isWrite(found) && (path.startsWith('/') || READ.test(found.line.text) || READ_FILE.test(path));
}

/** True if the path is in the image or unknown: an unknown path is most probably on the read-only root. */
export function isOnRoot(found: SignMatch): boolean {
  const path = failedPath(found);
  return path === undefined || mountOf(found.evidence, path) === undefined;
}

export function isInVolume(found: SignMatch): boolean {
  return failedPath(found) !== undefined && !isOnRoot(found);
}

/** True if the kubelet writes the volume, or if the path or the message looks like a secret. */
export function isSecret(found: SignMatch): boolean {
  const path = failedPath(found) ?? '';
  const mount = mountOf(found.evidence, path);
  if (mount?.type !== undefined) {
    return isOfKubelet(mount);
  }
  return /\/secrets?\/|token|passw|\.(?:key|crt|pem|p12|jks)$/.test(path) || (!isWrite(found) && READ.test(found.line.text));
}

/** Directories and files that programs usually write. Programs may also read any other file. */
const OWN_DIRECTORY = /^\/(?:run|var|tmp|cache|logs?)\/|\.(?:log|pid|sock|socket|lock|tmp)$/;
/** The missing file is one that others create: a configuration, an input, the socket of a server. */
const READER = alternatives([
  /config(?:uration)? file/, // cannot open the configuration file
  /not find/, // could not find /run/web.sock
  /include/, // cannot include /run/a.conf
  /\bconnect/, // cannot connect to /run/web.sock
  /\b(?:remov|unlink|delet)\w*/, // cannot remove /run/web.pid
  /^(?:cat|head|tail|less|ls|grep|wc|stat|diff|sort|source): /, // cat: /run/web.pid: No such file or directory
], 'i');

/** Ruby also reports `connect(2)` when a server cannot create its socket. */
function isUnixServer({ line: { text, around } }: SignMatch): boolean {
  return /\bconnect\(2\) for /.test(text) && /\bUNIXServer\b/.test(`${text}\n${around ?? ''}`);
}

/** "No such file or directory" for a file that the program creates: its directory is missing. */
export function isMissingDirectory(found: SignMatch): boolean {
  const path = failedPath(found);
  return path !== undefined && !/serviceaccount/.test(path) && isOnRoot(found) && !isOfService(found.line.text) && isWrite(found)
    && (OWN_DIRECTORY.test(path) || WRITE.test(found.line.text.split(path).join(' ')) || CALL_WRITES.test(found.line.call ?? ''))
    && (/\bcannot create\b/.test(found.line.text) || !READ_FILE.test(path)) && (!READER.test(found.line.text) || isUnixServer(found));
}

/** Reasons that a writable directory would not fix. */
const OTHER_REASON = alternatives([
  /no such file/, // No such file or directory
  /nonexistent/, // nonexistent directory
  /ENOENT/, // ENOENT
  /no space/, // No space left on device
  /exists/, // the file exists
  /not found/, // not found
  /not permitted/, // Operation not permitted
  /in use/, // Address already in use
  /temporarily unavailable/, // Resource temporarily unavailable
  /\b(?:locked|held|used) by/, // database is locked by another process
  /timed? ?out/, // connection timed out
  /deadline exceeded/, // context deadline exceeded
  /aborted/, // Aborted
  /broken pipe/, // broken pipe
  /\bstream\b/, // cannot open the stream
  /refused/, // connection refused
  /invalid/, // invalid name
  /validation/, // Validation Failed
  /syntax/, // syntax error
], 'i');

/** The words of a program that continues without the file, or that reports the end of another error. */
const GOES_ON = /were not written due to|open directory|\b(?:disabling|skipping|ignoring|falling back)\b/i;
const WRITES = /\b(?:writ\w+|creat\w+|sav(?:e|ing)|mkdir|writeable|accessible for user|output file|for (?:output|append\w*))\b/i;

/** True if the program reports a failed write without its reason. */
export function isWriteWithoutReason(found: SignMatch): boolean {
  const path = failedPath(found);
  const { text, level } = found.line;
  return path !== undefined && !path.includes('/run/secrets/') && isOnRoot(found) && level !== 'info'
    && ![EROFS, DENIED, OTHER_REASON, GOES_ON].some((pattern) => pattern.test(text)) && (WRITTEN_FILE.test(path) || WRITES.test(text));
}

/** True for a path in the image or of the node, which no other container of the pod makes. */
function isOfOthers(found: SignMatch): boolean {
  return isOnRoot(found) || mountOf(found.evidence, failedPath(found) ?? '')?.type === 'hostPath';
}

const CLIENT = /\b(?:connect(?:ing|ion)?|dial(?:ing|ed)?)\b/i;

/** True for a client that may not write the socket of a server: a volume would hide the socket. */
function isClient(found: SignMatch): boolean {
  return CLIENT.test(withoutPaths(found.line.text)) && /\.sock(?:et)?$/.test(failedPath(found) ?? '');
}

function isBind({ line }: SignMatch): boolean {
  return /\b(?:bind|listen|make_sock)\w*\b/i.test(withoutPaths(line.text)) && pathsIn(line.text).length === 0;
}
