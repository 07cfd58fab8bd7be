import { inLanguageOfApp } from '../../../formats/language/language';
import { formatVersion } from '../../../formats/manifest/version';
import { DeclarationControl } from '../control';

/**
 * The first version with podFailurePolicy on by default. https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-failure-policy
 */
const SINCE = 26;

export const podFailurePolicy: DeclarationControl = {
  id: 'pod-failure-policy',
  title: 'The cluster knows podFailurePolicy',
  level: 'declarations',
  risk: 'broken',
  why: 'An older API server drops the field silently, so the Job retries failures that should end it.',
  remedy: 'remove `podFailurePolicy`, or raise `kubernetesVersion`',
  checkDeclarations: ({ hasPodFailurePolicy }, { context: { target: { kubernetesVersion } } }) =>
    hasPodFailurePolicy && kubernetesVersion < SINCE
      ? [{
        path: ['spec', 'podFailurePolicy'],
        value: undefined,
        detail: inLanguageOfApp(`podFailurePolicy needs Kubernetes ${formatVersion(SINCE)}, and `
          + `kubernetesVersion is ${formatVersion(kubernetesVersion)}`),
      }]
      : [],
};
