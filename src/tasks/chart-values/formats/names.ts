/** The forms that `values` writes. */
export const VALUES_FORMATS = ['values', 'kustomize', 'flux', 'argo-cd', 'helmfile'] as const;
export type ValuesFormat = typeof VALUES_FORMATS[number];
