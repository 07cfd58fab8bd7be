/*
 * Commands that a script may run as root before it leaves root. They end, and leave behind no process, user or program that the analysis
 * does not know. Harmful commands, such as daemons and package managers, are too many for a list.
 */
import { textsOf } from './builtins';
import { replacesProgram } from './other-meanings';
import { Value } from './values';
import { OUTPUT, programName, ShellCommand } from '../../../formats/shell/command';
import { innerCommands, isShell, runsAnother } from '../../../formats/shell/nested-commands';
import { shellCommands } from '../../../formats/shell/shell-commands';
import { switchedUsers } from '../../../formats/shell/user-switches';
import { NOTHING_KNOWN } from '../../../formats/shell/variables';

/** Builtins without an effect on programs. Other parts of the analysis follow the remaining builtins. */
const BUILTINS = [
  ':', '[', 'alias', 'cd', 'declare', 'dirs', 'echo', 'enable', 'exit', 'export', 'false', 'getopts', 'hash', 'kill', 'let', 'local',
  'mapfile', 'popd', 'printf', 'pushd', 'pwd', 'read', 'readarray', 'readonly', 'test', 'times', 'true', 'type', 'typeset', 'ulimit',
  'umask', 'unalias', 'unset', 'wait',
];
/** Programs that print, or change files and their attributes. Another check finds changes of programs and accounts. */
const PROGRAMS = [
  'arch', 'awk', 'b2sum', 'base32', 'base64', 'basename', 'cat', 'chattr', 'chgrp', 'chmod', 'chown', 'cksum', 'cmp', 'comm', 'cp', 'curl',
  'cut', 'date', 'dd', 'df', 'diff', 'dirname', 'dos2unix', 'du', 'egrep', 'env', 'envsubst', 'expand', 'expr', 'fgrep', 'file', 'find',
  'fold', 'free', 'gawk', 'getconf', 'getent', 'getfacl', 'getopt', 'grep', 'groups', 'gunzip', 'gzip', 'head', 'hexdump', 'host',
  'hostid', 'hostname', 'iconv', 'id', 'install', 'ip', 'jq', 'join', 'ln', 'locale', 'logger', 'logname', 'ls', 'lsof', 'md5sum', 'mkdir',
  'mkfifo', 'mktemp', 'mountpoint', 'mv', 'nc', 'netstat', 'nl', 'nproc', 'nslookup', 'numfmt', 'od', 'openssl', 'paste', 'pgrep', 'ping',
  'printenv', 'ps', 'readlink', 'realpath', 'rm', 'rmdir', 'sed', 'seq', 'setfacl', 'sha1sum', 'sha224sum', 'sha256sum', 'sha384sum',
  'sha512sum', 'shuf', 'sleep', 'sort', 'split', 'ss', 'stat', 'stty', 'sum', 'sync', 'sysctl', 'tac', 'tail', 'tar', 'tee', 'touch', 'tr',
  'truncate', 'tty', 'uname', 'unexpand', 'uniq', 'unlink', 'unzip', 'uptime', 'users', 'uuidgen', 'wc', 'wget', 'which', 'who', 'whoami',
  'xxd', 'xz', 'xzcat', 'yq', 'zcat', 'zstd',
];
const HARMLESS = new Set([OUTPUT, ...BUILTINS, ...PROGRAMS]);
const USUAL_DIRECTORY = /^(?:\/usr(?:\/local)?)?\/s?bin\/[^/]+$/;
/** Options of bash that only change how it reads words. Other options change the meaning of names, or the effect of a failed `exec`. */
const SHOPT = new Set([
  'dotglob', 'extglob', 'failglob', 'globasciiranges', 'globstar', 'inherit_errexit', 'nocaseglob', 'nocasematch', 'nullglob',
]);
/** A mode that sets the setuid bit, alone or with other bits: `u=rwxs,g=rx`. */
const SETUID = '(?:0?[4-7]\\d{3}$|(?:[ugoarwxXt]*[-+=,])*[rwxXt]*s)';
/** Arguments with which these programs run another program or code from a file, stay in the background, or make a file setuid. */
const EXECUTING: ReadonlyMap<string, RegExp> = new Map([
  ...['awk', 'gawk'].map((program): [string, RegExp] => [
    program, /\bsystem\s*\(|\|&?\s*(?:getline|["'])|\bprint[^|]*\|[^|]|^-[fliE]|^--(?:f|l|inc|e)/,
  ]),
  ...['mapfile', 'readarray'].map((program): [string, RegExp] => [program, /^-\w*C/]),
  ['chmod', new RegExp(`^(?:${SETUID}|--ref)`)],
  ['curl', /^--engine/],
  ['install', new RegExp(`^(?:-\\w*m|--mode=)?${SETUID}`)],
  ['ip', /^exec$|^-b/],
  ['nc', /^-\w*[cekl]|^--(?:sh-|lua-)?exec|^--listen/],
  ['openssl', /^(?:s_server|ocsp|engine)$|^-(?:engine|provider)/],
  ['sed', /(?:^|[;{\n])\s*(?:\d+|\$|\/[^/]*\/)?\s*e\s+\S|[^\w\s\\-][gIMp\d]*e[gIMp\d]*(?:$|[;}\n])|^-\w*f|^--file/],
  ['sort', /^--co/],
  ['split', /^--fi/],
  ['sysctl', /core_pattern|modprobe|^-\w*p|^--(?:load|system)/],
  ['tail', /^-\w*[fF]|^--f/],
  ['tar', /^--(?:checkpoint-|to-c|use-c|rsh|info|new-v)|^-?[a-zA-Z]*[IF]/],
  ['wget', /^-\w*[be]|^--(?:background|execute|use-askpass|config)/],
]);
const ROOT = /^(?:root|\+?0*)(?::|$)/;

/** Whether a command that root runs leaves nothing behind when it ends. */
export function isHarmless(words: readonly Value[]): boolean {
  return words[0] !== undefined && isHarmlessCommand(textsOf(words));
}

function isHarmlessCommand(command: ShellCommand): boolean {
  const [path = '', ...words] = command;
  const program = programName(path);
  const users = switchedUsers(command);
  if (users.length > 0) {
    return users.every((user) => !ROOT.test(user));
  }
  switch (program) {
    case 'shopt':
      return words.every((word) => word.startsWith('-') || SHOPT.has(word));
    case 'trap':
      return isHarmlessTrap(words);
    default: {
      const inner = innerCommands(command);
      const isKnown = HARMLESS.has(program) && (path === program || USUAL_DIRECTORY.test(path));
      const runsOthers = runsAnother(program) || isShell(program);
      return (isKnown || (runsOthers && inner.length > 0) || isAsking(program, words)) && !replacesProgram(command)
        && !words.some((word) => EXECUTING.get(program)?.test(word))
        && inner.every((each) => typeof each === 'string' ? isHarmlessScript(each) : isHarmlessCommand(each));
    }
  }
}

/** Whether `command` only prints where a program is. */
function isAsking(program: string, words: ShellCommand): boolean {
  return (program === 'command' && /^-[vV]/.test(words[0] ?? '')) || /^-[vV]+$/.test(program);
}

/** Whether a trap runs only harmless commands. A trap for DEBUG runs before each command, and other traps can change variables, too. */
function isHarmlessTrap(words: ShellCommand): boolean {
  const [action = '-', ...signals] = words.filter((word) => word !== '--');
  const keepsVariables = (signal: string) => !/DEBUG$/i.test(signal) && (!/(?:ERR|RETURN)$/i.test(signal) || !action.includes('='));
  return action === '-' || action === '' || (signals.every(keepsVariables) && isHarmlessScript(action));
}

/** Whether a script leaves nothing behind, such as a process in the background. */
function isHarmlessScript(text: string): boolean {
  return !/[\0&]|>\(/.test(text.replace(/&&|[<>]&|&>/g, '')) && shellCommands(text, NOTHING_KNOWN).every(isHarmlessCommand);
}
