/* Commands that any user can run: they only wait, as in init containers, or only use files in certain directories. */
import { OUTPUT, programName, ShellCommand } from './command';
import { isScriptOption, isShell } from './nested-commands';
import { execCommands } from './shell-commands';
import { orUnread } from './shell-error';

/** Programs that write no files, read only files that everyone may read, and need no rights of root. */
const HARMLESS = new Set([
  ':', '[', '[[', 'break', 'continue', 'date', 'echo', 'exit', 'export', 'expr', 'false', 'getent', 'hostname', 'id', 'mysqladmin',
  'nslookup', 'pg_isready', 'printenv', 'printf', 'read', 'redis-cli', 'return', 'seq', 'set', 'shift', 'sleep', 'test', 'tr', 'true',
  'uname', 'unset', 'wait', 'whoami',
]);

/** Programs that run the command after them, which is checked separately. */
const WRAPPERS = new Set(['busybox', 'command', 'exec', 'time', 'timeout']);

/** Programs that only write files, read files or listen with some arguments. */
const BY_ARGUMENTS: ReadonlyMap<string, (words: ShellCommand) => boolean> = new Map([
  ['grep', (words) => words.filter((word) => !word.startsWith('-')).length <= 1 && !words.some((word) => /^-[a-zA-Z]*[rRf]/.test(word))],
  ['nc', (words) => !words.some((word) => /^-[a-zA-Z]*[lecof]/.test(word))],
  ['wget', (words) => WGET_PRINTS.test(words.join(' ')) && !words.some((word) => WGET_WRITES.test(word))],
  ['curl', (words) => !CURL_WRITES.test(words.join(' ').replace(CURL_PRINTS, ' '))],
]);

/** Programs whose operands are files and directories. */
const OF_FILES = new Set(['cat', 'cp', 'head', 'ls', 'mkdir', 'mv', 'rm', 'tail', 'tee', 'touch']);

const WGET_PRINTS = /(?:^| )(?:--spider|-[a-zA-Z]*O ?(?:-|\/dev\/\w+)|--output-document[ =](?:-|\/dev\/\w+))(?= |$)/;
const WGET_WRITES = /^(?:-[PaoxrmcbN]|--(?:output-file|append-output|directory-prefix|save|recursive|mirror|continue|background))/;
const CURL_PRINTS = /(?:^| )(?:-[a-zA-Z]*o|--output)[ =]?(?:\/dev\/\w+|-)(?= |$)/g;
const CURL_FILES = /--(?:output|remote|cookie-jar|dump-header|trace|config|create-dirs|stderr|etag-save|hsts|alt-svc|libcurl)/;
const CURL_WRITES = new RegExp(`(?:^| )(?:-[a-zA-Z]*[oOJDcK]|${CURL_FILES.source})`);

/** A redirection from a file that the shell reads. */
const READS_FILE = /<(?![<(&>])\s*(?!\/dev\/)\S/;

/**
 * Whether a program with these arguments only waits. False if it is unknown.
 *
 * @param words the words, which no shell expands first
 */
export function onlyWaits(words: ShellCommand): boolean {
  return staysIn(words, () => false);
}

/**
 * Whether a program only waits, or only reads and writes certain files. False if it is unknown.
 *
 * @param isWithin whether a path, or a pattern of the shell, only stands for such files; called with any text
 */
export function staysIn(words: ShellCommand, isWithin: (path: string) => boolean): boolean {
  const commands = orUnread(() => execCommands(words), () => []);
  return commands.length > 0 && !words.some((word) => READS_FILE.test(word)) && commands.every((command) => isHarmless(command, isWithin));
}

function isHarmless([path, ...words]: ShellCommand, isWithin: (path: string) => boolean): boolean {
  const program = programName(path);
  if (path === OUTPUT) {
    return isWithin(words[0]);
  }
  if (isShell(program)) {
    return words.some(isScriptOption);
  }
  if (OF_FILES.has(program)) {
    return words.every((word) => (word.startsWith('-') && !word.includes('/')) || isWithin(word));
  }
  return HARMLESS.has(program) || (WRAPPERS.has(program) && !words[0]?.startsWith('--')) || BY_ARGUMENTS.get(program)?.(words) === true;
}
