import { basename } from 'path';
import { CHART_FILE, isArchive, isLibraryFile, localDependencies } from './chart-file';
import { chartFiles, isSameChart } from './chart-files';
import { RenderedPart } from './rendered';
import { hasObjectsOfCopy, templateObjects } from './rendered-objects';
import { subchartCalled, subchartsIn, templateFile } from './template-file';
import { realPath } from '../../formats/manifest/real-path';

/** The charts that a chart includes from folders beside it, directly or not, as real paths. */
export function includedCharts(chart: string, known: ReadonlySet<string> = new Set([realPath(chart)])): ReadonlySet<string> {
  const included = new Set<string>();
  for (const { folder } of localDependencies(chart)) {
    const real = realPath(folder);
    if (!known.has(real)) {
      [real, ...includedCharts(folder, new Set([...known, ...included, real]))].forEach((each) => included.add(each));
    }
  }
  return included;
}

/** The objects of included charts in a rendering. */
export interface RenderedParts {
  /** The included charts with objects in the rendering. */
  readonly parts: readonly RenderedPart[];
  /** The names of subcharts without objects in the rendering. */
  readonly empty: readonly string[];
}

/** Looks for the objects of included charts in a rendering: a condition can turn each of them off. */
export function renderedParts(chart: string, text: string): RenderedParts {
  const subcharts = isArchive(chart) ? [] : subchartsIn(chart);
  if (subcharts.length === 0) {
    return { parts: [], empty: [] };
  }
  const files = filesWithObjects(chart, text);
  const isRendered = (part: string) => files.some((file) => file.startsWith(`${part}/`));
  return {
    parts: copiesIn(chart, chart, isRendered).map(({ folder, copy }) => ({
      path: realPath(folder),
      hasAll: (own) => hasObjectsOfCopy(own, text, { chart: folder, copy, including: chart }),
    })),
    empty: subcharts.filter((part) => !isRendered(part) && hasTemplates(part)).map((part) => basename(part)),
  };
}

/** The files of a chart that have an object in a rendering. A template that is turned off may still print comments. */
function filesWithObjects(chart: string, text: string): readonly string[] {
  const fileOf = templateFile(chart);
  const files = new Set<string>();
  try {
    for (const { template } of templateObjects(text)) {
      files.add(fileOf(template));
    }
  } catch {
    // The evaluation reports the same error.
  }
  return [...files];
}

interface Copy {
  readonly folder: string;
  readonly copy: string;
}

/**
 * The charts beside a chart that it includes as unchanged copies.
 *
 * @param chart the chart as its author wrote it, whose dependencies are beside it
 * @param copy the same chart as it was rendered, with the dependencies inside
 */
function copiesIn(chart: string, copy: string, isRendered: (part: string) => boolean): readonly Copy[] {
  return localDependencies(chart).flatMap(({ called, folder }) => {
    const part = subchartCalled(copy, called);
    const isIn = isRendered(part) && isSameChart(folder, part);
    return isIn ? [{ folder, copy: part }, ...isArchive(part) ? [] : copiesIn(folder, part, isRendered)] : [];
  });
}

/** Whether a subchart can render something by itself. */
function hasTemplates(part: string): boolean {
  const files = chartFiles(part);
  const described = files?.get(CHART_FILE);
  return described !== undefined && !isLibraryFile(described())
    && [...files!.keys()].some((path) => path.startsWith('templates/') && !basename(path).startsWith('_'));
}
