import { Standard } from './standard';

/** Read from README_CHECKS.md and score of zegl/kube-score. */
export const KUBE_SCORE: Standard = {
  name: 'kube-score',
  version: '1.20.0',
  ids: {
    'privileged': ['container-security-context-privileged'],
    'seccomp-profile-restricted': [{ id: 'container-seccomp-profile', values: /^$/ }],
    'read-only-root-filesystem': ['container-security-context-readonlyrootfilesystem'],
    'run-as-user': ['container-security-context-user-group-id'],
    'user-id': ['container-security-context-user-group-id'],
    'high-user-id': ['container-security-context-user-group-id'],
    'group-id': ['container-security-context-user-group-id'],
    'high-group-id': ['container-security-context-user-group-id'],
    'cpu-resources': ['container-resources'],
    'memory-resources': ['container-resources'],
    'ephemeral-storage': ['container-ephemeral-storage-request-and-limit'],
    'network-policy': ['pod-networkpolicy'],
    'image-tag': ['container-image-tag'],
    'image-pull-policy': ['container-image-pull-policy'],
    'duplicate-env': ['environment-variable-key-duplication'],
    'exposed-service': [{ id: 'service-type', values: /^NodePort$/ }],
  },
};
