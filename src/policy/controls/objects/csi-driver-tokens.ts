import { asArray, asObject } from '../../../formats/manifest/json';
import { ObjectControl } from '../control';
import { everyEntry, listOf } from '../violations';

export const csiDriverTokens: ObjectControl = {
  id: 'csi-driver-tokens',
  title: 'No API server tokens for storage drivers',
  level: 'hardened',
  risk: 'medium',
  why: 'The driver gets a service account token of every pod that mounts one of its volumes, and can act as all of them on the API server.',
  remedy: 'write the audience of the service that the driver calls, such as `vault`',
  spec: {
    rules: [{ fields: ['spec.tokenRequests[*].audience of a CSIDriver'], allowed: 'a text that is not empty' }],
    sources: ['https://kubernetes-csi.github.io/docs/token-requests.html', 'https://github.com/kubernetes/kubernetes/issues/118419 (CVE-2023-2878)'],
  },
  kinds: ['storage.k8s.io/CSIDriver'],
  checkObject: ({ spec }) => listOf(everyEntry(asArray(asObject(spec).tokenRequests), (request, index) => {
    const { audience } = asObject(request);
    return audience === undefined || audience === null || audience === ''
      ? { path: ['spec', 'tokenRequests', index, 'audience'], value: audience, allowKey: 'the audience of the API server' } : undefined;
  })),
};
