import { Fix, Found } from './cause';
import { directoryFor, pathsIn, WritableDirectory } from './paths';
import { findControl } from '../controls/catalog';
import { repositoryOf } from '../manifest/image';

/** What a control of the catalog says about its fields: written there, and nowhere else. */
export function fixOfControl(id: string, more: Partial<Fix> = {}): Fix {
  const control = findControl(id)!;
  return { do: control.remedy, ...control.remedyInCode ? { typescript: `// ${control.remedyInCode}` } : {}, ...more };
}

/** The name of the container in a snippet. */
export function nameOf({ evidence }: Found): string {
  return evidence.container ?? 'main';
}

/** Fields of the container in the spec of its pod. */
export function containerYaml(found: Found, ...lines: readonly string[]): string {
  const list = found.evidence.isInit ? 'initContainers' : 'containers';
  return [`${list}:`, `  - name: ${nameOf(found)}`, ...lines.map((line) => `    ${line}`)].join('\n');
}

const CREATES_DIRECTORY = /\bmk_?dirs?\b|mkdir|makedirs|creat\w* (?:the )?(?:\w+ )?(?:temp\w* )?dir|CreateDirectory|directory[^/]*$|^>>> 'dir /i;

/** Whether a line says that a path is a directory, in which something is written: `(in server root dir /data)`. */
function isDirectory(text: string, path: string): boolean {
  const before = text.slice(0, Math.max(text.indexOf(path), 0));
  return !CREATES_DIRECTORY.test(text) && /\bdir(?:ectory)?:? ["'`]?$/i.test(before);
}

/** The directories that the lines with this cause name, each once. */
export function directoriesOf(found: Found): readonly WritableDirectory[] {
  const directories = [found, ...found.others].flatMap(({ facts, line }) => {
    const path = facts.path ?? pathsIn(line.text)[0];
    return path === undefined ? [] : directoryFor(isDirectory(line.text, path) ? `${path}/file` : path, CREATES_DIRECTORY.test(line.text)) ?? [];
  });
  return directories.filter(({ path }, index) => directories.findIndex((each) => each.path === path) === index);
}

/** Makes directories writable: as those of the known image, as copies of what the image has there, or empty. */
export function writableFix(found: Found, directories: readonly WritableDirectory[]): Fix {
  const { known, image } = found.evidence;
  const isKnown = known?.facts.writablePaths?.some(({ path }) => directories.some((each) => each.path === path || each.path.startsWith(`${path}/`)));
  if (known && image && isKnown && !known.note) {
    return {
      do: `make ${directories.map(({ path }) => path).join(', ')} writable: the paths of ${known.name} are known`,
      typescript: `presets: [RuntimePreset.forImage('${image}')],`,
      yaml: mountYaml(found, directories),
      settings: 'profile: hardened   # fills in the paths of known images',
    };
  }
  const paths = directories.map(({ path, isSeeded }) => `WritablePath.${isSeeded ? 'fromImage' : 'emptyDir'}('${path}')`);
  const [seeded, empty] = [true, false].map((is) => directories.filter(({ isSeeded }) => isSeeded === is).map(({ path }) => path));
  return {
    do: `mount a volume at ${directories.map(({ path }) => path).join(', ')}${seeded.length > 0 ? '; fromImage copies the files that the image has there: use emptyDir if it has none' : ''}`,
    typescript: `writablePaths: [${paths.join(', ')}],`,
    yaml: mountYaml(found, directories),
    ...empty.length > 0 ? { settings: `writablePaths: [${empty.join(', ')}]` } : {},
    ...seeded.length > 0 ? { images: imageEntry(image, seeded), settings: ['profile: hardened', ...empty.length > 0 ? [`writablePaths: [${empty.join(', ')}]`] : []].join('\n') } : {},
  };
}

function imageEntry(image: string | undefined, paths: readonly string[]): string {
  const list = paths.map((path) => `{ path: ${path}, kind: seeded }`).join(', ');
  return `- { repository: ${image === undefined ? 'IMAGE' : repositoryOf(image)}, writablePaths: [${list}] }`;
}

function mountYaml(found: Found, directories: readonly WritableDirectory[]): string {
  const name = (path: string) => `writable${path.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`.slice(0, 63).replace(/-$/, '');
  const image = found.evidence.image ?? 'IMAGE';
  const seeded = directories.filter(({ isSeeded }) => isSeeded);
  return [
    ...seeded.length > 0 ? ['initContainers:'] : [],
    ...seeded.map(({ path }) => seedYaml(`seed${path.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`, image, path, name(path))),
    containerYaml(found, 'volumeMounts:', ...directories.map(({ path }) => `  - { name: ${name(path)}, mountPath: ${path} }`)),
    'volumes:',
    ...directories.map(({ path }) => `  - { name: ${name(path)}, emptyDir: { sizeLimit: 1Gi } }`),
  ].join('\n');
}

/** An init container that copies a directory of the image into a volume, as a namespace of the level "restricted" admits it. */
export function seedYaml(name: string, image: string, path: string, volume: string): string {
  return [
    `  - name: ${name}`,
    `    image: ${image}`,
    `    command: [sh, -c, 'cp -RP ${path}/. /seed/']`,
    `    volumeMounts: [{ name: ${volume}, mountPath: /seed }]`,
    '    securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: [ALL] } }',
  ].join('\n');
}

/** A user for the pod: the known one of the image, or a number to find out. */
export function userFix({ evidence: { known, image } }: Found): Fix {
  const { uid, gid = uid } = known?.facts ?? {};
  const user = uid ?? 'UID';
  const group = gid ?? 'GID';
  const source = uid !== undefined ? `, known of ${known!.name}` : `, the number of the user that ${image ?? 'the image'} is made for`;
  return {
    do: `set the uid ${user}${source}${uid === undefined ? ' (`docker run --rm --entrypoint id IMAGE`, or `npx cdk8s-hardened suggest-paths IMAGE`); 65532 works if every user can read its files' : ''}`,
    typescript: `runAs: RunAs.user(${uid === undefined ? 'UID' : gid === uid ? uid : `${uid}, ${gid}`}),`,
    yaml: `securityContext:\n  runAsUser: ${user}\n  runAsGroup: ${group}\n  fsGroup: ${group}`,
    settings: `runAs: ${uid !== undefined && gid !== uid ? `{ user: ${uid}, group: ${gid} }` : user}`,
  };
}
