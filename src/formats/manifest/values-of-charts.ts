import { JsonObject, Path } from './json';
import { groupKind } from './workload';

/** A placeholder for every index of a list. */
const EACH = -1;
const OF_SOURCE = ['helm', 'valuesObject'];
const OF_APPLICATION: readonly Path[] = [['source', ...OF_SOURCE], ['sources', EACH, ...OF_SOURCE]];

/** By group and kind, the paths of values for charts in objects that deploy charts. */
const VALUES_OF_CHARTS: { readonly [groupKind: string]: readonly Path[] } = {
  'helm.toolkit.fluxcd.io/HelmRelease': [['spec', 'values']],
  'argoproj.io/Application': OF_APPLICATION.map((path) => ['spec', ...path]),
  'argoproj.io/ApplicationSet': OF_APPLICATION.map((path) => ['spec', 'template', 'spec', ...path]),
  'kustomize.config.k8s.io/Kustomization': [['helmCharts', EACH, 'valuesInline']],
};

/** The paths of values for charts in an object; empty if it deploys none. */
export function valuesOfCharts(object: JsonObject): readonly Path[] {
  const key = groupKind(object);
  return Object.hasOwn(VALUES_OF_CHARTS, key) ? VALUES_OF_CHARTS[key] : [];
}

/** Whether a path is at or below one of these paths. */
export function isInValues(path: Path, places: readonly Path[]): boolean {
  return places.some((place) => place.length <= path.length
    && place.every((step, index) => step === path[index] || (step === EACH && typeof path[index] === 'number')));
}
