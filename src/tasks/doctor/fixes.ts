import { Remedy, SignMatch } from './cause';
import { mountOf } from './evidence';
import { WRITTEN_FILE } from './log-facts';
import { failedPath } from './log-path';
import { isHiddenIn, ownDirectoryOf } from './own-directories';
import { directoryFor, pathsIn, WritableDirectory } from './paths';
import { NO_ENTRY } from './words';
import { UNKNOWN_DIRECTORY, workingDirectoryOf } from './working-directory';
import { alternatives } from '../../formats/language/alternatives';
import { escapePattern } from '../../formats/manifest/escape-pattern';
import { repositoryOf } from '../../formats/manifest/image';
import { isBelow, isIn } from '../../formats/manifest/paths';
import { AllKnown } from '../../knowledge/image-lock/all-known';
import { findControl } from '../../policy/controls/catalog';
import { remedyInCodeOf } from '../../policy/controls/remedy-in-code';

/** The advice of a control, from the catalog of controls. */
export function fixOfControl(id: string, more: Partial<Remedy> = {}): Remedy {
  const control = findControl(id)!;
  const inCode = remedyInCodeOf(control.remedyInCode, 'hardened');
  return { do: control.remedy, ...inCode ? { typescript: `// ${inCode}` } : {}, ...more };
}

/** The container name for a snippet. */
function nameOf({ evidence }: SignMatch): string {
  return evidence.container ?? 'main';
}

/** Fields of the container in the spec of its pod. */
export function containerYaml(found: SignMatch, ...lines: readonly string[]): string {
  const list = found.evidence.isInit ? 'initContainers' : 'containers';
  return [`${list}:`, `  - name: ${nameOf(found)}`, ...lines.map((line) => `    ${line}`)].join('\n');
}

const CREATES_DIRECTORY = alternatives([
  /\bmk_?dirs?\b/, // mk_dir failed
  /mkdir/, // cannot mkdir
  /makedirs/, // os.makedirs('/data/x')
  /mak(?:e|ing) dir/, // error while making dir
  /creat\w* (?:\w+ ){0,3}dir/, // cannot create the data directory
  /CreateDirectory/, // System.IO.Directory.CreateDirectory(String path)
  /directory[^/]*$/, // cannot open the directory
  /^>>> 'dir /, // >>> 'dir /data'
], 'i');

/** Words about any missing file: "directory" in them does not mean that a directory is missing. */
const NO_ENTRY_WORDS = /no such file or directory|directory nonexistent|nonexistent directory|file does not exist/i;

/** True if the line calls the path a directory: `(in server root dir /data)`. */
function isDirectory(line: string, path: string): boolean {
  const text = line.replace(NO_ENTRY_WORDS, ' ');
  const at = text.indexOf(path);
  return !CREATES_DIRECTORY.test(text)
    && (/\bdir(?:ectory)?:? ["'`]?$/i.test(text.slice(0, Math.max(at, 0))) || (at >= 0 && IS_DIRECTORY.test(text.slice(at + path.length))));
}

/** The text behind the path of a directory, or behind the directory of a missing file: `/supervisord.log does not exist`. */
const IS_DIRECTORY = alternatives([
  /^\/["'`’)\]]?(?:[\s,:;]|$)/, // /: no such file
  /^["'`]? (?:directory\b|belongs to uid\b)/, // " directory is missing
  /^(?:\/[^\s'"`/]+\.(?:log|pid|lock|sock))?["'`]? (?:does not|doesn't) exist\b/, // /supervisord.log does not exist
], 'i');

/** The call before the path of a file. */
const OPENED = /(?:^|[\s:,])open ["'`]?$/;

/** True if the message, or a call in the traceback above it, creates a directory. */
function createsDirectory({ line }: SignMatch, path: string): boolean {
  const before = /\[Errno \d+\]/.test(line.text) ? (line.around ?? '').split(line.text)[0] : '';
  return CREATES_DIRECTORY.test(line.text.split(path).join(' ').replace(NO_ENTRY_WORDS, ' ')) || /\b(?:mkdir|makedirs)\(/.test(before);
}

/** The paths in the lines of a cause. */
export interface Writes {
  /** Directories for which a volume is the fix. */
  readonly directories: readonly WritableDirectory[];
  /** Files in directories where a volume would hide system files, or would make the program writable. */
  readonly elsewhere: readonly string[];
  /** Paths that are relative to an unknown working directory. */
  readonly relative: readonly string[];
}

/** The directories that the program writes, without repeats. */
export function writesOf(found: SignMatch): Writes {
  const application = removedFrom(found);
  if (application !== undefined) {
    return { directories: [{ path: application, isSeeded: true }], elsewhere: [], relative: [] };
  }
  const all = [found, ...found.others].flatMap((each) => {
    const path = longerInCall(each, failedPath(each));
    return path === undefined || mountOf(each.evidence, path) ? [] : [{ path, directory: directoryOf(each, path) }];
  });
  const directories = all.flatMap(({ directory }) => directory ?? []);
  const unique = directories.filter(({ path }, index) => directories.findIndex((each) => each.path === path) === index);
  return {
    // The volume of the parent directory contains it.
    directories: unique.filter(({ path, isSeeded }) => isSeeded || !unique.some((each) => !each.isSeeded && isBelow(path, each.path))),
    elsewhere: [...new Set(all.filter(({ directory }) => !directory).map(({ path }) => path))],
    relative: [...new Set(all.map(({ path }) => path).filter((path) => !path.startsWith('/')))],
  };
}

/** The working directory, if the program removes files of the image there: a volume below it does not help. */
function removedFrom({ line, others, evidence }: SignMatch): string | undefined {
  const directory = workingDirectoryOf(evidence);
  const isPart = (text: string) => pathsIn(text).some((path) => isBelow(path, directory!));
  const isAll = [line, ...others.map((other) => other.line)].every(({ text }) => /\bcannot remove\b/.test(text) && isPart(text));
  return directory !== undefined && evidence.known?.own && isAll ? directory : undefined;
}

/** Python reports the first directory that it cannot create. The call above has the complete path. */
function longerInCall({ line: { call } }: SignMatch, path: string | undefined): string | undefined {
  return path !== undefined && call !== undefined ? pathsIn(call).find((each) => isBelow(each, path)) ?? path : path;
}

function directoryOf(found: SignMatch, path: string): WritableDirectory | undefined {
  const { text } = found.line;
  // A template of `mktemp` and the argument of `open` are files.
  const isFile = /X{3,}$/.test(path) || OPENED.test(text.slice(0, Math.max(text.lastIndexOf(path), 0)));
  const isNamed = /^\/[^/]+\/[^/.]+$/.test(path) && WRITTEN_FILE.test(`${path}/`);
  const directory = isDirectory(text, path)
    ? directoryFor(`${path}/file`, false)
    : directoryFor(path, !isFile && (createsDirectory(found, path) || isNamed));
  // A directory with source files in the stack trace belongs to the program.
  const isSource = directory !== undefined && !directory.path.includes('node_modules')
    && hasSourceIn(found.line.around ?? '', directory.path);
  const own = ownDirectoryOf(found.evidence, path);
  if (own && (!directory || isSource || isHiddenIn(path, own.path))) {
    return own;
  }
  return directory && !isSource ? { path: absolute(directory.path), isSeeded: directory.isSeeded && !NO_ENTRY.test(text) } : undefined;
}

/** True if a stack trace names a source file in the directory: `/app/server.js:12:5`, `File "/app/main.py", line 3`. */
function hasSourceIn(text: string, directory: string): boolean {
  const file = new RegExp(`(?:^|[\\s('"])${escapePattern(directory)}/[\\w.-]+\\.(?:m?js|ts|py|rb|php|pl)(?::\\d|["']?,? (?:on |at )?line `
    + '\\d)', 'm');
  return file.test(text);
}

function absolute(path: string): string {
  return path.startsWith('/') ? path : `${UNKNOWN_DIRECTORY}/${path}`;
}

/** Whether the image says that it has files in a directory. */
function hasFiles({ own }: AllKnown, path: string): boolean {
  return own?.platforms.some(({ directories = [] }) =>
    directories.some((each) => each.path === path && each.found?.has === 'files')) === true;
}

/** Makes directories writable: as known for the image, as copies of its files, or as empty volumes. */
export function writableFix(found: SignMatch, written: readonly WritableDirectory[]): Remedy {
  const { known, image } = found.evidence;
  const directories = written.map((each) => known && hasFiles(known, each.path) ? { ...each, isSeeded: true } : each);
  const own = known?.facts.writablePaths
    ?.filter(({ path, isDeclared }) => !isDeclared && directories.some((each) => isIn(each.path, path))) ?? [];
  if (known && image && own.length > 0 && !known.note) {
    return {
      do: `make ${own.map(({ path }) => path).join(', ')} writable: the paths of ${known.name} are known`,
      typescript: `presets: [RuntimePreset.forImage('${image}')],`,
      yaml: mountYaml(found, own.map(({ path, kind }) => ({ path, isSeeded: kind === 'seeded' }))),
      settings: 'profile: hardened   # fills in the paths of known images',
    };
  }
  const paths = directories.map(({ path, isSeeded }) => `WritablePath.${isSeeded ? 'fromImage' : 'fromEmptyDir'}('${path}')`);
  const [seeded, empty] = [true, false].map((is) => directories.filter(({ isSeeded }) => isSeeded === is).map(({ path }) => path));
  return {
    do: 'mount a volume at '
      + `${directories.map(({ path }) => path).join(', ')}${seeded.length > 0
        ? '; fromImage copies the files that the image has there: use emptyDir if it has none'
        : ''}`,
    typescript: `writablePaths: [${paths.join(', ')}],`,
    yaml: mountYaml(found, directories),
    ...empty.length > 0 ? { settings: `writablePaths: [${empty.join(', ')}]` } : {},
    ...seeded.length > 0
      ? {
        images: seededEntry(image, seeded),
        settings: ['profile: hardened', ...empty.length > 0 ? [`writablePaths: [${empty.join(', ')}]`] : []].join('\n'),
      }
      : {},
  };
}

/** The entry of an image whose files are copied into volumes at these paths. */
export function seededEntry(image: string | undefined, paths: readonly string[]): string {
  const list = paths.map((path) => `{ path: ${path}, kind: seeded }`).join(', ');
  return `- { repository: ${image === undefined ? 'IMAGE' : repositoryOf(image)}, writablePaths: [${list}] }`;
}

function mountYaml(found: SignMatch, directories: readonly WritableDirectory[]): string {
  const name = (path: string) => `writable${absoluteName(path)}`.slice(0, 63).replace(/-$/, '');
  const image = found.evidence.image ?? 'IMAGE';
  const seeded = directories.filter(({ isSeeded }) => isSeeded);
  return [
    ...seeded.length > 0 ? ['initContainers:'] : [],
    ...seeded.map(({ path }) => seedYaml(`seed${absoluteName(path)}`.slice(0, 63), image, path, name(path))),
    containerYaml(found, 'volumeMounts:', ...directories.map(({ path }) => `  - { name: ${name(path)}, mountPath: ${path} }`)),
    'volumes:',
    ...directories.map(({ path }) => `  - { name: ${name(path)}, emptyDir: { sizeLimit: 1Gi } }`),
  ].join('\n');
}

/** A path as a part of a name. */
function absoluteName(path: string): string {
  return `/${path}`.toLowerCase().replace(/[^a-z0-9]+/g, '-');
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
