import { dirname } from 'path/posix';
import { RunningContainer } from './running-container';
import { Scan, ScannedDirectory } from './scan';
import { isBelow, isIn } from '../../../../formats/manifest/paths';
import { DEFAULT_WRITABLE_PATH } from '../../../../knowledge/writable-paths/declared-path';
import { FileChange } from '../changes';
import { Entry, isOfRuntime } from '../listing';
import { RunObservation } from '../observation';
import { suggest, Suggestion } from '../suggestion';
import { TOUCHED_BY_RUNTIMES } from '../written-directories';

/** The paths to declare for a container of a pod. A change is a directory, or `DIRECTORY/*` for files in it: their names are not known. */
export function podSuggestion(scan: Scan, container: RunningContainer): Suggestion {
  const directories = withoutHomes(scan.directories);
  const { paths, ...others } = suggest(podObservation({ ...scan, directories }, container));
  return { ...others, paths: paths.map((path) => ({ ...path, imageFiles: directories.get(path.path)?.older ?? path.imageFiles })) };
}

/** The mounts of the pod that the container wrote. */
export function writtenMounts({ directories, opened, places }: Scan): readonly string[] {
  const written = [...opened, ...[...directories].filter(([, { touched, files }]) => touched > 0 || files > 0).map(([path]) => path)];
  return places.filter((place) => written.some((path) => isIn(path, place)));
}

function podObservation(scan: Scan, container: RunningContainer): RunObservation {
  const { directories, opened, mounts, places, started, hasShell } = scan;
  // The runtime of a node mounts a volume at each VOLUME of the image.
  const volumes = [...mounts.keys()]
    .filter((place) => place !== '/' && !isOfRuntime(place) && !isOfKubelet(place) && !places.includes(place));
  const changes: FileChange[] = opened.map((path) => ({ path: filesIn(shortened(path)), kind: 'changed' }));
  const [before, after] = [new Map<string, Entry>(hasShell ? [['/bin/sh', FILE]] : []), new Map<string, Entry>()];
  const writtenBelow = new Set([...directories].flatMap(([path, facts]) => isWritten(facts) ? [dirname(path)] : []));
  for (const [path, facts] of directories) {
    const isNew = facts.touched > 0 && facts.older === 0 && (directories.get(dirname(path))?.touched ?? 0) > 0;
    if (!isNew) {
      before.set(path, DIRECTORY);
    }
    after.set(path, DIRECTORY);
    if (facts.older > 0) {
      before.set(`${path === '/' ? '' : path}/...`, FILE);
    }
    if (facts.files > 0) {
      changes.push({ path: filesIn(path), kind: 'changed' });
      after.set(filesIn(path), { ...FILE, size: facts.bytes });
    }
    if (isNew) {
      changes.push({ path, kind: 'added' });
    } else if (facts.touched > 0 && facts.files === 0 && !writtenBelow.has(path) && !isTouchedByRuntime(path, facts)) {
      // The program removed an entry: a path with changes below it would not count.
      changes.push({ path: filesIn(path), kind: 'deleted' });
    }
  }
  return {
    before,
    after,
    // Every hardened workload has a volume at /tmp.
    changes: unique(changes).filter(({ path }) => !isIn(path, DEFAULT_WRITABLE_PATH.path)),
    volumes,
    mounts: places,
    started: started.filter((path) => path !== '/'),
    reader: {},
  };

  /** Runtimes create the mount points of a container when it starts. */
  function isTouchedByRuntime(path: string, { touched }: ScannedDirectory): boolean {
    return TOUCHED_BY_RUNTIMES.has(path)
      || (touched <= container.started + 1 && [...mounts.keys()].some((mount) => isBelow(mount, path)));
  }
}

const DIRECTORY: Entry = { kind: 'directory', mode: 0o777, uid: 0, gid: 0, size: 0 };
const FILE: Entry = { ...DIRECTORY, kind: 'file' };

function filesIn(directory: string): string {
  return `${directory === '/' ? '' : directory}/*`;
}

function isWritten({ touched, files }: ScannedDirectory): boolean {
  return touched > 0 || files > 0;
}

/** The kubelet mounts service account tokens and the file for the message of a failure. */
function isOfKubelet(path: string): boolean {
  return ['/var/run/secrets', '/run/secrets'].some((own) => isIn(path, own));
}

function unique(changes: readonly FileChange[]): readonly FileChange[] {
  return [...new Map(changes.map((change) => [change.path, change])).values()].sort((a, b) => a.path < b.path ? -1 : 1);
}

/** All below a directory of a home counts for that directory: the names of files that people work on stay with them. */
const BELOW_HOME = /^(\/(?:home\/[^/]+|root)\/[^/]+)\/.*$/;

function shortened(path: string): string {
  return path.replace(BELOW_HOME, '$1');
}

function withoutHomes(directories: Scan['directories']): Scan['directories'] {
  const merged = new Map<string, ScannedDirectory>();
  for (const [path, facts] of directories) {
    const known = merged.get(shortened(path)) ?? { touched: 0, files: 0, bytes: 0, older: 0 };
    merged.set(shortened(path), {
      touched: Math.max(known.touched, facts.touched),
      files: known.files + facts.files,
      bytes: known.bytes + facts.bytes,
      older: Math.max(known.older, facts.older),
    });
  }
  return merged;
}
