import { join, resolve } from 'path';
import { includedCharts } from './included-charts';
import { KUSTOMIZATION_NAMES } from './kustomization/file';
import { KustomizationGraph } from './kustomization/graph';
import { renderWithCharts } from './kustomization/mirror';
import { Kustomization } from './kustomization/read';
import { renderKustomization } from './kustomize';
import { RenderOptions, RenderTask } from './render-options';
import { Renderable } from './rounds';
import { repositoryRoot } from '../../formats/files/repository-root';
import { isInside } from '../../formats/manifest/is-inside';
import { realPath } from '../../formats/manifest/real-path';
import { Input } from '../audit/input';

/** The kustomizations that can be rendered. */
export interface Kustomizations {
  readonly all: readonly Renderable<RenderTask>[];
  /** The files that they are made of, without links. */
  readonly files: ReadonlySet<string>;
  /** What a file is that no kustomization uses; undefined if there is no kustomization in its folder or above. */
  readonly roleOf: (file: string) => Pick<Input, 'mayBePatch'> | undefined;
}

export function kustomizationsIn(
  folders: readonly string[], isNamed: (folder: string) => boolean, options: RenderOptions,
): Kustomizations {
  const { onlyNamed, isExcluded, allowsRemote, onRemark } = options;
  const isLeftOut = (folder: string) => [folder, ...KUSTOMIZATION_NAMES.map((name) => join(folder, name))].some(isExcluded);
  const read = folders.filter((folder) => (!onlyNamed || isNamed(folder)) && !isLeftOut(folder));
  const graph = new KustomizationGraph({ rootOf, allowsRemote });
  const all = read.map((folder): Renderable<RenderTask> => {
    const charts = graph.chartsOf([folder]);
    const included = graph.includedBy([folder]);
    return {
      path: folder,
      isWanted: isNamed(folder),
      includes: new Set([...included, ...charts.flatMap((chart) => [realPath(chart), ...includedCharts(chart)])]),
      tasks: () => {
        const why = isNamed(folder) ? undefined : whyNotAlone(graph.at(folder));
        if (why !== undefined) {
          onRemark?.(`${folder}: ${why}`);
        }
        return why === undefined ? [{ ...taskOf(folder, graph, isNamed(folder), options), contains: [...included] }] : [];
      },
    };
  });
  const roots = folders.map((folder) => resolve(folder));
  const roleOf = (file: string) => roots.some((root) => isInside(root, resolve(file))) ? { mayBePatch: true } : undefined;
  return { all, files: graph.filesOf(read), roleOf };
}

/** Its repository; without one the working directory, if the kustomization is in it. An overlay names a base beside it. */
function rootOf(folder: string): string {
  const [working, real] = [realPath('.'), realPath(folder)];
  return repositoryRoot(folder, isInside(working, real) ? working : real);
}

/** Why a kustomization cannot be built by itself, which is not an error. */
function whyNotAlone({ isComponent, awaitsChart }: Kustomization): string | undefined {
  return isComponent ? 'is a component that no rendered kustomization includes, so it was not evaluated'
    : awaitsChart ? 'gets rendered.yaml at deployment, so it was not rendered: audit what kustomize builds then' : undefined;
}

function taskOf(folder: string, graph: KustomizationGraph, isNamed: boolean, options: RenderOptions): RenderTask {
  const { file, files, charted, problem } = graph.partsOf(folder);
  const renderings = charted.flatMap(({ charts }) => charts.map(({ rendering }) => rendering));
  const [namespace, other] = new Set(renderings.map((each) => each.namespace));
  return {
    name: folder,
    isNamed,
    rendering: {
      kind: 'kustomization',
      isForeign: options.allowsRemote || charted.length > 0,
      ...other === undefined && { namespace },
      sources: [...files, ...renderings.map(({ chart }) => chart)],
      fileOf: () => file,
    },
    render: async () => {
      if (problem) {
        throw problem;
      }
      return charted.length > 0 ? renderWithCharts({ folder, root: rootOf(folder), files, charted }, options, options.allowsRemote)
        : renderKustomization(folder, options, options.allowsRemote);
    },
  };
}
