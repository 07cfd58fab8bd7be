import { asArray } from '../../../formats/manifest/json';
import { HOST_NAMESPACES, PodView } from '../../../formats/manifest/pod';
import { Found } from '../check';
import { always, PodControl } from '../control';
import { ofContainers } from '../specification';
import { at, both, everyContainer } from '../violations';

export const userNamespaceFields: PodControl = {
  id: 'user-namespace-fields',
  title: 'No fields that a user namespace forbids',
  level: 'hardened',
  risk: 'refused',
  why: 'The API server refuses a pod with `hostUsers: false` that shares another namespace of the node or has a block device.',
  remedy: 'remove it, or remove `hostUsers: false`',
  remedyInCode: { hardened: 'remove it, or remove `userNamespace: true`' },
  refusedBy: 'api-server',
  spec: {
    rules: [
      { fields: ['spec.{hostNetwork,hostPID,hostIPC}'], allowed: 'false, undefined' },
      { fields: [ofContainers('volumeDevices')], allowed: 'empty, undefined' },
    ],
    notes: ['The control checks a pod only if spec.hostUsers is false.'],
  },
  reads: { needs: ['spec.hostUsers'], fields: ['containers[*].volumeDevices', 'spec.hostIPC', 'spec.hostNetwork', 'spec.hostPID'] },
  checks: always((pod, context) => pod.hasUserNamespace ? both(hostNamespaces(pod), blockDevices(pod, context)) : undefined),
};

function hostNamespaces(pod: PodView): Found {
  return HOST_NAMESPACES.filter((field) => pod.json[field] === true).map((field) => at(pod, [field]));
}

const blockDevices = everyContainer((container) =>
  asArray(container.json.volumeDevices).length > 0 ? at(container, ['volumeDevices']) : undefined);
