import { wholeError } from './whole-error';
import { alternatives } from '../../../formats/language/alternatives';
import { LogLevel, EvidenceLine } from '../evidence';

const NEAR = 12;
const FATAL = /\b(?:fatal|emerg|alert|crit(?:ical)?|panic|exception|traceback|initdb: error|aborting)\b|\[(?:F|ERROR FATAL)\]/i;
const ERROR = /\berr(?:or)?\b|\bfail(?:ed|ure)?\b|\bcan(?:'|no)t\b|\bunable\b|denied|E[A-Z]{4,}:|Error:/i;
const INFO = alternatives([
  /\bVM warning: /, // OpenJDK 64-Bit Server VM warning: Cannot use file /tmp/hsperfdata_app/1
  /: (?:info|warn(?:ing)?): /, // minidlna.c:520: warn: Unset locale
  /^\W*(?:info|notice|debug|warn(?:ing)?|note)\b/, // warning: the cache is cold
  /\[(?:info|notice|debug|warn(?:ing)?|note)\]/, // [notice] Opening Socks listener on 127.0.0.1:9050
  /\b(?:INFO|NOTICE|DEBUG|WARN|WARNING|NOTE)\b/, // INFO Server startup
  /level=(?:info|debug|warn)/, // caller=main.go:630 level=info
  /"level":"(?:info|debug|warn)/, // {"level":"info","msg":"ready"}
]);
/** Longer lines are data that a program dumped. */
const LONGEST = 4000;

/** The number of lines that are read at the start and at the end of a longer log. The lines in between repeat. */
const MOST = 50_000;

/** The lines of a log. A line that ends a program is often far above its last one, so all of them are read. */
export function logLines(text: string, name: string): readonly EvidenceLine[] {
  const lines = text.split(/\r\n|[\n\r]/).map((line) => withoutColors(line).slice(0, LONGEST));
  return lines.flatMap((line, index) => line.trim() === '' || (index >= MOST && index < lines.length - MOST) ? [] : {
    source: 'log' as const,
    text: wholeError(lines, index),
    at: `${name}, line ${index + 1}`,
    // Only computed when it is read: stored for all lines, it would take 25 times the size of the log.
    get around() {
      return lines.slice(Math.max(0, index - NEAR), index + NEAR + 1).join('\n');
    },
    call: callNear(lines, index),
    level: levelOf(line),
    goesOn: GOES_ON.test(line) || HISTORY.test(line) || GLIB_WARNING.test(line) || GOES_ON_BELOW.test(lines[index + 1] ?? ''),
  });
}

/** Programs that write their logs, caches or history elsewhere, or nowhere. */
const GOES_ON = alternatives([
  // npm error Log files were not written due to an error writing to the directory: /.npm/_logs
  /\b(?:were|was|will) not (?:be )?(?:written|saved|cached)\b/,
  /\b(?:falling back|defaulting) to\b/, // No MAC address found.  Falling back to generic UUID.
  /\bcache (?:has been|is|will be) disabled\b/, // The cache has been disabled
  /\bskipping (?:\w+ ){0,2}(?:cache|history)\b/, // skipping the compile cache
  /\b(?:proceeding|continuing|going on) without\b/, // continuing without a cache
  /^npm warn\b/, // npm WARN you should not run npm as root
  /^Could not create directory '[^']*\/\.ssh'/, // Could not create directory '/.ssh' (Permission denied).
], 'i');
/** Files in which interactive programs remember what was typed or seen. */
const HISTORY = /\/\.(?:\w+_history|wget-hsts|lesshst|viminfo)\b/;
/** A warning of GLib, which names the part of the program. Its level CRITICAL does not end the program either. */
const GLIB_WARNING = /\b[\w-]+-(?:CRITICAL|WARNING) \*\*:/;
/** The text that Bundler, Matplotlib and others print below such an error. */
const GOES_ON_BELOW = /\b(?:will|to) use\b.*\b(?:instead|temporarily)\b|\bcreated a temporary\b.*\bdirectory\b/i;

const PYTHON_ERROR = /^(?:\w+\.)*\w*(?:Error|Exception)(?::|$)/;
const NODE_CALL = /^ +at (?:async )?(?:[\w$]+\.)?([\w$]+) \((?:node|ext):/;
/** Deno shows the line of the source before the calls. */
const DENO_ERROR = /^error: Uncaught /;
const MOST_SOURCE = 4;
/** A call in the library of Java or .NET. It shows whether the file was read or written, which the message does not. */
const FRAME = /^\s+at (?:java\.base[^/]*\/)?(?:java\.(?:io|nio\.file)|System\.IO)\.([\w.$]+)/;
/** Calls that open files for both. */
const OPENS = /^(?:FileStream|UnixException|UnixFileSystem|FileSystemProvider)\b/;
const MOST_FRAMES = 10;
/** The marks that Python prints below the part of a line that failed. */
const MARKS = /^\s+[~^\s]+$/;
const CODE = /^ {4,}(?!File ")\S.*\(/;

/** The call that failed: the first one below an error of Java, .NET or Node.js, the last ones above one of Python. */
function callNear(lines: readonly string[], index: number): string | undefined {
  const call = /^\s+at /.test(lines[index + 1] ?? '') ? frameBelow(lines, index) : undefined;
  if (call !== undefined) {
    return `${call}()`;
  }
  if (DENO_ERROR.test(lines[index])) {
    const name = lines.slice(index + 1, index + 1 + MOST_SOURCE).flatMap((line) => NODE_CALL.exec(line)?.[1] ?? [])[0];
    return name === undefined ? undefined : `${name}()`;
  }
  if (!PYTHON_ERROR.test(lines[index])) {
    return undefined;
  }
  const [, below] = NODE_CALL.exec(lines[index + 1] ?? '') ?? [];
  if (below !== undefined) {
    return `${below}()`;
  }
  // The standard library itself has no source in some images, so the call of the program is a few lines above.
  const calls = lines.slice(Math.max(0, index - 8), index).filter((line) => !MARKS.test(line) && CODE.test(line));
  return calls.length === 0 ? undefined : calls.map((line) => line.trim()).join(' ');
}

function frameBelow(lines: readonly string[], index: number): string | undefined {
  return lines.slice(index + 1, index + 1 + MOST_FRAMES).flatMap((line) => FRAME.exec(line)?.[1] ?? []).find((call) => !OPENS.test(call));
}

function levelOf(line: string): LogLevel | undefined {
  if (FATAL.test(line)) {
    return 'fatal';
  }
  if (INFO.test(line)) {
    return 'info';
  }
  return ERROR.test(line) ? 'error' : undefined;
}

function withoutColors(line: string): string {
  // eslint-disable-next-line no-control-regex
  return line.replace(/\u001b\[[\d;]*m/g, '');
}
