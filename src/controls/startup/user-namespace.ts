import { asArray, asObject, fillIn, isAbsent } from '../../manifest/json';
import { ContainerView, HOST_NAMESPACES, PodView } from '../../manifest/pod';
import { Settings } from '../../settings/settings';
import { STARTUP } from '../admission';
import { Violations, Found } from '../check';
import { PodControl } from '../control';
import { ofContainers, ofSecurityContexts } from '../specification';
import { at } from '../violations';

const IDS = ['runAsUser', 'runAsGroup', 'fsGroup'];
const MAX_ID = 65535;

export const userNamespace: PodControl = {
  id: 'user-namespace',
  title: 'A user namespace that can be created',
  level: 'hardened',
  severity: 'error',
  why: 'The API server or the runtime refuses a pod whose user namespace cannot hold what the pod asks for.',
  remedy: 'remove it, or remove `hostUsers: false`',
  remedyInCode: 'remove it, or remove `userNamespace: true`',
  spec: {
    rules: [
      { fields: ['spec.{hostNetwork,hostPID,hostIPC}'], allowed: 'false, undefined' },
      {
        fields: ['spec.securityContext.{fsGroup,supplementalGroups}', ...ofSecurityContexts('{runAsUser,runAsGroup}')],
        allowed: '0 to 65535, the ids of a user namespace',
      },
      { fields: [ofContainers('volumeDevices')], allowed: 'empty, undefined' },
      { fields: ['spec.volumes[*].nfs'], allowed: 'undefined: NFS has no id-mapped mounts' },
      {
        fields: ['spec.hostUsers'],
        allowed: 'anything since Kubernetes 1.33; older API servers drop the field',
      },
    ],
    notes: ['Checked only if spec.hostUsers is false, or should be.'],
  },
  admission: STARTUP,
  checks: [
    { since: 0, check: (pod, settings) => pod.hasUserNamespace ? [tooOld(pod), ...conflicts(pod)] : missing(pod, settings) },
    { since: 33, check: (pod, settings) => pod.hasUserNamespace ? conflicts(pod) : missing(pod, settings) },
  ],
  isRequested: true,
  fix: (pod, { userNamespace: isWanted }) => {
    if (isWanted) {
      fillIn(pod.json, { hostUsers: false });
    }
  },
};

/** The settings request a user namespace, but the author wrote something else. */
function missing(pod: PodView, settings: Settings): Found {
  return settings.userNamespace ? at(pod, ['hostUsers'], 'a user namespace was requested', 'write `hostUsers: false`, or remove `hostUsers`') : undefined;
}

function tooOld(pod: PodView) {
  return at(pod, ['hostUsers'], 'user namespaces are on by default only since Kubernetes 1.33', 'remove it, or raise the Kubernetes version to 1.33');
}

function conflicts(pod: PodView): Violations {
  return [
    ...HOST_NAMESPACES.filter((field) => pod.json[field] === true).map((field) => at(pod, [field])),
    ...[pod, ...pod.containers].flatMap(hugeIds),
    ...pod.containers
      .filter(({ json }) => asArray(json.volumeDevices).length > 0)
      .map((container) => at(container, ['volumeDevices'])),
    ...pod.volumes.flatMap((volume, index) => isAbsent(asObject(volume).nfs)
      ? []
      : at(pod, ['volumes', index, 'nfs'], 'NFS cannot be mounted in a user namespace')),
  ];
}

function hugeIds(owner: PodView | ContainerView): Violations {
  const detail = `a user namespace holds the ids 0 to ${MAX_ID}`;
  const remedy = `give an id up to ${MAX_ID}`;
  const groups = asArray(owner.securityContext.supplementalGroups);
  return [
    ...IDS.filter((field) => isHuge(owner.securityContext[field])).map((field) => ['securityContext', field]),
    ...groups.flatMap((group, index) => isHuge(group) ? [['securityContext', 'supplementalGroups', index]] : []),
  ].map((path) => at(owner, path, detail, remedy));
}

function isHuge(id: unknown): boolean {
  return typeof id === 'number' && id > MAX_ID;
}
