import { Standard } from './standard';

/** Sections of trivy's compliance report `k8s-nsa-1.0`, after the NSA/CISA Kubernetes Hardening Guide. */
export const NSA: Standard = {
  name: 'NSA/CISA',
  version: '1.0',
  ids: {
    'app-armor-profile': ['1.8'],
    'host-namespaces': ['1.3', '1.4', '1.5'],
    'privileged': ['1.2'],
    'allow-privilege-escalation': ['1.7'],
    'run-as-non-root': ['1.0'],
    'seccomp-profile-restricted': ['1.9', '1.10'],
    'read-only-root-filesystem': ['1.1'],
    'group-id': ['1.6'],
    'service-account-token': ['1.11'],
    'service-account-automount': ['1.11'],
    'kube-system': ['1.12'],
  },
};
