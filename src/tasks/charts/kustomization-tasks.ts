import { join, resolve } from 'path';
import { includedCharts } from './included-charts';
import { KustomizationGraph } from './kustomization/graph';
import { renderWithCharts } from './kustomization/mirror';
import { Kustomization } from './kustomization/read';
import { renderKustomization } from './kustomize';
import { RenderOptions, RenderTask } from './render-options';
import { RenderedText } from './rendered';
import { Affixes, hasObjectsOf } from './rendered-objects';
import { Renderable } from './rounds';
import { sharedRoot } from '../../formats/files/repository-root';
import { firstOf } from '../../formats/manifest/first-of';
import { append } from '../../formats/manifest/group-by';
import { isInside } from '../../formats/manifest/is-inside';
import { KUSTOMIZATION_NAMES } from '../../formats/manifest/kustomization';
import { realPath } from '../../formats/manifest/real-path';
import { Input } from '../audit/input';
import { Note } from '../audit/note';

/** The kustomizations that can be rendered. */
export interface Kustomizations {
  readonly all: readonly Renderable<RenderTask>[];
  /** The files that the kustomizations use, as real paths. */
  readonly files: ReadonlySet<string>;
  /** The files that the kustomizations use but do not deploy, such as patches. */
  readonly others: ReadonlySet<string>;
  /** The role of a file that no kustomization uses; undefined if there is no kustomization in its folder or above. */
  readonly roleOf: (file: string) => Pick<Input, 'mayBePatch'> | undefined;
  /** After all renderings: the kustomizations that were not rendered, and why. */
  readonly notes: () => readonly Note[];
}

export function kustomizationsIn(
  folders: readonly string[], isNamed: (folder: string) => boolean, options: RenderOptions,
): Kustomizations {
  const { onlyNamed, isExcluded, allowsRemote } = options;
  const isLeftOut = (folder: string) => [folder, ...KUSTOMIZATION_NAMES.map((name) => join(folder, name))].some(isExcluded);
  const read = folders.filter((folder) => (!onlyNamed || isNamed(folder)) && !isLeftOut(folder));
  const graph = new KustomizationGraph({ rootOf: sharedRoot, allowsRemote });
  const leftOut = new Map<typeof COMPONENT, string[]>();
  const all = read.map((folder): Renderable<RenderTask> => {
    const charts = graph.chartsOf([folder]);
    const included = graph.includedBy([folder]);
    return {
      path: folder,
      isWanted: isNamed(folder),
      isOnlyPart: graph.at(folder).isComponent,
      includes: new Set([...included, ...charts.flatMap((chart) => [realPath(chart), ...includedCharts(chart)])]),
      tasks: () => {
        const why = isNamed(folder) ? undefined : whyNotAlone(graph.at(folder));
        if (why !== undefined) {
          append(leftOut, why, [folder]);
          return [];
        }
        const task = taskOf(folder, graph, isNamed(folder), options);
        return [{ ...task, render: async () => withIncluded(included, graph.partsOf(folder).affixes, await task.render()) }];
      },
    };
  });
  const roots = folders.map((folder) => resolve(folder));
  const roleOf = (file: string) => roots.some((root) => isInside(root, resolve(file))) ? { mayBePatch: true } : undefined;
  const notes = () => [...leftOut].map(([{ noun, suffix, one, several }, left]): Note => ({
    count: left.length,
    noun,
    suffix,
    text: `${firstOf(left, MOST_NAMES)}: ${left.length === 1 ? one : several}`,
  }));
  return { all, files: graph.filesOf(read), others: graph.othersOf(read), roleOf, notes };
}

function withIncluded(included: ReadonlySet<string>, affixes: Affixes, rendered: RenderedText): RenderedText {
  const hasAll = (own: string) => hasObjectsOf(own, rendered.text, affixes);
  return { ...rendered, parts: [...rendered.parts ?? [], ...[...included].map((path) => ({ path, hasAll }))] };
}

/** The maximum number of folders that a remark names. */
const MOST_NAMES = 3;

/** Why kustomizations are not rendered by themselves, which is not an error. */
const COMPONENT = {
  noun: 'component',
  suffix: 'that no rendered kustomization includes',
  one: 'is a component that no rendered kustomization includes, so it was not evaluated',
  several: 'are components that no rendered kustomization includes, so they were not evaluated',
};
const AWAITS_CHART = {
  noun: 'kustomization',
  suffix: 'of a rendered.yaml that comes at deployment',
  one: 'gets rendered.yaml at deployment, so it was not rendered: audit the output of kustomize at deployment',
  several: 'get rendered.yaml at deployment, so they were not rendered: audit the output of kustomize at deployment',
};

function whyNotAlone({ isComponent, awaitsChart }: Kustomization): typeof COMPONENT | undefined {
  if (isComponent) {
    return COMPONENT;
  }
  return awaitsChart ? AWAITS_CHART : undefined;
}

function taskOf(folder: string, graph: KustomizationGraph, isNamed: boolean, options: RenderOptions): RenderTask {
  const { file, files, charted, affixes, problem } = graph.partsOf(folder);
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
      const { allowsRemote } = options;
      return charted.length > 0 ? renderWithCharts({ folder, root: sharedRoot(folder), files, charted, affixes }, options, allowsRemote)
        : renderKustomization(folder, options, allowsRemote);
    },
  };
}
