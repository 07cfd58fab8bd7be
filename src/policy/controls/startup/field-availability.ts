import { PROBES } from '../../../formats/manifest/pod';
import { MinorVersion } from '../../../formats/manifest/version';

/** The answer of an API server to a field that its version does not have, or has turned off. */
export type OlderServer = 'drops' | 'rejects';

/** A field of a pod, and the Kubernetes versions that have it. */
export interface FieldAvailability {
  /** The object that has the field. */
  readonly of: 'pod' | 'container' | 'both';
  /** Its path, with `[]` after each list: `volumeMounts[].recursiveReadOnly`. */
  readonly field: string;
  /** The first version in which it is on by default; absent if it is off by default in all known versions. */
  readonly since?: MinorVersion;
  readonly older: OlderServer;
  /** The only value that needs the version, if other values always worked. */
  readonly value?: string;
  /** The list of containers whose field needs the version; all lists if absent. */
  readonly list?: 'initContainers' | 'containers';
}

const AFFINITY_TERMS = ['podAffinity', 'podAntiAffinity'].flatMap((kind) => [
  `affinity.${kind}.requiredDuringSchedulingIgnoredDuringExecution[]`,
  `affinity.${kind}.preferredDuringSchedulingIgnoredDuringExecution[].podAffinityTerm`,
]);

/*
 * Sources: the feature gates in kubernetes/kubernetes, test/compatibility_lifecycle/reference/feature_list.md, column "Enabled", for
 * gates up to 1.36; https://kubernetes.io/docs/reference/command-line-tools-reference/feature-gates-removed/ for older ones; the
 * milestones in kubernetes/enhancements for 1.37. The comment above each group names its gate. `spec.hostUsers` (UserNamespacesSupport,
 * 1.33) is checked in user-namespace.ts.
 */
export const FIELD_AVAILABILITY: readonly FieldAvailability[] = [
  // GRPCContainerProbe. An older server sees a probe without an action, which is invalid.
  ...PROBES.map((probe): FieldAvailability => ({ of: 'container', field: `${probe}.grpc`, since: 24, older: 'rejects' })),
  // ProbeTerminationGracePeriod
  ...PROBES.map((probe): FieldAvailability => ({
    of: 'container',
    field: `${probe}.terminationGracePeriodSeconds`,
    since: 25,
    older: 'drops',
  })),
  // NodeInclusionPolicyInPodTopologySpread
  { of: 'pod', field: 'topologySpreadConstraints[].nodeAffinityPolicy', since: 26, older: 'drops' },
  { of: 'pod', field: 'topologySpreadConstraints[].nodeTaintsPolicy', since: 26, older: 'drops' },
  // MatchLabelKeysInPodTopologySpread
  { of: 'pod', field: 'topologySpreadConstraints[].matchLabelKeys', since: 27, older: 'drops' },
  // MinDomainsInPodTopologySpread
  { of: 'pod', field: 'topologySpreadConstraints[].minDomains', since: 27, older: 'drops' },
  // PodSchedulingReadiness
  { of: 'pod', field: 'schedulingGates', since: 27, older: 'drops' },
  // SidecarContainers. An older server starts an ordinary init container, and the pod waits until it ends.
  { of: 'container', list: 'initContainers', field: 'restartPolicy', value: 'Always', since: 29, older: 'drops' },
  // AppArmorFields
  { of: 'both', field: 'securityContext.appArmorProfile', since: 30, older: 'drops' },
  // PodLifecycleSleepAction. An older server sees a hook without an action, which is invalid.
  { of: 'container', field: 'lifecycle.postStart.sleep', since: 30, older: 'rejects' },
  { of: 'container', field: 'lifecycle.preStop.sleep', since: 30, older: 'rejects' },
  // RecursiveReadOnlyMounts
  { of: 'container', field: 'volumeMounts[].recursiveReadOnly', since: 31, older: 'drops' },
  // MatchLabelKeysInPodAffinity
  ...AFFINITY_TERMS.flatMap((term) => ['matchLabelKeys', 'mismatchLabelKeys']
    .map((keys): FieldAvailability => ({ of: 'pod', field: `${term}.${keys}`, since: 31, older: 'drops' }))),
  // SupplementalGroupsPolicy
  { of: 'both', field: 'securityContext.supplementalGroupsPolicy', since: 33, older: 'drops' },
  // ProcMountType
  { of: 'container', field: 'securityContext.procMount', value: 'Unmasked', since: 33, older: 'drops' },
  // SELinuxChangePolicy
  { of: 'pod', field: 'securityContext.seLinuxChangePolicy', since: 33, older: 'drops' },
  // PodLevelResources
  { of: 'pod', field: 'resources', since: 34, older: 'drops' },
  // DynamicResourceAllocation
  { of: 'pod', field: 'resourceClaims', since: 34, older: 'drops' },
  { of: 'container', field: 'resources.claims', since: 34, older: 'drops' },
  // VolumeAttributesClass
  { of: 'pod', field: 'volumes[].ephemeral.volumeClaimTemplate.spec.volumeAttributesClassName', since: 34, older: 'drops' },
  // ImageVolume, which includes `subPath` for mounts of such volumes. An older server drops the volume and its mount.
  { of: 'pod', field: 'volumes[].image', since: 35, older: 'drops' },
  // HostnameOverride
  { of: 'pod', field: 'hostnameOverride', since: 35, older: 'drops' },
  // ContainerRestartRules. Older servers that know sidecars reject a restart policy for a regular container.
  { of: 'container', list: 'containers', field: 'restartPolicy', since: 35, older: 'rejects' },
  { of: 'container', field: 'restartPolicyRules', since: 35, older: 'drops' },
  // EnvFiles. An older server sees a `valueFrom` without a source, which is invalid.
  { of: 'container', field: 'env[].valueFrom.fileKeyRef', since: 35, older: 'rejects' },
  // PodCertificateRequest, off by default as beta in 1.35 and 1.36
  { of: 'pod', field: 'volumes[].projected.sources[].podCertificate', since: 37, older: 'drops' },
  // ContainerStopSignals, alpha
  { of: 'container', field: 'lifecycle.stopSignal', older: 'drops' },
  // ClusterTrustBundleProjection, off by default as beta
  { of: 'pod', field: 'volumes[].projected.sources[].clusterTrustBundle', older: 'drops' },
  // EmptyDirVolumeMode, alpha
  { of: 'pod', field: 'volumes[].emptyDir.mode', older: 'drops' },
  // VolumeBindMountOptions, alpha. An older server drops `noexec` with the field.
  { of: 'container', field: 'volumeMounts[].bindMountOptions', older: 'drops' },
];
