import type { ValuesFormat } from '../../../tasks/chart-values/formats/names';

/** The formats of `values`. They have their own file, so that the help of the command loads no other module. */
export const VALUES_FORMATS: readonly ValuesFormat[] = ['values', 'kustomize', 'flux', 'argo-cd', 'helmfile'];
