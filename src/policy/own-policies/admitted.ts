import { ApiResource } from '../../formats/manifest/api-resource';
import { asArray, asObject, childObject, clone, fillIn, isObject, isSameJson, JsonObject } from '../../formats/manifest/json';

const TOLERATIONS = ['not-ready', 'unreachable'].map((state) =>
  ({ key: `node.kubernetes.io/${state}`, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 }));

const TOKEN_VOLUME = 'kube-api-access-x2x9z';
const TOKEN_MOUNT = { name: TOKEN_VOLUME, readOnly: true, mountPath: '/var/run/secrets/kubernetes.io/serviceaccount' };
const TOKEN = {
  name: TOKEN_VOLUME,
  projected: {
    defaultMode: 0o644,
    sources: [
      { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
      { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
      { downwardAPI: { items: [{ path: 'namespace', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } }] } },
    ],
  },
};

const ADDRESSES = { clusterIP: '10.0.0.1', clusterIPs: ['10.0.0.1'], ipFamilies: ['IPv4'], ipFamilyPolicy: 'SingleStack' };

const FINALIZERS: Readonly<Record<string, string>> = {
  '/PersistentVolumeClaim': 'kubernetes.io/pvc-protection', '/PersistentVolume': 'kubernetes.io/pv-protection',
};

/**
 * An object with the additions of the API server and its admission plugins before they evaluate policies, with examples of random values.
 * A verdict that depends on them is not decidable from the manifest.
 *
 * @param isCreated whether a controller creates the object
 */
export function asAdmitted(object: JsonObject, { group, kind }: ApiResource, isCreated: boolean): JsonObject {
  const copy = clone(object);
  const metadata = asObject(copy.metadata);
  const { generateName } = metadata;
  copy.metadata = {
    ...metadata,
    ...metadata.name === undefined && generateName !== undefined && { name: `${String(generateName)}x2x9z` },
    uid: '6f4e2c1a-0000-4000-8000-000000000000',
    creationTimestamp: '2026-01-01T00:00:00Z',
    generation: 1,
    ...isCreated && {
      ownerReferences: [{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'owner', uid: '0', controller: true, blockOwnerDeletion: true }],
      labels: { ...asObject(metadata.labels), 'pod-template-hash': '7d4b9c6f5d' },
    },
  };
  const { spec } = copy;
  if (!isObject(spec)) {
    return copy;
  }
  switch (`${group}/${kind}`) {
    case '/Pod': fillPod(copy, spec); break;
    case '/Service': fillIn(spec, ADDRESSES); break;
    case '/PersistentVolumeClaim': fillIn(spec, { storageClassName: 'standard' }); break;
    case 'networking.k8s.io/Ingress': fillIn(spec, { ingressClassName: 'default' }); break;
    case 'batch/Job': fillJob(copy, spec); break;
    // Newer versions have it.
    case 'apps/StatefulSet': fillIn(childObject(asObject(spec.updateStrategy), 'rollingUpdate'), { maxUnavailable: 1 });
  }
  const finalizer = FINALIZERS[`${group}/${kind}`];
  if (finalizer !== undefined) {
    const own = asObject(copy.metadata);
    copy.metadata = { ...own, finalizers: [...asArray(own.finalizers), finalizer] };
  }
  return copy;
}

/** A Job selects its pods by labels with a random text. Its author wrote no labels if they are the labels of its pods. */
function fillJob(job: JsonObject, spec: JsonObject): void {
  const uid = '6f4e2c1a-0000-4000-8000-000000000000';
  const random = { 'controller-uid': uid, 'batch.kubernetes.io/controller-uid': uid };
  fillIn(spec, { selector: { matchLabels: { 'batch.kubernetes.io/controller-uid': uid } } });
  const [own, inner] = [asObject(job.metadata), asObject(asObject(spec.template).metadata)];
  if (isSameJson(own.labels, inner.labels)) {
    job.metadata = { ...own, labels: { ...asObject(own.labels), ...random } };
  }
  if (isObject(spec.template)) {
    spec.template.metadata = { ...inner, labels: { ...asObject(inner.labels), ...random } };
  }
}

function fillPod(pod: JsonObject, spec: JsonObject): void {
  fillIn(spec, { serviceAccountName: 'default', serviceAccount: 'default', priority: 0, preemptionPolicy: 'PreemptLowerPriority' });
  fillIn(pod, { status: { phase: 'Pending', qosClass: 'BestEffort' } });
  spec.tolerations = [...asArray(spec.tolerations), ...TOLERATIONS];
  if (spec.automountServiceAccountToken === false) {
    return;
  }
  spec.volumes = [...asArray(spec.volumes), clone(TOKEN)];
  for (const container of [...asArray(spec.containers), ...asArray(spec.initContainers)].filter(isObject)) {
    container.volumeMounts = [...asArray(container.volumeMounts), { ...TOKEN_MOUNT }];
  }
}
