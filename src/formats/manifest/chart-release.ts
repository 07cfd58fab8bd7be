import { asArray, asObject, asString, isObject, JsonObject } from './json';

/** The options of a release, as `helm template` takes them. */
export interface ChartRelease {
  readonly name: string;
  /** Undefined if the release does not name one. */
  readonly namespace?: string;
  /** Paths of values files, or with a leading slash from the root of the repository. */
  readonly valuesFiles: readonly string[];
  /** Where their paths start: in the folder of the chart, or in the folder of the file with the release. */
  readonly valuesFilesIn: 'chart' | 'file';
  /** Whether values files may be missing. */
  readonly mayMissFiles?: boolean;
  /** Values that override the values files, in this order: objects, and the text of YAML files. */
  readonly values: readonly (JsonObject | string)[];
  /** Values that override all others, such as `image.tag=1`. */
  readonly set: readonly string[];
  /** The fields that change what is rendered, and are not read. */
  readonly unread: readonly string[];
}

/** Values files of other sources, on other hosts, with placeholders, or of templates. */
const UNREAD_FILE = /^\$|^[a-z]+:(?:\/\/|:)|[*?[]|\.gotmpl$/i;

/** The release of a HelmRelease of Flux. */
export function fluxRelease({ metadata, spec }: JsonObject): ChartRelease {
  const { releaseName, targetNamespace, values, chart } = asObject(spec);
  const { name, namespace } = asObject(metadata);
  const target = asString(targetNamespace);
  const { valuesFiles } = asObject(asObject(chart).spec);
  return {
    name: text(releaseName ?? (target === undefined ? name : `${target}-${text(name)}`)),
    namespace: target ?? asString(namespace),
    valuesFiles: [],
    valuesFilesIn: 'chart',
    values: isObject(values) ? [values] : [],
    set: [],
    unread: [
      ...presentIn(asObject(spec), ['valuesFrom', 'postRenderers']),
      ...valuesFiles === undefined ? [] : ['chart.spec.valuesFiles'],
    ],
  };
}

/**
 * The release of a source of an Application, or undefined if an ApplicationSet fills it in. Argo CD reads `values` only without
 * `valuesObject`.
 */
export function argoRelease(name: string, namespace: string | undefined, helm: JsonObject): ChartRelease | undefined {
  const files = asArray(helm.valueFiles).map(text);
  const isRead = (file: string) => !UNREAD_FILE.test(file);
  const parameters = asArray(helm.parameters).map(asObject);
  const isPlain = ({ forceString }: JsonObject) => forceString !== true;
  const inline = isObject(helm.valuesObject) ? helm.valuesObject : asString(helm.values);
  return withoutPlaceholders({
    name: text(helm.releaseName ?? name),
    namespace: asString(helm.namespace) ?? namespace,
    valuesFiles: files.filter(isRead),
    valuesFilesIn: 'chart',
    mayMissFiles: helm.ignoreMissingValueFiles === true,
    values: inline === undefined ? [] : [inline],
    set: parameters.filter(isPlain).map((each) => `${text(each.name)}=${text(each.value).replaceAll(',', '\\,')}`),
    unread: [
      ...files.every(isRead) ? [] : ['helm.valueFiles'],
      ...parameters.every(isPlain) ? [] : ['helm.parameters'],
      ...presentIn(helm, ['fileParameters']).map((field) => `helm.${field}`),
    ],
  });
}

/** A release of a helmfile, or undefined if a template fills it in. */
export function helmfileRelease(release: JsonObject): ChartRelease | undefined {
  const values = asArray(release.values);
  const files = values.slice(0, values.findIndex(isObject) < 0 ? values.length : values.findIndex(isObject)).map(text);
  const isRead = (file: string) => !UNREAD_FILE.test(file);
  const set = asArray(release.set).map(asObject);
  const isPlain = ({ value }: JsonObject) => value !== undefined;
  return withoutPlaceholders({
    name: text(release.name),
    namespace: asString(release.namespace),
    valuesFiles: files.filter(isRead),
    valuesFilesIn: 'file',
    values: values.filter(isObject),
    set: set.filter(isPlain).map((each) => `${text(each.name)}=${String(each.value).replaceAll(',', '\\,')}`),
    unread: [
      ...files.every(isRead) && values.slice(files.length).every(isObject) ? [] : ['values'],
      ...set.every(isPlain) ? [] : ['set'],
      ...presentIn(release, ['secrets', 'valuesTemplate', 'strategicMergePatches', 'jsonPatches', 'transformers']),
    ],
  });
}

/** A release; undefined if it has a placeholder of a template. */
function withoutPlaceholders(release: ChartRelease): ChartRelease | undefined {
  return JSON.stringify(release).includes('{{') ? undefined : release;
}

function presentIn(object: JsonObject, fields: readonly string[]): readonly string[] {
  return fields.filter((field) => object[field] !== undefined);
}

function text(value: unknown): string {
  return asString(value) ?? '';
}
