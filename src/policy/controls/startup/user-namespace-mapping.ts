import { asArray, isAbsent } from '../../../formats/manifest/json';
import { ContainerView, PodView } from '../../../formats/manifest/pod';
import { Violations } from '../check';
import { always, PodControl } from '../control';
import { ofSecurityContexts } from '../specification';
import { at, both, everyOwner, everyVolume } from '../violations';

/** https://kubernetes.io/docs/concepts/workloads/pods/user-namespaces/ */
const MAX_ID = 65535;
const IDS = ['runAsUser', 'runAsGroup', 'fsGroup'];

export const userNamespaceMapping: PodControl = {
  id: 'user-namespace-mapping',
  title: 'Ids and volumes that a user namespace can map',
  level: 'hardened',
  risk: 'broken',
  why: 'The container runtime does not start a pod whose ids or volumes it cannot map into the pod\'s user namespace.',
  remedy: 'remove it, or remove `hostUsers: false`',
  remedyInCode: { hardened: 'remove it, or remove `userNamespace: true`' },
  refusedBy: 'kubelet',
  spec: {
    rules: [
      {
        fields: ['spec.securityContext.{fsGroup,supplementalGroups}', ...ofSecurityContexts('{runAsUser,runAsGroup}')],
        allowed: '0 to 65535, the ids of a user namespace',
      },
      { fields: ['spec.volumes[*].nfs'], allowed: 'undefined, because NFS does not support id-mapped mounts' },
    ],
    notes: ['The control checks a pod only if spec.hostUsers is false.'],
  },
  reads: {
    needs: ['spec.hostUsers'],
    fields: [
      'containers[*].securityContext.fsGroup', 'containers[*].securityContext.runAsGroup', 'containers[*].securityContext.runAsUser',
      'containers[*].securityContext.supplementalGroups', 'spec.securityContext.fsGroup', 'spec.securityContext.runAsGroup',
      'spec.securityContext.runAsUser', 'spec.securityContext.supplementalGroups', 'spec.volumes',
    ],
  },
  checks: always((pod, context) => pod.hasUserNamespace ? both(everyHugeId(pod, context), everyNfsVolume(pod, context)) : undefined),
};

const everyHugeId = everyOwner(hugeIds);
const everyNfsVolume = everyVolume((volume, index, pod) =>
  isAbsent(volume.nfs) ? undefined : at(pod, ['volumes', index, 'nfs'], 'NFS cannot be mounted in a user namespace'));

function hugeIds(owner: PodView | ContainerView): Violations {
  const detail = `a user namespace has the ids 0 to ${MAX_ID}`;
  const remedy = `use an id up to ${MAX_ID}`;
  const groups = asArray(owner.securityContext.supplementalGroups);
  return [
    ...IDS.filter((field) => isHuge(owner.securityContext[field])).map((field) => ['securityContext', field]),
    ...groups.flatMap((group, index) => isHuge(group) ? [['securityContext', 'supplementalGroups', index]] : []),
  ].map((path) => at(owner, path, detail, remedy));
}

function isHuge(id: unknown): boolean {
  return typeof id === 'number' && id > MAX_ID;
}
