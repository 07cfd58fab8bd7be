import { Standard } from './standard';

/** Sections of trivy's compliance report `k8s-nsa-1.0`, after the NSA/CISA Kubernetes Hardening Guide. */
export const NSA: Standard = {
  name: 'NSA/CISA',
  version: '1.0',
  ids: {
    'app-armor-profile': ['1.8'],
    'host-namespaces': [{ id: '1.3', path: /hostIPC$/ }, { id: '1.4', path: /hostPID$/ }, { id: '1.5', path: /hostNetwork$/ }],
    'privileged': ['1.2'],
    'allow-privilege-escalation': ['1.7'],
    'run-as-non-root': ['1.0'],
    'seccomp-profile-restricted': ['1.9', '1.10'],
    'read-only-root-filesystem': ['1.1'],
    'group-id': ['1.6'],
    'service-account-token': ['1.11'],
    'service-account-automount': ['1.11'],
    'kube-system': ['1.12'],
    'network-policy': ['2.0'],
    'disabled-security': [
      { id: '5.0', values: /--insecure-port=/ }, { id: '7.0', values: /--anonymous-auth=/ }, { id: '7.1', values: /--authorization-mode=/ },
    ],
    'cluster-configuration': [{ id: '6.1', path: /\.identity$/ }, { id: '8.0', path: /^rules/ }],
  },
};
