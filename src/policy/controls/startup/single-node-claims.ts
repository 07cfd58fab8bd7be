import { areOfOneNode } from '../../../formats/manifest/claims';
import { asObject, asString, isAbsent, JsonObject, Path, read, textOf } from '../../../formats/manifest/json';
import { PodOwner, PodView } from '../../../formats/manifest/pod';
import { pathsInClaim } from '../../../knowledge/writable-paths/container-paths';
import { Context } from '../../context/context';
import { STARTUP } from '../admission';
import { Found, Violation } from '../check';
import { always, PodControl } from '../control';
import { everyVolume } from '../violations';

export const singleNodeClaims: PodControl<['claims']> = {
  facts: ['claims'],
  id: 'single-node-claims',
  title: 'One pod at a time for a single-node PersistentVolumeClaim',
  level: 'hardened',
  risk: 'low',
  why: 'Only one node can attach the volume, so a second pod on another node stays in ContainerCreating, and a rollout never ends.',
  remedy: 'write `replicas: 1` and `strategy: { type: Recreate }`; or use a StatefulSet with '
    + '`volumeClaimTemplates`, so that each pod has its own PVC',
  remedyInCode: {
    hardened: 'set `replicas: 1` and `strategy: DeploymentStrategy.recreate()`; or use a `HardenedStatefulSet` '
      + 'with `volumeClaimTemplates`, so that each pod has its own PVC',
    plain: 'set `replicas: 1` and `strategy: DeploymentStrategy.recreate()`, or use a claim that several nodes can mount',
  },
  spec: {
    rules: [
      {
        when: 'a volume is a PersistentVolumeClaim that is known to be ReadWriteOnce or ReadWriteOncePod',
        fields: ['spec.replicas of a Deployment, ReplicaSet, ReplicationController or StatefulSet', 'spec.parallelism of a Job'],
        allowed: '0, 1, undefined',
      },
      {
        when: 'the same',
        fields: ['spec.strategy of a Deployment'],
        allowed: 'Recreate; RollingUpdate with `maxSurge: 0`, which stops the old pod first',
      },
      { when: 'the same', fields: ['kind'], allowed: 'anything but DaemonSet' },
    ],
    notes: [
      'The access modes of a PVC are known if it is in the same input or app, or if its construct is passed to a writable path. A PVC that '
        + 'also lists other access modes is treated as a PVC for several nodes.',
      'A PVC is accepted if `nodeName` or a nodeSelector for kubernetes.io/hostname puts all pods on one node.',
    ],
    sources: ['https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes'],
  },
  admission: STARTUP,
  reads: { needs: ['spec.volumes[*].persistentVolumeClaim'] },
  checks: always(everyVolume<'claims'>((volume, _, pod, context) => {
    const name = asString(asObject(volume.persistentVolumeClaim).claimName);
    return name !== undefined && pod.owner && isForOneNode(name, volume, context) && !isOnOneNode(pod)
      ? manyPods(pod.owner, name)
      : undefined;
  })),
};

function isForOneNode(name: string, volume: JsonObject, { choices, facts: { claims } }: Context<'claims'>): boolean {
  return claims?.isForOneNode(name)
    || pathsInClaim(choices, volume).some(({ claim }) => areOfOneNode(claim?.accessModes));
}

/** Whether all pods run on the same node, which the pod names. */
function isOnOneNode({ json }: PodView): boolean {
  return !isAbsent(json.nodeName) || !isAbsent(asObject(json.nodeSelector)['kubernetes.io/hostname']);
}

/** By kind, the field with the number of pods that run at once. */
const COUNTS: { readonly [kind: string]: string } = {
  Deployment: 'replicas', ReplicaSet: 'replicas', ReplicationController: 'replicas', StatefulSet: 'replicas', Job: 'parallelism',
};

const FOR_OTHERS = 'run one pod at a time; or use storage that several nodes can mount (ReadWriteMany), or separate volumes for each pod: '
  + '`ephemeral`, or `volumeClaimTemplates` of a StatefulSet';

/** The reason why several pods of a workload can exist at once. */
function manyPods({ json, path }: PodOwner, claim: string): Found {
  const kind = textOf(json.kind);
  const found = (field: Path, reason = ''): Violation => ({
    path: [...path, ...field],
    value: read(json, field),
    allowKey: claim,
    detail: `one node at a time can mount the PVC "${claim}"${reason}`,
    remedy: kind === 'Deployment' ? undefined : FOR_OTHERS,
  });
  if (kind === 'DaemonSet') {
    return found(['kind'], ', and each node has a pod');
  }
  const spec = asObject(json.spec);
  const count = Object.hasOwn(COUNTS, kind) ? spec[COUNTS[kind]] : undefined;
  if (typeof count === 'number' && count > 1) {
    return found(['spec', COUNTS[kind]]);
  }
  return kind === 'Deployment' && count !== 0 && startsNewFirst(spec)
    ? found(['spec', 'strategy', 'type'], ', and a rollout starts the new pod first')
    : undefined;
}

function startsNewFirst({ strategy }: JsonObject): boolean {
  const { type, rollingUpdate } = asObject(strategy);
  const { maxSurge } = asObject(rollingUpdate);
  return (isAbsent(type) || type === 'RollingUpdate') && !(maxSurge === 0 || maxSurge === '0%');
}
