import { alternatives } from '../../../../formats/language/alternatives';
import { CatalogedCause, Remedy, SignMatch } from '../../cause';
import { EvidentMount } from '../../evidence';
import { containerYaml } from '../../fixes';

/** The mount of the pod that the message names: older runtimes put the directory of the node before its path. */
function mountIn({ line, evidence }: SignMatch): EvidentMount | undefined {
  return evidence.mounts.find(({ path }) => line.text.includes(`${path}"`) || line.text.includes(`${path}\\`));
}

/** A PVC without a volume, in the words of the scheduler and the provisioner. */
const UNBOUND_CLAIM = alternatives([
  /unbound immediate PersistentVolumeClaims/, // pod has unbound immediate PersistentVolumeClaims
  /didn't find available persistent volumes to bind/, // 1 node(s) didn't find available persistent volumes to bind
  /waiting for a volume to be created/, // waiting for a volume to be created, either by external provisioner or manually
  /no persistent volumes available for this claim/, // no persistent volumes available for this claim and no storage class is set
  /storageclass\S* "[^"]*" not found/, // storageclass.storage.k8s.io "fast" not found
], 'i');

/** The advice for a ConfigMap or Secret that does not exist, or lacks a key. */
function missing(kind: 'ConfigMap' | 'Secret', { name, key, where, file }: { readonly [name: string]: string | undefined }): Remedy {
  const object = name ?? where?.split('/').pop() ?? 'NAME';
  const lacks = key ?? file;
  const create = kind === 'Secret' ? 'kubectl create secret generic' : 'kubectl create configmap';
  return {
    do: lacks === undefined
      ? `create the ${kind} ${object} in the namespace of the pod (\`${create} ${object} --from-file=...\`), or correct its name`
      : `add the key ${lacks} to the ${kind}${name ?? where ? ` ${object}` : ''}, or correct the key in the pod`,
    typescript: kind === 'Secret'
      ? `Secret.fromSecretName(chart, 'secret', '${object}')   // the name that exists`
      : `ConfigMap.fromConfigMapName(chart, 'config', '${object}')   // the name that exists`,
    yaml: '# '
      + `${lacks === undefined ? 'the name that exists' : 'the name and the key that exist'}, or optional: true where the program starts `
      + 'without',
  };
}

/** Volumes that the kubelet cannot mount. */
export const VOLUMES: readonly CatalogedCause[] = [
  {
    id: 'mount-over-file',
    title: 'a volume is mounted where the image has a file',
    why: 'A directory cannot be mounted over a file, nor a file over a directory.',
    signs: [{ in: 'cluster', text: /(?:to rootfs at "(?<path>[^"]+)").*not a directory|Are you trying to mount a directory onto a file/ }],
    fix: (found) => {
      const mount = mountIn(found);
      const path = found.facts.path ?? mount?.path ?? 'PATH';
      const file = path.split('/').pop();
      return {
        do: `mount the volume at another directory than ${path}, or mount one file of it there with a subPath`,
        typescript: `// of the container: mount('${path}', volume, { subPath: '${file}' }); writable paths are directories`,
        yaml: containerYaml(found, 'volumeMounts:', `  - { name: ${mount?.volume ?? 'VOLUME'}, mountPath: ${path}, subPath: ${file} }`),
      };
    },
    example: {
      source: 'cluster',
      reason: 'StartError',
      text: 'error during container init: error mounting '
        + '"/var/lib/kubelet/pods/1/volumes/kubernetes.io~empty-dir/d" to rootfs at "/etc/passwd": not a directory',
    },
  },
  {
    id: 'mount-under-read-only',
    title: 'a volume cannot be mounted in a read-only volume',
    why: 'The runtime would have to create the directory in a volume that is read-only, such as a ConfigMap or a Secret.',
    signs: [{ in: 'cluster', text: /(?:to rootfs(?: at "(?<path>[^"]+)")?|mountpoint).*read-only file system/s }],
    fix: ({ facts }) => ({
      do: `mount the volume outside of the read-only one, instead of at ${facts.path ?? 'its path'}`,
      yaml: '# another mountPath: not below a ConfigMap, Secret or read-only volume',
    }),
    example: {
      source: 'cluster',
      reason: 'StartError',
      text: 'error during container init: error mounting "/var/lib/kubelet/pods/1/volumes/x" to rootfs at "/etc/app/tmp": create '
        + 'mountpoint for /etc/app/tmp mount: mkdirat /etc/app/tmp: read-only file system',
    },
  },
  {
    id: 'config-map-missing',
    title: 'a ConfigMap, or a key of it, does not exist',
    why: 'The kubelet tries again until it exists.',
    signs: [{
      in: 'cluster',
      text: alternatives([
        /configmaps? "(?<name>[^"]+)" not found/, // configmaps "web" not found
        /couldn't find key (?<key>\S+) in ConfigMap (?<where>\S+)/, // couldn't find key url in ConfigMap shop/web
        /references non-existent config key: (?<file>\S+)/, // references non-existent config key: url
      ]),
    }],
    fix: ({ facts }) => missing('ConfigMap', facts),
    example: { source: 'cluster', reason: 'CreateContainerConfigError', text: 'configmap "settings" not found' },
  },
  {
    id: 'secret-missing',
    title: 'a Secret, or a key of it, does not exist',
    why: 'The kubelet tries again until it exists.',
    signs: [{
      in: 'cluster',
      text: alternatives([
        /secrets? "(?<name>[^"]+)" not found/, // secret "web" not found
        /couldn't find key (?<key>\S+) in Secret (?<where>\S+)/, // couldn't find key url in Secret shop/web
        /references non-existent secret key: (?<file>\S+)/, // references non-existent secret key: url
      ]),
    }],
    fix: ({ facts }) => missing('Secret', facts),
    example: {
      source: 'cluster',
      reason: 'FailedMount',
      text: 'MountVolume.SetUp failed for volume "d" : references non-existent secret key: password',
    },
  },
  {
    id: 'claim-missing',
    title: 'a PersistentVolumeClaim does not exist',
    why: 'The pod cannot be scheduled without it.',
    signs: [{ in: 'cluster', text: /persistentvolumeclaim "(?<name>[^"]+)" (?:not found|is being deleted)/ }],
    fix: ({ facts }) => ({
      do: `create the PVC ${facts.name} in the namespace of the pod, or correct its name`,
      typescript: 'writablePaths: [WritablePath.fromPersistentVolumeClaim(\'/data\', new '
        + `PersistentVolumeClaim(chart, 'data', { metadata: { name: '${facts.name}' }, ... }))],`,
      yaml: `volumes:\n  - { name: data, persistentVolumeClaim: { claimName: ${facts.name} } }`,
    }),
    example: { source: 'cluster', reason: 'Unschedulable', text: '0/1 nodes are available: persistentvolumeclaim "data" not found.' },
  },
  {
    id: 'claim-unbound',
    title: 'a PersistentVolumeClaim is not bound to a volume',
    why: 'No volume matches the claim, and no StorageClass creates one: the class is missing, or the cluster has no default class.',
    signs: [
      { in: 'cluster', text: UNBOUND_CLAIM },
      { in: 'cluster', reason: /^ProvisioningFailed$/ },
    ],
    fix: () => ({
      do: 'look at `kubectl describe pvc`; then name a class of `kubectl get storageclass` in the '
        + 'PVC. A PVC cannot change its class: create another one with it',
      typescript: "// new PersistentVolumeClaim(chart, 'data', { storageClassName: 'standard', ... })",
      yaml: '# of the PVC\nspec:\n  storageClassName: standard',
    }),
    example: {
      source: 'cluster',
      reason: 'Unschedulable',
      text: '0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims. not found',
    },
  },
  {
    id: 'volume-in-use',
    title: 'another pod on another node uses the volume',
    why: 'A PVC with the access mode ReadWriteOnce is attached to one node at a time. Several replicas, or the pods of a rolling update, '
      + 'cannot share it.',
    signs: [{
      in: 'cluster',
      text: /Multi-Attach error for volume "(?<volume>[^"]+)"|Volume is already (?:exclusively attached|used by pod)/,
    }],
    fix: () => ({
      do: 'run one replica and replace it with the strategy Recreate, or use a StatefulSet '
        + 'with a PVC for each pod, or a PVC of mode ReadWriteMany',
      typescript: 'replicas: 1, strategy: DeploymentStrategy.recreate(),',
      yaml: '# of the Deployment\nspec:\n  replicas: 1\n  strategy: { type: Recreate }',
    }),
    example: {
      source: 'cluster',
      reason: 'FailedAttachVolume',
      text: 'Multi-Attach error for volume "pvc-1" Volume is already used by pod(s) web-1',
    },
  },
  {
    id: 'failed-mount',
    title: 'a volume cannot be mounted',
    why: 'The message names the volume and the error of its storage.',
    signs: [{
      in: 'cluster',
      reason: /^Failed(?:Mount|AttachVolume|MapVolume)$/,
      text: /volume "?(?<volume>[^"\s]+)"? ?: (?<what>.+)|(?<timeout>timed out waiting for the condition)/s,
      weight: 60,
    }],
    fix: ({ facts }) => ({
      do: facts.timeout
        ? 'look at the first FailedMount event and at the driver of the storage'
        : `repair the volume ${facts.volume}: ${(facts.what ?? '').trim().slice(0, 300)}`,
    }),
    example: { source: 'cluster', reason: 'FailedMount', text: 'MountVolume.SetUp failed for volume "nfs" : mount failed: exit status 32' },
  },
];
