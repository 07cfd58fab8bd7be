import { join } from 'path';
import { KUSTOMIZATION_NAMES } from './kustomization/file';
import { kustomizationParts, KustomizationParts } from './kustomization/read';
import { renderKustomization } from './kustomize';
import type { RenderOptions, RenderTask } from './render-inputs';
import { repositoryRoot } from './repository-root';
import { realPath } from '../../formats/manifest/real-path';

/** What kustomizations are rendered to. */
export interface KustomizationTasks {
  readonly tasks: readonly RenderTask[];
  /** The files that they are made of, without links. */
  readonly files: ReadonlySet<string>;
}

/** Each that no other includes, and each that the user named. */
export function kustomizationTasks(
  folders: readonly string[], isNamed: (folder: string) => boolean, options: RenderOptions,
): KustomizationTasks {
  const { onlyNamed, isExcluded, allowsRemote, onRemark } = options;
  const isLeftOut = (folder: string) => [folder, ...KUSTOMIZATION_NAMES.map((name) => join(folder, name))].some(isExcluded);
  const read = folders.filter((folder) => (!onlyNamed || isNamed(folder)) && !isLeftOut(folder))
    .map((folder) => ({ folder, parts: kustomizationParts(folder, { root: repositoryRoot(folder), allowsRemote }) }));
  const included = new Set(read.flatMap(({ parts }) => [...parts.included]));
  const roots = read.filter(({ folder }) => isNamed(folder) || !included.has(realPath(folder)));
  const components = roots.filter(({ folder, parts }) => parts.isComponent && !isNamed(folder));
  components.forEach(({ folder }) => onRemark?.(`${folder}: is a component that no kustomization here includes, so it was not rendered`));
  return {
    tasks: roots.filter((root) => !components.includes(root)).map(({ folder, parts }) => taskOf(folder, parts, isNamed(folder), options)),
    files: new Set(read.flatMap(({ parts }) => [...parts.files])),
  };
}

function taskOf(folder: string, { file, files, problem }: KustomizationParts, isNamed: boolean, options: RenderOptions): RenderTask {
  return {
    name: folder,
    isNamed,
    rendering: { kind: 'kustomization', sources: [...files], fileOf: () => file },
    render: async () => {
      if (problem) {
        throw problem;
      }
      return renderKustomization(folder, options, options.allowsRemote);
    },
  };
}
