/*
 * No token for the API server is mounted by itself.
 *
 * Restricted fields: spec.automountServiceAccountToken
 * Allowed values:    false
 */
import { fillIn } from '../../manifest/json';
import { always, at, NONE, PodControl } from '../control';

export const serviceAccountToken: PodControl = {
  id: 'service-account-token',
  title: 'No automounted service account token',
  level: 'hardened',
  severity: 'error',
  why: 'Whoever breaks into the application speaks to the API server with the pod\'s rights.',
  remedy: 'write `automountServiceAccountToken: false`; an application that needs the API gets a projected, short-lived token',
  knownAs: {
    nsa: ['1.11'],
    cis: ['5.1.6'],
    polaris: ['automountServiceAccountToken'],
    trivy: ['KSV-0036'],
    kubesec: ['AutomountServiceAccountToken'],
    checkov: ['CKV_K8S_38'],
    kubescape: ['C-0034'],
    kyverno: ['restrict-automount-sa-token'],
  },
  checks: always((pod) => pod.json.automountServiceAccountToken === false ? NONE : [at(pod, ['automountServiceAccountToken'])]),
  fix: (pod) => fillIn(pod.json, { automountServiceAccountToken: false }),
};
