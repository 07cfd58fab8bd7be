import type { ValuesFormat } from '../../../tasks/chart-values/formats/names';

/** Here, so that the help of the command loads nothing else. */
export const VALUES_FORMATS: readonly ValuesFormat[] = ['values', 'kustomize', 'flux', 'argo-cd', 'helmfile'];
