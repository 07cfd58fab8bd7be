import { statSync } from 'fs';
import { isAbsolute } from 'path';
import { refuse } from './file';
import { confinedPath, confinedTarget } from '../../../formats/files/confined-file';
import { NamedFile } from '../../../formats/files/named-file';
import { orInputError } from '../../../formats/manifest/input-error';
import { asArray, asObject, asString, isObject, JsonObject } from '../../../formats/manifest/json';
import { joined } from '../../../formats/manifest/slashed';
import { nameProblem } from '../../settings-file/release-names';
import { ChartRendering } from '../helm';

/** A chart that a kustomization renders, with `helmCharts`. */
export interface LocalChart {
  /** The values of the chart come from files, before and after the inline values of the kustomization. */
  readonly rendering: Omit<ChartRendering, 'values'>;
  readonly valuesBefore: readonly NamedFile[];
  readonly inlineValues?: JsonObject;
  readonly valuesAfter: readonly NamedFile[];
}

const FIELD = 'helmCharts';
const OLD_FIELD = 'helmChartInflationGenerator';
const GLOBALS: ReadonlySet<string> = new Set(['chartHome', 'configHome']);
const KNOWN: ReadonlySet<string> = new Set([
  'name', 'version', 'repo', 'releaseName', 'namespace', 'valuesFile', 'additionalValuesFiles', 'valuesInline', 'valuesMerge',
  'includeCRDs', 'skipTests', 'kubeVersion', 'apiVersions',
]);

/** A kustomization with rendered files in place of the fields with which kustomize starts Helm. */
export function withoutCharts(content: JsonObject, rendered: readonly string[]): JsonObject {
  const { helmCharts: _, helmGlobals: __, ...rest } = content;
  return { ...rest, resources: [...asArray(content.resources), ...rendered] };
}

/**
 * The charts of a kustomization. Kustomize would download them and run Helm without our limits, so this program renders them, and only from
 * the repository.
 *
 * @param root the folder that charts and values files must not leave
 * @throws InputError if a chart is missing, or has a field that this program does not know
 */
export function localCharts(file: string, folder: string, content: JsonObject, root: string): readonly LocalChart[] {
  const elsewhere = `render it with \`kustomize build --enable-helm ${folder}\`, and pass the result, or exclude it`;
  if (content[OLD_FIELD] !== undefined) {
    refuse(file, `has ${OLD_FIELD}, which is not read: write ${FIELD} instead, or ${elsewhere}`);
  }
  const globals = asObject(content.helmGlobals);
  const charts = asArray(content[FIELD]).map(asObject);
  const unknown = [...charts.flatMap((chart) => unknownIn(chart, KNOWN, FIELD)), ...unknownIn(globals, GLOBALS, 'helmGlobals')][0];
  if (unknown !== undefined) {
    refuse(file, `${unknown} is not supported: remove it, or ${elsewhere}`);
  }
  if (charts.length > 0 && asArray(content.components).length > 0) {
    refuse(file, `has ${FIELD} and components, which kustomize applies before it renders charts: ${elsewhere}`);
  }
  return charts.map((chart) => new LocalChartReader(file, folder, root, elsewhere).read(chart, asString(globals.chartHome) ?? 'charts'));
}

function unknownIn(object: JsonObject, known: ReadonlySet<string>, field: string): readonly string[] {
  return Object.keys(object).filter((key) => !known.has(key)).map((key) => `${field}: ${key}`);
}

class LocalChartReader {
  constructor(
    private readonly file: string,
    private readonly folder: string,
    private readonly root: string,
    private readonly elsewhere: string,
  ) {}

  public read(chart: JsonObject, home: string): LocalChart {
    const { releaseName, namespace, valuesFile, additionalValuesFiles, valuesInline, kubeVersion, apiVersions } = chart;
    const { valuesMerge = 'override' } = chart;
    if (!['override', 'merge', 'replace'].includes(valuesMerge as string)) {
      refuse(this.file, `${FIELD}: valuesMerge ${JSON.stringify(valuesMerge)} is not known: write override, merge or replace`);
    }
    const names = { release: asString(releaseName), namespace: asString(namespace) };
    const problem = nameProblem(names);
    if (problem) {
      refuse(this.file, `${FIELD}: ${problem.field === 'release' ? 'releaseName' : problem.field} ${problem.text}`);
    }
    const inlineValues = isObject(valuesInline) ? valuesInline : undefined;
    const replaces = inlineValues !== undefined && valuesMerge === 'replace';
    const first = asString(valuesFile) === undefined || replaces ? [] : [this.values(asString(valuesFile)!)];
    const others = asArray(additionalValuesFiles).flatMap((each) => asString(each) ?? []).map((each) => this.values(each));
    const isLast = valuesMerge === 'merge';
    return {
      rendering: {
        chart: this.chart(chart, home),
        ...names,
        kubeVersion: asString(kubeVersion),
        apiVersions: asArray(apiVersions).flatMap((each) => asString(each) ?? []),
        skipTests: chart.skipTests === true,
        includeCrds: chart.includeCRDs === true,
      },
      valuesBefore: isLast ? [] : first,
      inlineValues,
      valuesAfter: isLast ? [...first, ...others] : others,
    };
  }

  /** The folder where kustomize looks for the chart before it downloads it. */
  private chart({ name: named, repo, version }: JsonObject, home: string): string {
    const name = asString(named) ?? '';
    const path = joined(this.folder, home, ...repo !== undefined && version !== undefined ? [`${name}-${String(version)}`] : [], name);
    if (name === '' || isAbsolute(home) || !statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
      refuse(this.file, `${FIELD}: the chart ${JSON.stringify(name)} is not in ${path}, and kustomize would download it: `
        + `unpack it there with \`helm pull --untar\`, or ${this.elsewhere}`);
    }
    return this.inField(() => confinedTarget(path, this.root) && path);
  }

  private values(named: string): NamedFile {
    const path = joined(this.folder, named);
    if (isAbsolute(named) || !statSync(path, { throwIfNoEntry: false })) {
      refuse(this.file, `${FIELD}: the values file ${JSON.stringify(named)} does not exist in ${this.folder}: correct the path`);
    }
    return this.inField(() => ({ path: confinedPath(path, this.root), root: this.root }));
  }

  private inField<T>(work: () => T): T {
    return orInputError(work, `${this.file}: ${FIELD}: `);
  }
}
