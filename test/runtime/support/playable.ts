/*
 * What podman makes of Kubernetes manifests: which pods and containers must be there afterwards, and the kinds that it would skip
 * without a word as the Pods that a controller would make of them.
 */
import { parseAllDocuments, stringify } from 'yaml';

export interface ExpectedPod {
  readonly name: string;
  readonly hostname: string;
  /** By their own names, without the pod's. */
  readonly containers: readonly string[];
  readonly initContainers: readonly string[];
  readonly volumes: PodVolumes;
}

/** What kubelet-hook.js must know to do a kubelet's part. */
export interface PodVolumes {
  readonly fsGroup?: number;
  /** The emptyDirs and PVCs on disk, by the names that podman gives their volumes. */
  readonly disks: { readonly [name: string]: Disk };
  /** Names of Secrets and ConfigMaps. */
  readonly files: readonly string[];
  /** Where a container has a volume in memory. */
  readonly inMemory: readonly string[];
}

export interface Disk {
  readonly isClaim: boolean;
  readonly mode: number;
  /** Its directories that a kubelet makes before it mounts them. */
  readonly subPaths: readonly string[];
}

export interface Playable {
  readonly yaml: string;
  readonly pods: readonly ExpectedPod[];
}

type Rewrite = (manifest: any) => any[];

/** How podman names the pods of the kinds that it runs. */
const RUNS: { readonly [kind: string]: (manifest: any) => ExpectedPod } = {
  Pod: ({ metadata, spec }) => expected(metadata.name, spec),
  Deployment: templated,
  DaemonSet: templated,
  Job: templated,
};

/** What it does not run, as what a controller makes of it: one Pod, and the PVCs of that. */
const REWRITTEN: { readonly [kind: string]: Rewrite } = {
  ReplicaSet: ({ metadata, spec }) => [podOf(`${metadata.name}-0`, spec.template)],
  CronJob: ({ metadata, spec }) => [podOf(`${metadata.name}-0`, spec.jobTemplate.spec.template)],
  StatefulSet: ({ metadata, spec }) => {
    const pod = podOf(`${metadata.name}-0`, spec.template);
    const claims = (spec.volumeClaimTemplates ?? []).map((template: any) => ({
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: `${template.metadata.name}-${pod.metadata.name}` },
      spec: template.spec,
      volume: template.metadata.name,
    }));
    pod.spec.volumes = [
      ...(pod.spec.volumes ?? []).filter(({ name }: any) => claims.every(({ volume }: any) => volume !== name)),
      ...claims.map((claim: any) => ({ name: claim.volume, persistentVolumeClaim: { claimName: claim.metadata.name } })),
    ];
    return [...claims.map(({ volume, ...claim }: any) => claim), pod];
  },
};

/**
 * The manifests as podman can play them: the same text, unless one of them is of a kind that it does not run.
 *
 * @throws where podman would run something else than a kubelet, or nothing
 */
export function playable(text: string): Playable {
  const given = parseAllDocuments(text).map((document) => document.toJS()).filter(Boolean);
  const manifests = given.flatMap((manifest) => REWRITTEN[manifest.kind]?.(manifest) ?? [manifest]);
  const pods = manifests.filter(({ kind }) => kind in RUNS).map((manifest) => RUNS[manifest.kind](manifest));
  const unknown = manifests.filter(({ kind, spec }) => !(kind in RUNS) && (spec?.template?.spec?.containers || spec?.containers));
  if (unknown.length > 0) {
    throw new Error(`podman does not run pods of ${unknown.map(({ kind }) => kind).join(', ')}, and says nothing`);
  }
  if (pods.length === 0) {
    throw new Error('There is no pod in these manifests that podman could run');
  }
  refuseSharedNames(pods);
  return { yaml: given.some(({ kind }) => kind in REWRITTEN) ? manifests.map((manifest) => stringify(manifest)).join('---\n') : text, pods };
}

/** podman has one volume of a name, and so two pods with an emptyDir of the same name would share it. */
export function refuseSharedNames(pods: readonly ExpectedPod[]): void {
  const names = pods.flatMap(({ volumes }) => Object.keys(volumes.disks).filter((name) => !volumes.disks[name].isClaim));
  const shared = names.filter((name, index) => names.indexOf(name) !== index);
  if (shared.length > 0) {
    throw new Error(`podman would share these emptyDirs between pods: ${shared.join(', ')}. Give the containers different names`);
  }
}

function templated({ metadata, spec }: any): ExpectedPod {
  return expected(`${metadata.name}-pod`, spec.template.spec);
}

function podOf(name: string, { metadata, spec }: any): any {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { ...metadata, name, namespace: undefined }, spec };
}

function expected(name: string, spec: any): ExpectedPod {
  const { containers, initContainers = [] } = spec;
  const sidecar = initContainers.find(({ restartPolicy }: any) => restartPolicy === 'Always');
  if (sidecar) {
    throw new Error(`podman would run the sidecar "${sidecar.name}" as an init container, and wait for its end`);
  }
  const names = (list: any[]) => list.map((container) => container.name as string);
  const hostname = spec.hostname ?? name;
  if (hostname.length > 63) {
    throw new Error(`The name of the pod "${name}" is longer than a host name may be, 63 characters`);
  }
  return { name, hostname, containers: names(containers), initContainers: names(initContainers), volumes: volumesOf(spec) };
}

function volumesOf({ containers, initContainers = [], securityContext, volumes = [] }: any): PodVolumes {
  const fsGroup = securityContext?.fsGroup;
  const mounts: any[] = [...initContainers, ...containers].flatMap(({ volumeMounts = [] }) => volumeMounts);
  const mountsOf = (name: string) => mounts.filter((mount) => mount.name === name);
  const disks: { [name: string]: Disk } = {};
  for (const { name, emptyDir, persistentVolumeClaim } of volumes) {
    if (persistentVolumeClaim || (emptyDir && emptyDir.medium !== 'Memory')) {
      disks[persistentVolumeClaim?.claimName ?? name] = {
        isClaim: Boolean(persistentVolumeClaim),
        mode: diskMode(fsGroup, Boolean(persistentVolumeClaim)),
        subPaths: subPathsOf(mountsOf(name)),
      };
    }
  }
  const inMemory = volumes.filter(({ emptyDir }: any) => emptyDir?.medium === 'Memory');
  const files = volumes.flatMap(({ configMap, secret }: any) => secret?.secretName ?? configMap?.name ?? []);
  return { fsGroup, disks, files, inMemory: inMemory.flatMap(({ name }: any) => mountsOf(name).map(({ mountPath }) => mountPath)) };
}

/** Who may write a new volume, as a kubelet has it. */
export function diskMode(fsGroup: number | undefined, isClaim: boolean): number {
  if (fsGroup === undefined) {
    return isClaim ? 0o755 : 0o777;
  }
  return isClaim ? 0o2775 : 0o2777;
}

/** Where one container has the whole volume, it is there to make the directories of the others. */
function subPathsOf(mounts: readonly any[]): string[] {
  const subPaths = mounts.map(({ subPath }) => subPath as string | undefined);
  return subPaths.includes(undefined) ? [] : subPaths as string[];
}
