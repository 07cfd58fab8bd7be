import { dirname } from 'path/posix';
import { Listing } from './listing';
import { observedEntries, RunObservation } from './observation';
import { Reader, unreadablePaths } from './readable';
import { canSeedParent, holdsPrograms } from './seeded-parent';
import { WrittenDirectory } from './written-directories';
import { isBelow } from '../../../formats/manifest/paths';
import { DEFAULT_WRITABLE_PATH } from '../../../knowledge/writable-paths/declared-path';
import { writableSystemDirectories } from '../../../policy/controls/hardened/writable-system-directories';

/** Remarks on one suggested path. */
export function runRemarks({ path, isMade }: WrittenDirectory, isSeeded: boolean, observation: RunObservation): readonly string[] {
  const { before, reader } = observation;
  const [closed] = unreadablePaths(observedEntries(path, observation), reader);
  return [
    ...storageRemarks(path, observation),
    ...closed ? [closedRemark(path, closed, isSeeded, reader)] : [],
    ...isMade ? [madeRemark(path, observation)] : [],
    ...hasOtherOwnerOrMode(path, observation)
      ? [`the program changes the mode or owner of ${path} itself, which fails on a volume: `
        + 'have it use a subdirectory, as PostgreSQL does with PGDATA']
      : [],
    ...holdsPrograms(path)
      ? ['it contains programs, which an attacker who can write here can replace; the control '
        + `${writableSystemDirectories.id} warns about that: have the program write elsewhere`]
      : [],
    ...isSeeded && !hasShell(before) ? ['the image has no `sh` to copy its files with: set `seedImage`'] : [],
  ];
}

/** Remarks on all suggested paths together. */
export function remarksOnAll(
  paths: number, { before, volumes, mounts = [] }: Pick<RunObservation, 'before' | 'volumes' | 'mounts'>,
): readonly string[] {
  const temporary = [...before].filter(([path, { kind }]) => kind !== 'directory' && isBelow(path, DEFAULT_WRITABLE_PATH.path));
  const hidden = volumes.filter((volume) => mounts.some((mount) => isBelow(volume, mount)));
  return [
    ...hidden.map((volume) => `the image declares ${volume} as VOLUME, below a volume that you mounted: mount that volume at ${volume} `
      + 'too, with a subPath, or the runtime of the node mounts one there whose data is lost with the pod'),
    ...paths > 1
      ? ['each of these paths is a separate mount, and so is /tmp: files cannot be renamed or hard-linked from one to another']
      : [],
    ...temporary.length > 0
      ? [`every hardened workload mounts an empty volume at /tmp, which hides ${temporary[0][0]} of the image: if the `
        + 'program needs it, declare `WritablePath.fromImage(\'/tmp\')`']
      : [],
  ];
}

/** Remarks on lost data. An emptyDir below a persistent volume hides part of the volume, and its own data is lost with the pod. */
function storageRemarks(path: string, { volumes }: RunObservation): readonly string[] {
  const above = volumes.filter((other) => isBelow(path, other)).sort((a, b) => b.length - a.length)[0];
  if (above === undefined) {
    return [];
  }
  return [`is below ${above}, a VOLUME of the image: if you mount a PersistentVolumeClaim at ${above}, this emptyDir `
    + 'hides part of it, and data written here is lost with the pod. '
    + 'Mount the PersistentVolumeClaim here too with '
    + '`WritablePath.fromPersistentVolumeClaim`, or set `ephemeral: true` if the data may be lost'];
}

function closedRemark(
  path: string, [example, { mode }]: ReturnType<typeof unreadablePaths>[number], isSeeded: boolean, reader: Reader,
): string {
  const octal = mode.toString(8).padStart(4, '0');
  const who = reader.uid === undefined ? 'a user that is not root' : `the user ${reader.uid}`;
  return isSeeded
    ? `${who} cannot read ${example} (${octal}), so the copy would fail: make it readable `
      + 'in the image, remove it, or have the program write elsewhere'
    : `not seeded, because ${who} cannot read ${example} (${octal}): correct if the program needs none of the image's files in ${path}`;
}

function madeRemark(path: string, observation: RunObservation): string {
  const parent = dirname(path);
  return canSeedParent(path, observation)
    ? `the program creates this directory itself: if it fails because the directory exists, declare ${parent}, seeded, instead`
    : 'the program creates this directory itself: if it fails because the directory exists, '
      + `have it use a subdirectory, such as ${path}/data`;
}

/** Whether the program changed the mode or owner of a directory of the image. */
function hasOtherOwnerOrMode(path: string, { before, after }: RunObservation): boolean {
  const [was, is] = [before.get(path), after.get(path)];
  return was !== undefined && is !== undefined && (was.mode !== is.mode || was.uid !== is.uid || was.gid !== is.gid);
}

function hasShell(before: Listing): boolean {
  return ['/bin/sh', '/usr/bin/sh'].some((path) => before.has(path));
}
