import { join } from 'path';
import { KustomizationGraph } from './kustomization/graph';
import { renderWithCharts } from './kustomization/mirror';
import { Kustomization } from './kustomization/read';
import { renderKustomization } from './kustomize';
import { RenderOptions, RenderTask } from './render-options';
import { repositoryRoot } from './repository-root';
import { firstOf } from '../../formats/manifest/first-of';
import { groupBy } from '../../formats/manifest/group-by';
import { KUSTOMIZATION_NAMES } from '../../formats/manifest/kustomization';
import { realPath } from '../../formats/manifest/real-path';

/** The renderings of kustomizations. */
export interface KustomizationTasks {
  readonly tasks: readonly RenderTask[];
  /** The files that they are made of, without links. */
  readonly files: ReadonlySet<string>;
  /** The charts that they render, without links. */
  readonly charts: ReadonlySet<string>;
}

/** Each that no other includes, and each that the user named. */
export function kustomizationTasks(
  folders: readonly string[], isNamed: (folder: string) => boolean, options: RenderOptions,
): KustomizationTasks {
  const { onlyNamed, isExcluded, allowsRemote, onRemark } = options;
  const isLeftOut = (folder: string) => [folder, ...KUSTOMIZATION_NAMES.map((name) => join(folder, name))].some(isExcluded);
  const read = folders.filter((folder) => (!onlyNamed || isNamed(folder)) && !isLeftOut(folder));
  const graph = new KustomizationGraph({ rootOf: repositoryRoot, allowsRemote });
  const included = graph.includedBy(read);
  const alone = read.filter((folder) => isNamed(folder) || !included.has(realPath(folder)));
  // Kustomizations that include each other in a circle are all included, but by none that is rendered. Kustomize reports their error.
  const reached = new Set([...alone.map(realPath), ...graph.includedBy(alone)]);
  const roots = [...alone, ...read.filter((folder) => !reached.has(realPath(folder)))];
  const byReason = groupBy(roots, (folder) => isNamed(folder) ? undefined : whyNotAlone(graph.at(folder)));
  byReason.forEach((left, why) => why && onRemark?.(`${firstOf(left, MOST_NAMES)}: ${left.length === 1 ? why.one : why.several}`));
  const tasks = (byReason.get(undefined) ?? []).map((folder) => taskOf(folder, graph, isNamed(folder), options));
  return { tasks, files: graph.filesOf(read), charts: graph.chartsOf(roots) };
}

/** Of how many folders a remark has the names. */
const MOST_NAMES = 3;

/** Why kustomizations are not rendered by themselves, which is not an error. */
const COMPONENT = {
  one: 'is a component that no kustomization here includes, so it was not rendered',
  several: 'are components that no kustomization here includes, so they were not rendered',
};
const AWAITS_CHART = {
  one: 'gets rendered.yaml at deployment, so it was not rendered: audit what kustomize builds then',
  several: 'get rendered.yaml at deployment, so they were not rendered: audit what kustomize builds then',
};

function whyNotAlone({ isComponent, awaitsChart }: Kustomization): typeof COMPONENT | undefined {
  return isComponent ? COMPONENT : awaitsChart ? AWAITS_CHART : undefined;
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
      return charted.length > 0 ? renderWithCharts({ folder, root: repositoryRoot(folder), files, charted }, options, options.allowsRemote)
        : renderKustomization(folder, options, options.allowsRemote);
    },
  };
}
