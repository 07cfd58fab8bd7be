import { dirname } from 'path/posix';
import { Listing } from './listing';
import { entriesIn, Observation } from './observation';
import { Reader, unreadable } from './readable';
import { canHoldVolume, WrittenDirectory } from './written-directories';
import { writableSystemDirectories } from '../../controls/hardened/writable-system-directories';
import { evaluate } from '../../engine/evaluate';
import { profileOf } from '../../engine/profile';
import { isBelow } from '../../manifest/paths';
import { DEFAULT_WRITABLE_PATH } from '../../settings/paths';

/** What the reader must know of one path that is suggested. */
export function remarksOn({ path, isMade }: WrittenDirectory, isSeeded: boolean, observation: Observation): readonly string[] {
  const { before, reader } = observation;
  const [closed] = unreadable(entriesIn(path, observation), reader);
  return [
    ...storageRemarks(path, observation),
    ...closed ? [closedRemark(path, closed, isSeeded, reader)] : [],
    ...isMade ? [madeRemark(path, observation)] : [],
    ...isGivenAway(path, observation)
      ? [`the program changes mode or owner of ${path} itself, which is refused on a volume: have it use a directory below, as PostgreSQL does by PGDATA`]
      : [],
    ...holdsPrograms(path)
      ? [`who can write here replaces what the container runs next, of which the control ${writableSystemDirectories.id} warns: have the program write elsewhere`]
      : [],
    ...isSeeded && !hasShell(before) ? ['the image has no `sh`, which copies its files: give a `seedImage`'] : [],
  ];
}

/** What the reader must know of all of them together. */
export function remarksOnAll(paths: number, before: Listing): readonly string[] {
  const temporary = [...before].filter(([path, { kind }]) => kind !== 'directory' && isBelow(path, DEFAULT_WRITABLE_PATH.path));
  return [
    ...paths > 1 ? ['each of these is a mount of its own, as is /tmp: no file can be renamed or hard-linked from one into another'] : [],
    ...temporary.length > 0
      ? [`every hardened workload has an empty volume at /tmp, where the image has ${temporary[0][0]}: if the program needs it, declare \`WritablePath.fromImage('/tmp')\``]
      : [],
  ];
}

/** A volume that outlives the pod is hidden by an emptyDir below it: what is written there is lost. */
function storageRemarks(path: string, { volumes, mounts = [] }: Observation): readonly string[] {
  const above = [...volumes, ...mounts].filter((other) => isBelow(path, other)).sort((a, b) => b.length - a.length)[0];
  if (above === undefined) {
    return [];
  }
  const what = mounts.includes(above) ? 'where you mounted a volume' : 'a VOLUME of the image';
  return [`lies in ${above}, ${what}: with a claim at ${above} this emptyDir hides a part of it, and what is written here is lost with the pod. `
    + 'Mount the claim here too with `WritablePath.fromPersistentVolumeClaim`, or say `ephemeral: true` if the data may be lost'];
}

function closedRemark(path: string, [example, { mode }]: ReturnType<typeof unreadable>[number], isSeeded: boolean, reader: Reader): string {
  const octal = mode.toString(8).padStart(4, '0');
  const who = reader.uid === undefined ? 'a user that is not root' : `the user ${reader.uid}`;
  return isSeeded
    ? `${who} cannot read ${example} (${octal}), so the copy would fail: in the image, make it readable or remove it, or write elsewhere`
    : `not seeded, since ${who} cannot read ${example} (${octal}): right where the program needs none of the image's files in ${path}`;
}

function madeRemark(path: string, observation: Observation): string {
  const parent = dirname(path);
  const canDeclareParent = observation.before.has(parent) && canHoldVolume(parent, true) && !holdsPrograms(parent)
    && unreadable(entriesIn(parent, observation), observation.reader).length === 0;
  return canDeclareParent
    ? `the program makes this directory itself: where it fails because there is one already, declare ${parent}, seeded, in its place`
    : 'the program makes this directory itself: where it fails because there is one already, as it would with one of the image, '
      + `have it use a directory below, such as ${path}/data`;
}

/** Whether the program changed who owns an image's directory, or who may use it. */
function isGivenAway(path: string, { before, after }: Observation): boolean {
  const [was, is] = [before.get(path), after.get(path)];
  return was !== undefined && is !== undefined && (was.mode !== is.mode || was.uid !== is.uid || was.gid !== is.gid);
}

function holdsPrograms(path: string): boolean {
  const containers = [{ name: 'main', volumeMounts: [{ name: 'written', mountPath: path }] }];
  const pod = { apiVersion: 'v1', kind: 'Pod', spec: { containers, volumes: [{ name: 'written', emptyDir: {} }] } };
  return evaluate(pod, profileOf('hardened')).some(({ control }) => control === writableSystemDirectories);
}

function hasShell(before: Listing): boolean {
  return ['/bin/sh', '/usr/bin/sh'].some((path) => before.has(path));
}
