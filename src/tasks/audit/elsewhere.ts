import { Note } from './note';
import { groupBy } from '../../formats/manifest/group-by';
import { asArray, asObject, asString, isObject, JsonObject } from '../../formats/manifest/json';
import { groupKind, objectName } from '../../formats/manifest/workload';
import { countText } from '../reports/text';

/** What an object deploys: charts, or folders of a repository. */
interface Deployed {
  readonly noun: string;
  /** The chart or folder, as the object names it. */
  readonly named: string;
  /** The path in the repository; undefined if it is on another host. */
  readonly path?: string;
}

interface Deploying extends Deployed {
  readonly place: string;
  readonly object: string;
}

const FOLDER_SOURCES: readonly unknown[] = ['GitRepository', 'Bucket'];

/** By group and kind, the charts and folders that objects deploy. */
const READERS: { readonly [groupKind: string]: ((object: JsonObject) => readonly Deployed[]) | undefined } = {
  'helm.toolkit.fluxcd.io/HelmRelease': ({ spec }) => {
    const { chart, chartRef } = asObject(spec);
    const { chart: named, sourceRef } = asObject(asObject(chart).spec);
    const { kind, name } = asObject(isObject(chartRef) ? chartRef : sourceRef);
    const isFolder = !isObject(chartRef) && FOLDER_SOURCES.includes(kind);
    return [{ noun: 'HelmRelease', named: text(isObject(chartRef) ? name : named), ...isFolder && { path: text(named) } }];
  },
  'kustomize.toolkit.fluxcd.io/Kustomization': ({ spec }) => {
    const { path, sourceRef } = asObject(spec);
    const named = text(path ?? '.');
    return [{ noun: 'Kustomization', named, ...FOLDER_SOURCES.includes(asObject(sourceRef).kind) && { path: named } }];
  },
  'argoproj.io/Application': ({ spec }) => sourcesOf('Application', asObject(spec)),
  'argoproj.io/ApplicationSet': ({ spec }) => sourcesOf('ApplicationSet', asObject(asObject(asObject(spec).template).spec)),
  'helm.cattle.io/HelmChart': ({ spec }) => {
    const { chart, chartContent } = asObject(spec);
    return chartContent === undefined ? [{ noun: 'HelmChart', named: text(chart) }] : NONE;
  },
};

const NONE: readonly Deployed[] = [];
/** The releases of a helmfile, and the file that has them. */
const HELMFILE = /(?:^|\/)(?:helmfile(?:\.d\/[^/]+)?\.ya?ml(?:\.gotmpl)?|helmfile\.d\/[^/]+\.ya?ml)$/;

/** Charts that a release names by a path start with a dot or a slash. */
const LOCAL = /^(?:\.{1,2}\/|\/)/;

function text(value: unknown): string {
  return asString(value) ?? '';
}

function sourcesOf(noun: string, { source, sources }: JsonObject): readonly Deployed[] {
  return [...isObject(source) ? [source] : [], ...asArray(sources)].map(asObject).flatMap(({ chart, path, ref }): readonly Deployed[] => {
    if (typeof chart === 'string') {
      return [{ noun, named: chart }];
    }
    // A source with only a name has values for the charts of other sources.
    return typeof path !== 'string' && ref !== undefined ? [] : [{ noun, named: text(path ?? '.'), path: text(path ?? '.') }];
  });
}

/** Objects that deploy charts and folders which are not in the input, so that nobody takes the audit for a complete one. */
export class Elsewhere {
  private readonly all: Deploying[] = [];
  /** The paths of all inputs, and the folders above them. */
  private readonly folders = new Set<string>();

  /** Records an input, which may be the chart or folder that an object deploys. */
  public addInput(paths: readonly string[]): void {
    for (const path of paths) {
      for (let folder = clean(path); folder !== '' && !this.folders.has(folder); folder = folderAbove(folder)) {
        this.folders.add(folder);
      }
    }
  }

  /** @param place returns the place of the object, called only if it deploys something */
  public addObject(object: JsonObject, place: () => string): void {
    const deployed = READERS[groupKind(object)]?.(object) ?? NONE;
    if (deployed.length > 0) {
      const { namespace } = asObject(object.metadata);
      const name = `${typeof namespace === 'string' ? `${namespace}/` : ''}${objectName(object)}`;
      const [at] = [place()];
      deployed.forEach((each) => this.all.push({ ...each, place: at, object: `${each.noun} ${name}` }));
    }
  }

  /** Records the releases of a helmfile, which has no Kubernetes object. */
  public addOther(file: string, read: () => unknown): void {
    if (HELMFILE.test(file)) {
      for (const release of asArray(asObject(read()).releases).map(asObject)) {
        const named = text(release.chart);
        const path = LOCAL.test(named) ? { path: joinedPath(file, named) } : {};
        this.all.push({ noun: 'helmfile release', named, place: file, object: `release ${text(release.name)}`, ...path });
      }
    }
  }

  /** The objects whose charts and folders are not in the input, each once. Complete after all inputs. */
  private get missing(): readonly Deploying[] {
    const missing = this.all.filter(({ path }) => path === undefined || !this.isInInput(clean(path)));
    return [...new Map(missing.map((each) => [`${each.place} ${each.object}`, each])).values()];
  }

  /** The number of objects whose pods were not evaluated. */
  public get count(): number {
    return this.missing.length;
  }

  /** A note for each kind of source. */
  public notes(): readonly Note[] {
    return [...groupBy(this.missing, ({ noun }) => noun)].map(([noun, own]) => {
      const [verb, their] = own.length === 1 ? ['names a chart or a folder that is', 'its'] : ['name charts or folders that are', 'their'];
      return {
        count: own.length,
        noun,
        suffix: 'of what is not in the input',
        text: `${countText(own.length, noun)} ${verb} not in the input, so ${their} pods were not evaluated`,
        details: own.map(({ place, object, named }) => `  ${place}: ${object}: ${named}`),
      };
    });
  }

  /** Whether the input has a file at or below a path of a repository, wherever the repository is. */
  private isInInput(path: string): boolean {
    return path === '' || this.folders.has(path) || [...this.folders].some((folder) => folder.endsWith(`/${path}`));
  }
}

/** A path without `.`, and without slashes at its ends. */
function clean(path: string): string {
  return path.replaceAll('\\', '/').split('/').filter((step) => step !== '' && step !== '.').join('/');
}

function folderAbove(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function joinedPath(file: string, named: string): string {
  const steps = clean(file).split('/').slice(0, -1);
  for (const step of named.split('/')) {
    if (step === '..') {
      steps.pop();
    } else if (step !== '.' && step !== '') {
      steps.push(step);
    }
  }
  return steps.join('/');
}
