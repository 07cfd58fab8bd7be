import { asObject } from '../../../formats/manifest/json';
import { ObjectControl } from '../control';
import { listOf } from '../violations';

export const apiServiceTls: ObjectControl = {
  id: 'api-service-tls',
  title: 'Verified API extensions',
  level: 'hardened',
  risk: 'medium',
  why: 'The API server does not verify the extension, so an attacker on the network path can answer for it, and can read the requests and '
    + 'the names of their users.',
  remedy: 'remove it, and set "caBundle" to the CA of the server; cert-manager sets it for the annotation `cert-manager.io/inject-ca-from`',
  spec: {
    rules: [{ fields: ['spec.insecureSkipTLSVerify of an APIService'], allowed: 'false, undefined' }],
    sources: [
      'https://kubernetes.io/docs/tasks/extend-kubernetes/configure-aggregation-layer/',
      'https://github.com/kubernetes/kube-aggregator/blob/master/pkg/apis/apiregistration/v1/types.go (insecureSkipTLSVerify)',
    ],
  },
  kinds: ['apiregistration.k8s.io/APIService'],
  checkObject: ({ spec }) => listOf(asObject(spec).insecureSkipTLSVerify === true
    ? { path: ['spec', 'insecureSkipTLSVerify'], value: true }
    : undefined),
};
