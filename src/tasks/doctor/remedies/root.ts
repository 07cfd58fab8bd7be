import { Remedy, SignMatch } from '../cause';
import { mountOf } from '../evidence';
import { containerYaml, writableFix, writesOf } from '../fixes';
import { WRITTEN_FILE } from '../log-facts';
import { failedPath } from '../log-path';
import { directoryFor, pathsIn } from '../paths';
import { UNKNOWN_DIRECTORY } from '../working-directory';

const DATABASE = /database|sqlite/i;
const SOCKET = /\bbind(?:ing)?\b/i;

/** The advice for paths of the image that a program writes. */
export function rootFix(found: SignMatch): Remedy {
  const { directories, elsewhere, relative } = writesOf(found);
  if (directories.length > 0) {
    const fix = writableFix(found, directories);
    const notes = [
      ...relative.length > 0
        ? [`the log has ${relative.join(', ')}, which starts in the WORKDIR of the image: use that `
          + `directory instead of ${UNKNOWN_DIRECTORY} (${workingDirectoryOf(found)})`]
        : [],
      ...elsewhere.length > 0 ? [elsewhereText(elsewhere)] : [],
      ...hasPidFile(found)
        ? ['a pid file in a volume remains when the container is killed, and the program then refuses '
          + `to start: turn it off, if the program does not need it (${PID_FILE_OFF})`]
        : [],
    ];
    return { ...fix, do: [fix.do, ...notes].join('; ') };
  }
  return elsewhere.length > 0 ? elsewhereFix(found, elsewhere) : unnamedFix(found);
}

/** Options that turn the pid file off. */
export const PID_FILE_OFF = 'Squid: `pid_filename none`, sshd: `PidFile none`, Rails and Puma: '
  + '`--pidfile /dev/null`, others: an option such as `--nopidfile`';

function hasPidFile(found: SignMatch): boolean {
  return [found, ...found.others].some((each) => /\.pid\b/.test(failedPath(each) ?? ''));
}

/** The command that prints the working directory of an image. */
function workingDirectoryOf({ evidence: { image = 'IMAGE' } }: SignMatch): string {
  return `\`docker inspect --format '{{.Config.WorkingDir}}' ${image}\``;
}

function elsewhereText(paths: readonly string[]): string {
  return `let the program write ${paths.join(', ')} to another directory, such as /tmp, with an option, a variable or a setting of the `
    + 'program. A volume at its directory would hide the files of the image, or make the program itself writable';
}

function elsewhereFix(found: SignMatch, paths: readonly string[]): Remedy {
  const [name] = paths.map((path) => path.split('/').pop());
  const isRelative = paths.some((path) => !path.startsWith('/'));
  return {
    do: `${elsewhereText(paths)}${isRelative
      ? `. The path is relative to the WORKDIR of the image (${workingDirectoryOf(found)}): `
        + 'a program that reads nothing there can also start in /tmp'
      : ''}`,
    typescript: isRelative
      ? "// of the container: workingDir: '/tmp', or args and envVariables that name a file in /tmp"
      : `// of the container: args or envVariables that name /tmp/${name}`,
    yaml: containerYaml(found, isRelative ? 'workingDir: /tmp' : `args: [--FILE, /tmp/${name}]`),
  };
}

/** The log does not name a path. The paths in the arguments are the most probable. */
function unnamedFix(found: SignMatch): Remedy {
  const { evidence: { image = 'IMAGE', known, command = [] } } = found;
  const named = pathsIn(command.join(' ')).filter((path) => WRITTEN_FILE.test(path) && mountOf(found.evidence, path) === undefined);
  const own = DATABASE.test(found.line.text) ? known?.facts.writablePaths ?? [] : [];
  const data = own.filter(({ isData }) => isData).map(({ path }) => path);
  const directories = [...data.map((path) => ({ path, isSeeded: false })), ...named.flatMap((path) => directoryFor(path, false) ?? [])];
  if (directories.length > 0) {
    const fix = writableFix(found, directories);
    return {
      ...fix,
      do: `${fix.do}. The log does not name a path: `
        + `${data.length > 0 ? 'these contain the data of the program' : 'these are in the arguments'}`,
    };
  }
  return { do: unnamedAdvice(found.line.text, image) };
}

function unnamedAdvice(line: string, image: string): string {
  if (DATABASE.test(line)) {
    return 'keep the database file in a volume: SQLite writes a journal in the same directory, so the directory must be writable, too. The '
      + 'log does not contain the path: look for it in the settings of the program (such as DATABASE_URL)';
  }
  return SOCKET.test(line)
    ? 'mount a volume at the directory of its Unix socket. The log does not contain the path: look for it in the settings of the program'
    : `find the paths that it writes: \`npx cdk8s-hardened suggest-paths ${image}\``;
}
