import { basename, dirname, relative, resolve } from 'path';
import { Git } from './git';
import { isInside } from '../../formats/manifest/is-inside';
import { realPath } from '../../formats/manifest/real-path';
import { joined, slashed } from '../../formats/manifest/slashed';
import { Changes } from '../../tasks/audit/audit-paths';
import { Input, isAudited, isDockerfileName } from '../../tasks/audit/input';

/**
 * The differences since the current branch left a revision, committed or not. Files outside of the repository, and ignored files in a named
 * path such as `dist`, also count as changed, because git does not track them.
 *
 * @param paths that are audited
 * @throws InputError if git is not installed, the working directory is not in a repository, or the revision is unknown
 */
export function changedSince(revision: string, paths: readonly string[]): Changes {
  const git = new Git(revision);
  const top = git.text(['rev-parse', '--show-toplevel']);
  const base = git.text(['merge-base', '--', revision, 'HEAD']);
  const differences = differencesFrom(base, top, git);
  const inside = paths.map(realPath).filter((path) => isInside(top, path));
  const untracked = git.fields(['ls-files', '--others', '--exclude-standard', '--full-name', '-z', '--', top])
    .map((name) => resolve(top, name));
  const ignored = git.fields(['check-ignore', '-z', '--stdin'], inside.join('\0'));
  // git lists a submodule, a nested repository or an ignored folder as one path, which stands for all files in it.
  const changed = new Set([...differences.filter(({ isDeleted }) => !isDeleted).map(({ path }) => path), ...untracked, ...ignored]);
  const touched = [...changed, ...differences.map(({ path }) => path)];
  const isChanged = (file: string) => {
    const target = realPath(file);
    // A link has changed if its target has, or if the link itself has.
    return !isInside(top, target) || [target, resolve(file)].some((path) => foldersOf(path).some((each) => changed.has(each)));
  };
  return {
    isChanged,
    hasChanges: (path) => isChanged(path) || touched.some((each) => isInside(realPath(path), each)),
    before: () => manifestsBefore(withLinkTargets(differences, base, top, git), paths, git),
  };
}

/** A file that differs from its version at a revision. */
interface Difference {
  readonly path: string;
  readonly isDeleted: boolean;
  /** The content at that revision; undefined if it was neither a regular file nor a link. */
  readonly blob?: string;
  /** Whether it was a link, so that its content is a path. */
  readonly wasLink: boolean;
}

/** git prints two fields for each file: `:100644 000000 <blob> <blob> D`, and the name. */
function differencesFrom(base: string, top: string, git: Git): readonly Difference[] {
  const fields = git.fields([
    '-c',
    'diff.relative=false',
    'diff',
    '--raw',
    '--no-abbrev',
    '--no-renames',
    '--ignore-submodules=none',
    '-z',
    base,
  ]);
  return fields.flatMap((name, index): readonly Difference[] => {
    if (index % 2 === 0) {
      return [];
    }
    const [mode, , blob, , status] = fields[index - 1].split(' ');
    const wasLink = mode.startsWith(':120');
    return [{ path: resolve(top, name), isDeleted: status === 'D', blob: wasLink || mode.startsWith(':100') ? blob : undefined, wasLink }];
  });
}

/** The differences with the former targets of links: a file of the repository at that revision, or nothing. */
function withLinkTargets(differences: readonly Difference[], base: string, top: string, git: Git): readonly Difference[] {
  const links = differences.filter(({ wasLink }) => wasLink);
  const texts = git.blobs(links.map(({ blob }) => blob!));
  const targets = links.map(({ path, blob }) => `${base}:${slashed(relative(top, resolve(dirname(path), String(texts.get(blob!)))))}`);
  const found = git.blobsAt(targets);
  const targetOf = new Map(links.map((link, index) => [link, found[index]]));
  return differences.map((difference) => difference.wasLink ? { ...difference, blob: targetOf.get(difference) } : difference);
}

/** The former contents of changed manifests in the paths. */
function manifestsBefore(differences: readonly Difference[], paths: readonly string[], git: Git): readonly Input[] {
  const roots = paths.filter((path) => path !== '-').map((path) => ({ path, real: realPath(path) }));
  const manifests = differences.flatMap(({ path, blob }) => {
    const root = roots.find(({ real }) => isInside(real, path));
    const isRead = root && blob !== undefined && (path === root.real || isAudited(basename(path))) && !isDockerfileName(basename(path));
    return isRead ? [{ name: path === root.real ? root.path : joined(root.path, relative(root.real, path)), blob }] : [];
  });
  const contents = git.blobs(manifests.map(({ blob }) => blob));
  return manifests.map(({ name, blob }) => {
    const chunks = () => [contents.get(blob)!];
    return { name, isDockerfile: false, isNamed: false, chunks, preview: chunks };
  });
}

/** A path, and the folders around it. */
function foldersOf(path: string): readonly string[] {
  const folder = dirname(path);
  return folder === path ? [path] : [path, ...foldersOf(folder)];
}
