import { InputError } from '../../../../formats/manifest/input-error';
import { normalizePath } from '../../../../formats/manifest/paths';

/** Facts about the files of a target, without the names of files. */
export interface Scan {
  /** Whether the target has a shell. */
  readonly hasShell: boolean;
  /** The program of the target, and its working directory. */
  readonly started: readonly string[];
  /** The paths of volume mounts, without links. */
  readonly places: readonly string[];
  /** Directories of files that are open for writing. */
  readonly opened: readonly string[];
  /** The types of filesystems by the place where they are mounted. */
  readonly mounts: ReadonlyMap<string, string>;
  /** Written directories, and all directories above them. */
  readonly directories: ReadonlyMap<string, ScannedDirectory>;
  /** Numbers of names and directories that are missing. */
  readonly left: LeftOut;
}

/** Facts about a directory since the target started. */
export interface ScannedDirectory {
  /** The second since 1970 in which an entry was last added, renamed or removed; 0 if that was before the start. */
  readonly touched: number;
  /** The number of written files directly in it, and their size. */
  readonly files: number;
  readonly bytes: number;
  /** The number of older files in it and below. */
  readonly older: number;
}

export interface LeftOut {
  /** Names with a line break. */
  unnamed: number;
  /** Directories that the user has no permission to read. */
  closed: number;
  /** Written directories beyond the limit of the script. */
  more: number;
}

/** Lines of `/proc/PID/status`, by their names. */
export type Status = ReadonlyMap<string, readonly string[]>;

/** The kernel did not let the debug container read the files of the target. */
export class Refused extends Error {
  constructor(public readonly self: Status, public readonly target: Status) {
    super();
  }
}

/**
 * Reads the output of the script. The target has the same user as the debug container, so it can change this output: every line must be as
 * expected.
 *
 * @throws Refused by the kernel
 * @throws InputError if the output is not complete
 */
export function readScan(output: string): Scan {
  const lines = output.split('\n').filter(Boolean);
  const missing = all(lines, /^missing ([a-z]{1,10})$/).map(([tool]) => tool);
  if (missing.length > 0) {
    throw new InputError(`the debug image has no ${missing.join(', ')}: use an image with the tools of BusyBox or of a Linux distribution`);
  }
  const unexpected = lines.find((line) => !LINE.test(line));
  if (unexpected !== undefined) {
    throw new InputError(`the output of the debug container has an unexpected line: ${unexpected}`);
  }
  if (lines.includes('refused')) {
    throw new Refused(statusOf('self', lines), statusOf('1', lines));
  }
  if (lines[lines.length - 1] !== 'end') {
    throw new InputError('the output of the debug container is incomplete, because the debug container was stopped or the target ended');
  }
  const count = (word: string) => all(lines, new RegExp(`^${word} (\\d+)$`)).reduce((sum, [number]) => sum + Number(number), 0);
  return {
    hasShell: lines.includes('shell'),
    started: all(lines, /^started (\/.*)$/).map(([path]) => normalizePath(path)),
    places: all(lines, /^place (\/.*)$/).map(([path]) => normalizePath(path)),
    opened: all(lines, /^open (\/.*)$/).map(([path]) => normalizePath(path)),
    mounts: new Map(all(lines, /^mount [01] (\S+) (\/.*)$/).map(([type, path]) => [normalizePath(path), type])),
    directories: new Map(all(lines, /^directory (\d+) (\d+) (\d+) (\d+) (\/.*)$/).map(([touched, files, bytes, older, path]) =>
      [normalizePath(path), { touched: Number(touched), files: Number(files), bytes: Number(bytes), older: Number(older) }])),
    left: { unnamed: count('unnamed'), closed: count('closed'), more: count('more') },
  };
}

/** A line of the script. A link that it cannot read leaves an empty word. */
const LINE = new RegExp(`^(?:${[
  'status \\S+ \\w+: .*', 'refused|shell|end', '(?:started|place) .*', '(?:mount [01] \\S+|scanned|open|directory(?: \\d{1,15}){4}) /.*',
  '(?:unnamed|closed|more) \\d{1,15}',
].join('|')})$`);

/** The groups of all lines that match. */
function all(lines: readonly string[], pattern: RegExp): readonly string[][] {
  return lines.flatMap((line) => {
    const match = pattern.exec(line);
    return match ? [match.slice(1)] : [];
  });
}

function statusOf(process: string, lines: readonly string[]): Status {
  const ofProcess = all(lines, /^status (\S+) (\w+): (.*)$/).filter(([of]) => of === process);
  return new Map(ofProcess.map(([, name, values]) => [name, values.split(/\s+/)]));
}
