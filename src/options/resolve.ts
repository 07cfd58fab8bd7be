import { IConstruct } from 'constructs';
import { ComposedPresets, composePresets } from './compose-presets';
import { defaultsFor } from './defaults';
import { HardeningProps } from './hardening-props';
import { Platform } from './platform';
import { requirementsOf } from './pod-demands';
import { RunAs } from './run-as';
import { RuntimePreset } from './runtime-preset';
import { WritablePath } from './writable-path';
import { parseVersion } from '../manifest/version';
import { thirdPartySettings } from '../settings/platform';
import { DEFAULT_SETTINGS, DEFAULT_WRITABLE_PATH, Identity, PlatformName, Settings, DeclaredPath } from '../settings/settings';

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
export function resolveSettings(workload: IConstruct, props: HardeningProps, paths: readonly WritablePath[]): Settings {
  const defaults = defaultsFor(workload);
  const platform = defaults.platform ?? Platform.KUBERNETES;
  const { path } = workload.node;
  const presets = composePresets(presetsFor(workload, props));
  const users = userOfPresetsCounts(workload, props) ? presets : undefined;
  const requirements = requirementsOf(paths);
  const built = userOfPresetsCounts(workload, props) ? usersOfImages(props) : undefined;
  const chosen = props.runAs ?? defaults.runAs ?? built?.runAs ?? users?.runAs;
  const user = { ...(chosen ?? PLATFORM_IDENTITIES[platform])._toIdentity(path), isDefault: chosen === undefined };
  const identity = requirements.fsGroup === false ? { ...user, fsGroup: undefined } : user;
  const writable = [...defaults.writablePaths ?? [], ...paths].map((each) => each._toSettings());
  return {
    kubernetesVersion: parseVersion(defaults.kubernetesVersion ?? 'latest'),
    platform,
    identity,
    containerIdentities: {
      ...identities(path, { ...users?.containerRunAs, ...built?.containerRunAs }, { isPreset: true }),
      ...identities(path, props.containerRunAs),
    },
    supplementalGroups: [...new Set([...props.supplementalGroups ?? [], ...requirements.supplementalGroups])],
    supplementalGroupsPolicy: props.supplementalGroupsPolicy,
    userNamespace: identity.isRoot || (props.userNamespace ?? platform === Platform.OPENSHIFT_V3),
    appArmor: props.appArmor?._toProfile(),
    token: props.serviceAccountToken?._toToken(),
    writablePaths: [DEFAULT_WRITABLE_PATH, ...withoutOverruled(presets.writablePaths, writable), ...writable],
    environment: presets.environment,
    limitsEphemeralStorage: props.limitEphemeralStorage ?? defaults.limitEphemeralStorage ?? DEFAULT_SETTINGS.limitsEphemeralStorage,
    images: (props.dockerfiles ?? []).map((dockerfile) => dockerfile._toImage()),
    isThirdParty: false,
  };
}

/** The presets of a workload: its own, or those of the nearest scope. */
export function presetsFor(workload: IConstruct, props: HardeningProps): readonly RuntimePreset[] {
  return props.presets ?? defaultsFor(workload).presets ?? [];
}

/** The users of the Dockerfiles' images: of the pod, where one does not say its container, and of single containers. */
export function usersOfImages({ dockerfiles = [] }: HardeningProps): Pick<ComposedPresets, 'runAs' | 'containerRunAs'> {
  return {
    runAs: dockerfiles.find(({ container }) => container === undefined)?.runAs,
    containerRunAs: Object.fromEntries(dockerfiles.flatMap(({ container, runAs }) =>
      container !== undefined && runAs ? [[container, runAs]] : [])),
  };
}

/** Whether a preset or a Dockerfile may say who runs: nobody else did, and the platform leaves it to the manifest. */
export function userOfPresetsCounts(workload: IConstruct, props: HardeningProps): boolean {
  const { runAs, platform = Platform.KUBERNETES } = defaultsFor(workload);
  return (props.runAs ?? runAs) === undefined && PLATFORM_IDENTITIES[platform]._toIdentity('').user !== undefined;
}

function identities(path: string, users: ComposedPresets['containerRunAs'] = {}, marks: Partial<Identity> = {}): Settings['containerIdentities'] {
  return Object.fromEntries(Object.entries(users).map(([name, runAs]) => [name, { ...runAs._toIdentity(`${path}/${name}`), ...marks }]));
}

/** A preset's path for one container would stand before the user's own for all. */
function withoutOverruled(ofPresets: readonly DeclaredPath[], own: readonly DeclaredPath[]): readonly DeclaredPath[] {
  return ofPresets.filter(({ path, container }) => !own.some((other) =>
    other.path === path && (other.container === undefined || other.container === container)));
}

/**
 * What is expected of a workload that is not ours.
 *
 * @param platform where it is going to run; what the nearest scope says if undefined
 */
export function foreignSettings(construct: IConstruct, platform?: PlatformName): Settings {
  return thirdPartySettings(platform ?? defaultsFor(construct).platform ?? Platform.KUBERNETES);
}
