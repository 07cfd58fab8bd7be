/** The forms that `values` writes. */
export type ValuesFormat = 'values' | 'kustomize' | 'flux' | 'argo-cd' | 'helmfile';
