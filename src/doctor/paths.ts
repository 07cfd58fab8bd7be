/** What is between the steps of a path, up to what ends it in an error: a quote, a space, a colon. */
const PATH = /(?<![\p{L}\p{N}\ufffd_.:/~$}@-])\/(?!\/)[\p{L}\p{N}\ufffd_@+~%.-]+(?:\/[\p{L}\p{N}\ufffd_@+~%.-]*)*/gu;
const QUOTED = /["'`‘“[(<](\/[^"'`’”\])>\n]{1,300})["'`’”\])>]/g;
/** The program that speaks, at the begin of its line: `/bin/sh: 1: cannot create ...`. */
const SPEAKER = /^\s*(?:\/[\w./-]+|[\w.-]+\.sh):(?: (?:line )?\d+:)?\s/;
/** Where in its source a program failed: `/app/server.js:12:5`, `File "/app/main.py", line 3`, `(/app/x.rb:3)`, `at /app/x.pl line 3`. */
const SOURCE = /^:\d|^", line \d|^ (?:on )?line \d/;

/** The absolute paths that a line of a log names, the most telling first: those in quotes, then from the last one on. */
export function pathsIn(line: string): readonly string[] {
  const text = line.replace(SPEAKER, ' ').replace(/\b[a-z][\w+.-]*:\/\/\S+/gi, ' ');
  const quoted = [...text.matchAll(QUOTED)].filter(({ index, 0: all }) => !SOURCE.test(text.slice(index + all.length - 1)) && !/["']\s*[=:]/.test(text.slice(index - 3, index)))
    .map(([, path]) => path).filter((path) => !/\s|:\d+(?::\d+)?$/.test(path));
  const plain = [...text.matchAll(PATH)].filter(({ index, 0: path }) => !SOURCE.test(text.slice(index + path.length)))
    .map(([path]) => path).reverse();
  return [...new Set([...quoted, ...plain].map(clean))].filter((path) => path.length > 1 && !isKernel(path));
}

function clean(path: string): string {
  return path.replace(/[.,:;]+$/, '').replace(/(?<=.)\/+$/, '');
}

function isKernel(path: string): boolean {
  return /^\/(?:proc|sys|dev)(?:\/|$)/.test(path) && !path.startsWith('/dev/shm');
}

/** Directories that hold more than one program's files: a volume there hides all of it. */
const SHARED = /^\/(?:bin|sbin|lib\w*|usr|var|boot|proc|sys|dev|mnt|media)?$|^\/usr\/(?:local|bin|sbin|lib|share)$|^\/var\/lib$/;
/** Shared directories that are small enough to be copied, where a program insists on a file in them. */
const COPIED = /^\/(?:etc|opt|srv|app|home|root)$/;
/** Directories that are empty in an image, or that a program fills itself. */
const EMPTY = /^\/(?:tmp|run|var\/(?:tmp|run|cache|log|spool|lock)|data|cache)(?:\/|$)|^\/var\/lib\/|\/(?:tmp|temp|cache|logs?|run|pids)(?:\/|$)/;

export interface WritableDirectory {
  readonly path: string;
  /** Whether the image may have files there that the program needs. */
  readonly isSeeded: boolean;
}

/**
 * Where to mount a volume so that a program can write a path. Undefined where a volume would hide the system.
 *
 * @param isDirectory whether the program creates a directory there, not a file
 */
export function directoryFor(path: string, isDirectory: boolean): WritableDirectory | undefined {
  const parent = path.slice(0, path.lastIndexOf('/')) || '/';
  const isOwn = isDirectory && (SHARED.test(parent) || COPIED.test(parent) || /^\/var\/(?:log|cache|spool)$/.test(parent));
  const directory = isOwn ? path : parent;
  if (SHARED.test(directory) || path.startsWith('/.')) {
    return undefined;
  }
  return { path: directory, isSeeded: !isOwn && !EMPTY.test(directory) };
}
