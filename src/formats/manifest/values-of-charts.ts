import { JsonObject, Path } from './json';
import { groupKind } from './workload';

/** Stands for every position in a list. */
const EACH = -1;
const OF_SOURCE = ['helm', 'valuesObject'];
const OF_APPLICATION: readonly Path[] = [['source', ...OF_SOURCE], ['sources', EACH, ...OF_SOURCE]];

/** Where objects that deploy charts have the values for them, by group and kind. */
const VALUES_OF_CHARTS: { readonly [groupKind: string]: readonly Path[] } = {
  'helm.toolkit.fluxcd.io/HelmRelease': [['spec', 'values']],
  'argoproj.io/Application': OF_APPLICATION.map((path) => ['spec', ...path]),
  'argoproj.io/ApplicationSet': OF_APPLICATION.map((path) => ['spec', 'template', 'spec', ...path]),
  'kustomize.config.k8s.io/Kustomization': [['helmCharts', EACH, 'valuesInline']],
};

/** The places of values for charts in an object; empty if it deploys none. */
export function valuesOfCharts(object: JsonObject): readonly Path[] {
  const key = groupKind(object);
  return Object.hasOwn(VALUES_OF_CHARTS, key) ? VALUES_OF_CHARTS[key] : [];
}

/** Whether a path leads to one of these places, or into it. */
export function isInValues(path: Path, places: readonly Path[]): boolean {
  return places.some((place) => place.length <= path.length
    && place.every((step, index) => step === path[index] || (step === EACH && typeof path[index] === 'number')));
}
