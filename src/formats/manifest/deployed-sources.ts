import { argoRelease, ChartRelease, fluxRelease, helmfileRelease } from './chart-release';
import { asArray, asObject, asString, isObject, JsonObject } from './json';
import { groupKind, objectName } from './workload';

/** What an object deploys: a chart, or a folder of a repository. */
export interface DeployedSource {
  readonly noun: string;
  /** The object that names it, such as `HelmRelease shop/web`. */
  readonly object: string;
  /** The chart or folder, as the object names it. */
  readonly named: string;
  /** The path in the repository; undefined if it is on another host. */
  readonly path?: string;
  /** The options with which a chart at the path is rendered; undefined if the file does not have them. */
  readonly release?: ChartRelease;
}

type Source = Omit<DeployedSource, 'object'>;

const FOLDER_SOURCES: readonly unknown[] = ['GitRepository', 'Bucket'];

/** By group and kind, the charts and folders that objects deploy. */
const READERS: { readonly [groupKind: string]: ((object: JsonObject) => readonly Source[]) | undefined } = {
  'helm.toolkit.fluxcd.io/HelmRelease': (object) => {
    const { chart, chartRef } = asObject(object.spec);
    const { chart: named, sourceRef } = asObject(asObject(chart).spec);
    const { kind, name } = asObject(isObject(chartRef) ? chartRef : sourceRef);
    const isFolder = !isObject(chartRef) && FOLDER_SOURCES.includes(kind);
    const inFolder = isFolder ? { path: text(named), release: fluxRelease(object) } : {};
    return [{ noun: 'HelmRelease', named: text(isObject(chartRef) ? name : named), ...inFolder }];
  },
  'kustomize.toolkit.fluxcd.io/Kustomization': ({ spec }) => {
    const { path, sourceRef } = asObject(spec);
    const named = text(path ?? '.');
    return [{ noun: 'Kustomization', named, ...FOLDER_SOURCES.includes(asObject(sourceRef).kind) && { path: named } }];
  },
  'argoproj.io/Application': (object) => sourcesOf('Application', objectName(object), asObject(object.spec)),
  'argoproj.io/ApplicationSet': ({ spec }) => {
    const template = asObject(asObject(spec).template);
    return sourcesOf('ApplicationSet', text(asObject(template.metadata).name), asObject(template.spec));
  },
  'helm.cattle.io/HelmChart': ({ spec }) => {
    const { chart, chartContent } = asObject(spec);
    return chartContent === undefined ? [{ noun: 'HelmChart', named: text(chart) }] : NONE;
  },
};

const NONE: readonly Source[] = [];

/** The charts and folders that an object deploys; empty for most kinds. */
export function deployedSources(object: JsonObject): readonly DeployedSource[] {
  const sources = READERS[groupKind(object)]?.(object) ?? NONE;
  if (sources.length === 0) {
    return [];
  }
  const { namespace } = asObject(object.metadata);
  const name = `${typeof namespace === 'string' ? `${namespace}/` : ''}${objectName(object)}`;
  return sources.map((each) => ({ ...each, object: `${each.noun} ${name}` }));
}

/** Charts that a release names by a path start with a dot or a slash. */
const LOCAL = /^(?:\.{1,2}\/|\/)/;
/** The releases of a helmfile, and the file that has them. */
const HELMFILE = /(?:^|\/)(?:helmfile(?:\.d\/[^/]+)?\.ya?ml(?:\.gotmpl)?|helmfile\.d\/[^/]+\.ya?ml)$/;

/** Whether a file is a helmfile, which has no Kubernetes object, by its name. */
export function isHelmfile(file: string): boolean {
  return HELMFILE.test(file);
}

/** The releases of a helmfile. */
export function helmfileSources(file: string, content: unknown): readonly DeployedSource[] {
  return asArray(asObject(content).releases).map(asObject).map((release) => {
    const named = text(release.chart);
    const local = LOCAL.test(named) ? { path: joinedPath(file, named), release: helmfileRelease(release) } : {};
    return { noun: 'helmfile release', object: `release ${text(release.name)}`, named, ...local };
  });
}

function sourcesOf(noun: string, name: string, spec: JsonObject): readonly Source[] {
  const { source, sources, destination } = spec;
  const namespace = asString(asObject(destination).namespace);
  return [...isObject(source) ? [source] : [], ...asArray(sources)].map(asObject).flatMap((each): readonly Source[] => {
    const { chart, path, ref } = each;
    if (typeof chart === 'string') {
      return [{ noun, named: chart }];
    }
    // A source with only a name has values for the charts of other sources.
    return typeof path !== 'string' && ref !== undefined ? []
      : [{ noun, named: text(path ?? '.'), path: text(path ?? '.'), release: argoRelease(name, namespace, asObject(each.helm)) }];
  });
}

function text(value: unknown): string {
  return asString(value) ?? '';
}

function joinedPath(file: string, named: string): string {
  const steps = cleanPath(file).split('/').slice(0, -1);
  for (const step of named.split('/')) {
    if (step === '..') {
      steps.pop();
    } else if (step !== '.' && step !== '') {
      steps.push(step);
    }
  }
  return steps.join('/');
}

/** A path without `.`, and without slashes at its ends. */
export function cleanPath(path: string): string {
  return path.replaceAll('\\', '/').split('/').filter((step) => step !== '' && step !== '.').join('/');
}
