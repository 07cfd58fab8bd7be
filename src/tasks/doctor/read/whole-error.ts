import { alternatives } from '../../../formats/language/alternatives';
import { pathsIn } from '../paths';

/** The names of errnos; only lines with one of them are examined further. */
const ERRNO = alternatives([
  /read-only file ?system/, // Read-only file system
  /permission denied/, // Permission denied
  /no such file or directory/, // No such file or directory
  /operation not permitted/, // Operation not permitted
  /no space left on device/, // No space left on device
  /address (?:already )?in use/, // Address already in use
  /resource busy/, // Device or resource busy
], 'i');
const LABEL = /caused by|reason|(?:i\/o |[a-z]+ ){0,3}error|errno|details?|because|cause|\d+/;
const CALL = /accept|access|bind|chdir|connect|creat|exec\w*|f?lock|f?open|fopen|listen|mkdir|rename|socket|stat|unlink|write/;
/** An error without its subject: `Caused by: Permission denied (os error 13)`. */
const ALONE = new RegExp([
  /^(?:\d{4}-\d\d-\d\d[T ][\d:.,]+Z?)?[\s\W]*/.source,
  `(?:(?:${LABEL.source}|(?:${CALL.source})(?:\\(\\d?\\))?)\\b[\\s:=.\\])-]*)*["'(]*`,
  `(?:${ERRNO.source})`,
  /\W*(?:\(?(?:os error|errno)[ =:]*\d+\)?)?\W*$/.source,
].join(''), 'i');
const FAILED = /\b(?:fail\w*|cannot|can(?:'|no)t|could ?n(?:'|o)t|could not|unable|error)\b/i;
/** The text between the lines of one error. */
const BETWEEN = /^\W*(?:(?:caused by|reason|error|details?|cause)\W*)?$/i;
/** A line on which a runtime names the file of its error. */
const FILE = /^\s*(?:additional info|path|file(?:name)?|directory)["']?\s*[:=]\s*["'`]?\//i;
const MOST_ABOVE = 4;
const MOST_BELOW = 2;
const NARROWEST = 60;

/** A line. If it is only a part of an error, also the line above with the failure, or the line below with the file. */
export function wholeError(lines: readonly string[], index: number): string {
  const fields = fieldsBelow(lines, index);
  if (fields !== undefined) {
    return `${lines[index]}: ${fields}`;
  }
  const line = unwrapped(lines[index], lines[index + 1] ?? '');
  if (!ERRNO.test(line)) {
    return line;
  }
  const below = lines[index + 1] ?? '';
  if (FILE.test(below) && pathsIn(line).length === 0) {
    return `${line}: ${below.trim()}`;
  }
  if (!ALONE.test(line)) {
    return line;
  }
  const above = failureAbove(lines, index);
  if (above !== undefined) {
    return `${above}: ${line.trim()}`;
  }
  // libxml2 and others give the errno first.
  const next = lines.slice(index + 1, index + 1 + MOST_BELOW).find((each) => !ALONE.test(each));
  return next !== undefined && isReasonless(next) && pathsIn(next).length > 0 ? `${next.trim()}: ${line.trim()}` : line;
}

/** The failure in the lines above its reason: a sentence, and the file if a runtime names it on a line of its own. */
function failureAbove(lines: readonly string[], index: number): string | undefined {
  let file: string | undefined;
  for (let above = index - 1; above >= 0 && above >= index - MOST_ABOVE; above -= 1) {
    const line = lines[above];
    if (FILE.test(line)) {
      file ??= line.trim();
    } else if (!BETWEEN.test(line)) {
      return isReasonless(line) ? [line.trim(), file].filter(Boolean).join(': ') : file;
    }
  }
  return file;
}

/** A line with the next one if it continues there: after a backslash, or in a box of 80 columns, as PHP's console prints it. */
function unwrapped(line: string, next: string): string {
  if (line.endsWith(' \\')) {
    return `${line.slice(0, -1)}${next.trim()}`;
  }
  return line.length > NARROWEST && line.length === next.length && /^ {2}\S/.test(line) && /\S {2}$/.test(line)
    && /^ {2}\S.* {2}$/.test(next)
    ? `${line.slice(0, -2)}${next.slice(2).trimEnd()}`
    : line;
}

/** The message of a server before it listens, as of mosquitto. */
const LISTENS = /\b(?:opening|binding|creating)\b.*\b(?:port|socket|address)\b.*\d/i;

/** Whether a line reports a failure, or a start that may fail, without a reason. */
function isReasonless(line: string): boolean {
  return (FAILED.test(line) || LISTENS.test(line)) && !ERRNO.test(line);
}

/** The first line of an error whose fields are on lines of their own, behind the name of the program: `npm ERR! code EACCES`. */
const CODE = /^(?<before>.{0,60}?\s)code E[A-Z]{3,}$/;
/** The maximum number of lines with fields. npm also prints the number of the errno. */
const MOST_FIELDS = 6;

/** The call and the paths in the lines below such a line, as Node.js writes them in one: `mkdir '/.npm'`. */
function fieldsBelow(lines: readonly string[], index: number): string | undefined {
  const before = CODE.exec(lines[index])?.groups?.before;
  if (before === undefined) {
    return undefined;
  }
  const fields = new Map<string, string>();
  for (const line of lines.slice(index + 1, index + 1 + MOST_FIELDS)) {
    const [name, ...words] = line.startsWith(before) ? line.slice(before.length).trim().split(' ') : [''];
    fields.set(name, words.join(' '));
  }
  const [syscall = '', path, dest] = ['syscall', 'path', 'dest'].map((name) => fields.get(name));
  return path === undefined ? undefined : `${syscall} '${path}'${dest === undefined ? '' : ` -> '${dest}'`}`.trim();
}
