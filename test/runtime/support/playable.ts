/*
 * What podman makes of Kubernetes manifests: which pods and containers must be there afterwards, and the kinds that it would skip
 * without a word as the Pods that a controller would make of them.
 */
import { parseAllDocuments, stringify } from 'yaml';

export interface ExpectedPod {
  readonly name: string;
  /** By their own names, without the pod's. */
  readonly containers: readonly string[];
  readonly initContainers: readonly string[];
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

/** What it does not run, as what a controller makes of it: one Pod, and the claims of that. */
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
  return { yaml: given.some(({ kind }) => kind in REWRITTEN) ? manifests.map((manifest) => stringify(manifest)).join('---\n') : text, pods };
}

function templated({ metadata, spec }: any): ExpectedPod {
  return expected(`${metadata.name}-pod`, spec.template.spec);
}

function podOf(name: string, { metadata, spec }: any): any {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { ...metadata, name, namespace: undefined }, spec };
}

function expected(name: string, { containers, initContainers = [] }: any): ExpectedPod {
  const sidecar = initContainers.find(({ restartPolicy }: any) => restartPolicy === 'Always');
  if (sidecar) {
    throw new Error(`podman would run the sidecar "${sidecar.name}" as an init container, and wait for its end`);
  }
  const names = (list: any[]) => list.map((container) => container.name as string);
  return { name, containers: names(containers), initContainers: names(initContainers) };
}
