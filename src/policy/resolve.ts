import { IConstruct } from 'constructs';
import { defaultsFor } from './defaults';
import { HardeningProps } from './hardening-props';
import { Platform } from './platform';
import { RunAs } from './run-as';
import { WritablePath } from './writable-path';
import { DEFAULT_POLICY, DEFAULT_SCRATCH, Policy } from '../controls/policy';
import { parseVersion } from '../manifest/version';

/** Who a workload runs as where nobody says it. */
const PLATFORM_IDENTITIES: { readonly [platform in Platform]: RunAs } = {
  [Platform.KUBERNETES]: RunAs.nonRoot(),
  [Platform.OPENSHIFT]: RunAs.platformAssigned(),
  [Platform.OPENSHIFT_V3]: RunAs.platformAssigned(),
  [Platform.GKE_AUTOPILOT]: RunAs.nonRoot(),
};

/**
 * The policy of a hardened workload: its own props, then the defaults of the scopes around it, then those of the platform.
 *
 * @param props the workload's own props
 * @param paths its own writable paths, those added after construction too
 */
export function resolvePolicy(workload: IConstruct, props: HardeningProps, paths: readonly WritablePath[]): Policy {
  const defaults = defaultsFor(workload);
  const platform = defaults.platform ?? Platform.KUBERNETES;
  const { path } = workload.node;
  const identity = (props.runAs ?? defaults.runAs ?? PLATFORM_IDENTITIES[platform])._toIdentity(path);
  const containers = Object.entries(props.containerRunAs ?? {});
  return {
    kubernetesVersion: parseVersion(defaults.kubernetesVersion ?? 'latest'),
    platform,
    identity,
    containerIdentities: Object.fromEntries(containers.map(([name, runAs]) => [name, runAs._toIdentity(`${path}/${name}`)])),
    supplementalGroups: props.supplementalGroups ?? [],
    supplementalGroupsPolicy: props.supplementalGroupsPolicy,
    userNamespace: identity.isRoot || (props.userNamespace ?? platform === Platform.OPENSHIFT_V3),
    appArmor: props.appArmor?._toProfile(),
    token: props.serviceAccountToken?._toToken(),
    scratch: [DEFAULT_SCRATCH, ...[...defaults.writablePaths ?? [], ...paths].map((writable) => writable._toScratch())],
    limitEphemeralStorage: props.limitEphemeralStorage ?? defaults.limitEphemeralStorage ?? DEFAULT_POLICY.limitEphemeralStorage,
  };
}

/** What is expected of a workload that is not ours: what its platform wants, and else what everybody must have. */
export function foreignPolicy(construct: IConstruct): Policy {
  const { platform = Platform.KUBERNETES } = defaultsFor(construct);
  return { ...DEFAULT_POLICY, platform, identity: PLATFORM_IDENTITIES[platform]._toIdentity(construct.node.path) };
}
