import { existsSync, readdirSync, realpathSync } from 'fs';
import { mkdtemp, rm, symlink } from 'fs/promises';
import { tmpdir } from 'os';
import { join, resolve } from 'path';
import { InputError, withPlace } from '../../formats/manifest/input-error';
import { isInside } from '../../formats/manifest/is-inside';

/** Files and folders of one chart. Most charts have less than a hundred. */
const MOST_FILES = 200_000;

/**
 * Refuses links that lead out of a folder, since Helm and kustomize follow them: a chart could print any file of the machine.
 *
 * @throws InputError naming the link
 */
export function checkLinks(folder: string): void {
  const root = withPlace(folder, () => realpathSync(folder));
  const folders = [folder];
  let files = 0;
  for (let next = folders.pop(); next !== undefined; next = folders.pop()) {
    const parent = next;
    for (const entry of withPlace(parent, () => readdirSync(parent, { withFileTypes: true }))) {
      const path = join(parent, entry.name);
      if (++files > MOST_FILES) {
        throw new InputError(`${folder}: has more than ${MOST_FILES} files, so it was not rendered: remove what does not belong to the chart`);
      }
      if (entry.isDirectory()) {
        folders.push(...parent === folder && isRepository(entry.name) ? [] : [path]);
      } else if (entry.isSymbolicLink()) {
        checkLink(path, root, parent);
      }
    }
  }
}

function checkLink(link: string, root: string, parent: string): void {
  // One that leads nowhere shows no file. Helm and kustomize refuse it in their own words, where they read it.
  if (!existsSync(link)) {
    return;
  }
  const target = realpathSync(link);
  if (!isInside(root, target)) {
    throw new InputError(`${link}: is a link that leads out of the folder, so it was not rendered: replace it by a copy`);
  }
  if (isInside(target, realpathSync(parent))) {
    throw new InputError(`${link}: is a link to a folder around it, so rendering would not end: remove it`);
  }
}

const REPOSITORY = '.git';

/** Some file systems do not tell capitals from small letters. */
function isRepository(name: string): boolean {
  return name.toLowerCase() === REPOSITORY;
}

/**
 * Does work with a chart without its folder `.git`, which may contain a token of the machine that checked the repository out. `.Files.Get`
 * would print it. A chart at the root of a repository is replaced by links to its other files, which Helm follows.
 */
export async function withoutRepository<T>(chart: string, work: (chart: string) => Promise<T>): Promise<T> {
  if (!existsSync(join(chart, REPOSITORY))) {
    return work(chart);
  }
  const folder = await mkdtemp(join(tmpdir(), 'cdk8s-hardened-chart-'));
  try {
    const names = readdirSync(chart).filter((name) => !isRepository(name));
    await Promise.all(names.map((name) => symlink(resolve(chart, name), join(folder, name))));
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
