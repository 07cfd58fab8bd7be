import { existsSync, mkdirSync, readdirSync, statSync, symlinkSync } from 'fs';
import { rm } from 'fs/promises';
import { join, relative, resolve } from 'path';
import { isGitFolder, leadsToGit } from '../../formats/files/git-folder';
import { temporaryFolder } from '../../formats/files/temporary-folder';
import { InputError, withPlace } from '../../formats/manifest/input-error';
import { isInside } from '../../formats/manifest/is-inside';
import { existingPath } from '../../formats/manifest/real-path';
import { joined } from '../../formats/manifest/slashed';

/** Files and folders of one chart. Most charts have less than a hundred. */
const MOST_FILES = 200_000;

/** A folder or a link in a chart. */
interface Entry {
  readonly path: string;
  /** The folder around the entry. */
  readonly parent: string;
}

/** Folders and links in the folder of a chart. */
interface ChartFolder {
  readonly links: readonly Entry[];
  /** Git folders, which are not read. */
  readonly repositories: readonly Entry[];
}

/**
 * Refuses links that lead out of a folder or to a repository, since Helm follows them: a chart could print any file of the machine.
 *
 * @throws InputError naming the link
 */
export function checkLinks(folder: string): void {
  const root = withPlace(folder, () => existingPath(folder));
  const { links, repositories } = entriesOf(folder);
  const checkouts = repositories.map(({ parent }) => existingPath(parent));
  links.forEach((link) => checkLink(link, root, checkouts));
}

function entriesOf(chart: string): ChartFolder {
  const links: Entry[] = [];
  const repositories: Entry[] = [];
  const folders = [chart];
  let files = 0;
  for (let next = folders.pop(); next !== undefined; next = folders.pop()) {
    const parent = next;
    const entries = withPlace(parent, () => readdirSync(parent, { withFileTypes: true }));
    const names = new Set(entries.map(({ name }) => name));
    if (parent !== chart && isGitFolder((name) => names.has(name))) {
      refuseGit(parent);
    }
    for (const entry of entries) {
      const found = { path: joined(parent, entry.name), parent };
      if (++files > MOST_FILES) {
        throw new InputError(`${chart}: has more than ${MOST_FILES} files, so it was not rendered: `
          + 'remove files that do not belong to the chart');
      }
      if (leadsToGit(entry.name)) {
        if (!CHECKOUT.test(entry.name) || RENDERED.test(relative(chart, parent))) {
          refuseGit(found.path);
        }
        repositories.push(found);
      } else if (entry.isDirectory()) {
        folders.push(found.path);
      } else if (entry.isSymbolicLink()) {
        links.push(found);
      } else if (!entry.isFile()) {
        refuseSpecial(found.path);
      }
    }
  }
  return { links, repositories };
}

/** The git folder of a checkout, which no chart needs. */
const CHECKOUT = /^\.git$/i;
/** Folders in which Helm renders every file. No file of them may be left out. */
const RENDERED = /(?:^|[\\/])(?:templates|crds)(?:[\\/]|$)/;

function refuseGit(path: string): never {
  throw new InputError(`${path}: looks like a folder of git, which may contain a token, so the chart `
    + 'was not rendered: move it out of the chart, or rename it');
}

/** Helm would wait forever for a pipe named Chart.yaml or .helmignore. */
function refuseSpecial(path: string): never {
  throw new InputError(`${path}: is not a regular file, so the chart was not rendered: remove it`);
}

function checkLink({ path, parent }: Entry, root: string, checkouts: readonly string[]): void {
  // A broken link shows no file. Helm reports it if it reads it.
  if (!existsSync(path)) {
    return;
  }
  const target = existingPath(path);
  if (!isInside(root, target)) {
    throw new InputError(`${path}: is a link that leads out of the folder, so it was not rendered: replace the link with a copy`);
  }
  if (isInside(target, existingPath(parent))) {
    throw new InputError(`${path}: is a link to one of its parent folders, so rendering would never end: remove the link`);
  }
  if (leadsToGit(relative(root, target)) || checkouts.some((checkout) => isInside(target, checkout))) {
    throw new InputError(`${path}: is a link to a repository, which may contain a token, so it was not rendered: remove it`);
  }
  const entry = statSync(target);
  if (!entry.isFile() && !entry.isDirectory()) {
    refuseSpecial(path);
  }
}

/**
 * Runs `work` with a chart that has no `.git` folder: the folder may contain a token of the machine, which `.Files.Get` would print. In
 * place of a chart with such a folder, `work` gets a folder with links to all other files, which Helm follows.
 */
export async function withoutRepository<T>(chart: string, work: (chart: string) => Promise<T>): Promise<T> {
  const { repositories } = withPlace(chart, () => statSync(chart)).isDirectory() ? entriesOf(chart) : { repositories: [] };
  if (repositories.length === 0) {
    return work(chart);
  }
  const folder = temporaryFolder('chart');
  try {
    linkOthers(chart, folder, repositories.map(({ path }) => path));
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Links all other entries into the copy. The copy has real folders only around entries that are left out. */
function linkOthers(chart: string, copy: string, leftOut: readonly string[]): void {
  for (const name of readdirSync(chart)) {
    const [path, target] = [join(chart, name), join(copy, name)];
    const inside = leftOut.filter((each) => isInside(path, each));
    if (inside.length === 0) {
      symlinkSync(resolve(path), target);
    } else if (!inside.includes(path)) {
      mkdirSync(target);
      linkOthers(path, target, inside);
    }
  }
}
