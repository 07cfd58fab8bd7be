import { DockerfileInstruction, DockerfileView, finalInstructions } from './dockerfile';
import { ModeChange, modeChanges } from './mode-changes';
import { isSticky, letsOthersWrite, stopsOthersWriting } from './modes';
import { isIn } from '../../manifest/paths';

/** A directory that everybody may write. */
export interface OpenDirectory {
  readonly instruction: DockerfileInstruction;
  readonly path: string;
}

/** Ignored in every image: they belong to the kernel, or everybody may write there. */
const NOT_MEANT = ['/dev', '/proc', '/sys', '/tmp', '/var/tmp'];

/**
 * The directories of the final image that RUN opens to everybody, as with 777 or 1777, and that nothing closes or removes again: they are
 * made to be written. A path is a directory if a command makes it, or if its mode is sticky or set for all that is in it.
 */
export function openDirectoriesOf(view: DockerfileView): readonly OpenDirectory[] {
  const open = new Map<string, OpenDirectory>();
  const made = new Set<string>();
  for (const change of finalInstructions(view).filter(({ keyword }) => keyword === 'RUN').flatMap(modeChanges)) {
    const { instruction, mode, paths, makes, of } = change;
    paths.filter(() => makes).forEach((path) => made.add(path));
    if (letsOthersWrite(mode)) {
      const isDirectory = (path: string) => isSticky(mode) || of === 'all' || made.has(path);
      paths.filter((path) => isDirectory(path) && !NOT_MEANT.some((other) => isIn(path, other)))
        .forEach((path) => open.set(path, { instruction, path }));
    } else if (stopsOthersWriting(mode)) {
      [...open.keys()].filter((path) => isChanged(path, change)).forEach((path) => open.delete(path));
    }
  }
  return [...open.values()];
}

function isChanged(path: string, { paths, of }: ModeChange): boolean {
  return paths.some((other) => other === path || (of === 'all' && isIn(path, other)));
}
