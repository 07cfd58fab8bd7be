/** What is between the steps of a path, up to what ends it in an error: a quote, a space, a colon. */
const PATH = /(?<![\w.:/~$}@-])\/(?!\/)[\w@+~%.-]+(?:\/[\w@+~%.-]*)*/g;
const QUOTED = /["'`‘“[(<](\/[^"'`’”\])>\n]{1,300})["'`’”\])>]/g;
/** The program that speaks, at the begin of its line: `/bin/sh: 1: cannot create ...`. */
const SPEAKER = /^\s*(?:\/[\w./-]+|[\w.-]+\.sh):(?: (?:line )?\d+:)?\s/;
/** Where in its source a program failed: `/app/server.js:12:5`, `File "/app/main.py", line 3`, `(/app/x.rb:3)`. */
const SOURCE = /^:\d|^", line \d/;

/** The absolute paths that a line of a log names, the most telling first: those in quotes, then from the last one on. */
export function pathsIn(line: string): readonly string[] {
  const text = line.replace(SPEAKER, ' ').replace(/\b[a-z][\w+.-]*:\/\/\S+/gi, ' ');
  const quoted = [...text.matchAll(QUOTED)].filter(({ index, 0: all }) => !SOURCE.test(text.slice(index + all.length - 1)) && !/["']\s*[=:]/.test(text.slice(index - 3, index)))
    .map(([, path]) => path).filter((path) => !/\s|:\d+(?::\d+)?$/.test(path));
  const plain = [...text.matchAll(PATH)].filter(({ index, 0: path }) => !SOURCE.test(text.slice(index + path.length))).map(([path]) => path).reverse();
  return [...new Set([...quoted, ...plain].map(clean))].filter((path) => path.length > 1 && !isKernel(path));
}

function clean(path: string): string {
  return path.replace(/[.,:;]+$/, '').replace(/(?<=.)\/+$/, '');
}

function isKernel(path: string): boolean {
  return /^\/(?:proc|sys|dev)(?:\/|$)/.test(path) && !path.startsWith('/dev/shm');
}

/** Directories that hold more than one program's files: a volume there hides all of it. */
const SHARED = /^\/(?:[^/]+|var\/(?:lib|log|cache|run|spool|opt|tmp)|usr\/(?:local|share|lib|bin|sbin)(?:\/(?:etc|share|lib|bin|sbin|var))?|etc\/ssl|opt\/[^/]+|home\/[^/]+|run\/(?:lock|user))$/;
/** Directories that are empty in an image, or that a program fills itself. */
const TEMPORARY = /^\/(?:tmp|run|var\/(?:tmp|run|cache|log|spool|lock)|data|cache)(?:\/|$)|\/(?:tmp|temp|cache|logs?|run|pids)(?:\/|$)/;

/** Directories that a program may want to write in, and that are useless without what the image has there. */
const COPIED = /^\/(?:etc|opt|srv|app|home|root)$/;

export interface WritableDirectory {
  readonly path: string;
  /** Whether the image may have files there that the program needs. */
  readonly isSeeded: boolean;
}

/** Where to mount a volume so that a program can write a path. Undefined in `/` and in directories of the system. */
export function directoryFor(path: string): WritableDirectory | undefined {
  const parent = path.slice(0, path.lastIndexOf('/')) || '/';
  const isFile = /\.[\w-]{1,12}(?:\.[\w-]+)?$|^[^.]+\.[\w]+$/.test(path.slice(path.lastIndexOf('/') + 1));
  if (parent === '/') {
    return isFile || path.startsWith('/.') || isSystem(path) ? undefined : { path, isSeeded: false };
  }
  if (COPIED.test(parent) && isFile) {
    return { path: parent, isSeeded: true };
  }
  if (/^(?:\/var)?\/run$|^\/tmp$|^\/var\/tmp$|^\/data$/.test(parent)) {
    return { path: parent, isSeeded: false };
  }
  const directory = SHARED.test(parent) && !isFile ? path : parent;
  return isSystem(directory) ? undefined : { path: directory, isSeeded: !TEMPORARY.test(directory) && !/^\/var\/lib\//.test(directory) };
}

function isSystem(path: string): boolean {
  return /^\/(?:etc|usr|bin|sbin|lib\w*|opt|var|home|root|srv|app|boot|proc|sys|dev)?$|^\/usr\/(?:local|bin|sbin|lib|share)$|^\/var\/lib$/.test(path);
}
