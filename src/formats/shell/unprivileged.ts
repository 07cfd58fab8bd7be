/* Commands that any user can run: those that only wait for others, as in init containers, or that stay in some directories. */
import { OUTPUT, programName, ShellCommand } from './command';
import { isScriptOption, isShell } from './nested-commands';
import { execCommands } from './shell-commands';
import { orUnread } from './shell-error';

/** They write no file, read none that only some users may read, and need nothing of root. */
const HARMLESS = new Set([
  ':', '[', '[[', 'break', 'continue', 'date', 'echo', 'exit', 'export', 'expr', 'false', 'getent', 'hostname', 'id', 'mysqladmin',
  'nslookup', 'pg_isready', 'printenv', 'printf', 'read', 'redis-cli', 'return', 'seq', 'set', 'shift', 'sleep', 'test', 'tr', 'true',
  'uname', 'unset', 'wait', 'whoami',
]);

/** They run the command that follows, which is looked at by itself. */
const WRAPPERS = new Set(['busybox', 'command', 'exec', 'time', 'timeout']);

/** Programs that only write files, read files or listen with some arguments. */
const BY_ARGUMENTS: ReadonlyMap<string, (words: ShellCommand) => boolean> = new Map([
  ['grep', (words) => words.filter((word) => !word.startsWith('-')).length <= 1 && !words.some((word) => /^-[a-zA-Z]*[rRf]/.test(word))],
  ['nc', (words) => !words.some((word) => /^-[a-zA-Z]*[lecof]/.test(word))],
  ['wget', (words) => WGET_PRINTS.test(words.join(' ')) && !words.some((word) => WGET_WRITES.test(word))],
  ['curl', (words) => !CURL_WRITES.test(words.join(' ').replace(CURL_PRINTS, ' '))],
]);

/** Their operands are files and directories. */
const OF_FILES = new Set(['cat', 'cp', 'head', 'ls', 'mkdir', 'mv', 'rm', 'tail', 'tee', 'touch']);

const WGET_PRINTS = /(?:^| )(?:--spider|-[a-zA-Z]*O ?(?:-|\/dev\/\w+)|--output-document[ =](?:-|\/dev\/\w+))(?= |$)/;
const WGET_WRITES = /^(?:-[PaoxrmcbN]|--(?:output-file|append-output|directory-prefix|save|recursive|mirror|continue|background))/;
const CURL_PRINTS = /(?:^| )(?:-[a-zA-Z]*o|--output)[ =]?(?:\/dev\/\w+|-)(?= |$)/g;
const CURL_FILES = /--(?:output|remote|cookie-jar|dump-header|trace|config|create-dirs|stderr|etag-save|hsts|alt-svc|libcurl)/;
const CURL_WRITES = new RegExp(`(?:^| )(?:-[a-zA-Z]*[oOJDcK]|${CURL_FILES.source})`);

/** A file that the shell reads. */
const READS_FILE = /<(?![<(&>])\s*(?!\/dev\/)\S/;

/**
 * Whether a program with these arguments only waits. What is not understood is taken for more than that.
 *
 * @param words no shell reads them first
 */
export function onlyWaits(words: ShellCommand): boolean {
  return staysIn(words, () => false);
}

/**
 * Whether it waits, or reads and writes certain files. What is not understood is taken for more than that.
 *
 * @param isWithin whether a path is that of such a file, or has a pattern for some; it can be any text
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
