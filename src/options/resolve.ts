import { IConstruct } from 'constructs';
import { ComposedPresets, composePresets } from './compose-presets';
import { defaultsFor } from './defaults';
import { DockerfileImage } from './dockerfile-image';
import { HardeningProps } from './hardening-props';
import { mergedByContainer, placedOptions, SettingsByContainer } from './placed';
import { Platform } from './platform';
import { requirementsOf } from './pod-requirements';
import { RunAs } from './run-as';
import { RuntimePreset } from './runtime-preset';
import { WritablePath } from './writable-path';
import { parseVersion } from '../manifest/version';
import { IdentitySource } from '../settings/identity';
import { DEFAULT_WRITABLE_PATH, DeclaredPath } from '../settings/paths';
import { thirdPartySettings } from '../settings/platform';
import { PlatformName, Settings } from '../settings/settings';

/** The user of a workload that nobody chose one for. */
const PLATFORM_IDENTITIES: { readonly [platform in Platform]: RunAs } = {
  [Platform.KUBERNETES]: RunAs.nonRoot(),
  [Platform.OPENSHIFT]: RunAs.platformAssigned(),
  [Platform.OPENSHIFT_V3]: RunAs.platformAssigned(),
  [Platform.GKE_AUTOPILOT]: RunAs.nonRoot(),
};

/**
 * The settings of a hardened workload: its own props, then the defaults of the scopes around it, then those of the platform.
 *
 * @param props the workload's own props
 * @param paths its own writable paths, also those added after construction
 */
export function resolveSettings(workload: IConstruct, props: HardeningProps, paths: readonly WritablePath[]): Settings {
  const defaults = defaultsFor(workload);
  const platform = defaults.platform ?? Platform.KUBERNETES;
  const { path } = workload.node;
  const presets = composePresets(presetsFor(workload, props));
  const dockerfiles = dockerfilesFor(workload, props);
  const knowsUsers = userOfPresetsCounts(workload, props);
  const requirements = requirementsOf(paths.map(({ _requirements }) => _requirements));
  const ofAuthor = props.runAs ?? defaults.runAs;
  const ofImage = knowsUsers ? props.dockerfile?.runAs ?? presets.runAs : undefined;
  const user = (ofAuthor ?? ofImage ?? PLATFORM_IDENTITIES[platform])._toIdentity(path);
  const identity = requirements.disablesFsGroup ? { ...user, fsGroup: undefined } : user;
  const writable = [
    ...defaults.writablePaths ?? [], ...placedOptions(defaults.containerSettings).writablePaths, ...paths,
  ].map((each) => each._toSettings());
  return {
    kubernetesVersion: parseVersion(defaults.kubernetesVersion ?? 'latest'),
    platform,
    identity,
    ...containerIdentities(path, {
      author: placedOptions(containerSettingsFor(workload, props)).runAs,
      image: knowsUsers ? { ...presets.containerRunAs, ...usersOf(dockerfiles) } : {},
    }, ofAuthor ? 'author' : ofImage ? 'image' : 'default'),
    supplementalGroups: [...new Set([...props.supplementalGroups ?? [], ...requirements.supplementalGroups])],
    supplementalGroupsPolicy: props.supplementalGroupsPolicy,
    userNamespace: identity.isRoot || (props.userNamespace ?? platform === Platform.OPENSHIFT_V3),
    appArmor: props.appArmor?._toProfile(),
    token: props.serviceAccountToken?._toToken(),
    writablePaths: [DEFAULT_WRITABLE_PATH, ...withoutOverridden(presets.writablePaths, writable), ...writable],
    environment: presets.environment,
    limitsEphemeralStorage: !(props.disableEphemeralStorageLimits ?? defaults.disableEphemeralStorageLimits ?? false),
    images: dockerfiles.map((dockerfile) => dockerfile._toImage()),
    isThirdParty: false,
  };
}

/** The settings of single containers: a workload's own override those of the nearest scope. Writable paths of scopes count beside them. */
export function containerSettingsFor(workload: IConstruct, { containerSettings }: HardeningProps): SettingsByContainer {
  return mergedByContainer(defaultsFor(workload).containerSettings, containerSettings);
}

/** The presets of a workload, those for single containers too: its own, or those of the nearest scope. */
export function presetsFor(workload: IConstruct, props: HardeningProps): readonly RuntimePreset[] {
  const forAll = props.presets ?? defaultsFor(workload).presets ?? [];
  return [...forAll, ...placedOptions(containerSettingsFor(workload, props)).presets];
}

/** Dockerfiles of single containers come first: they override the pod-wide one. */
function dockerfilesFor(workload: IConstruct, props: HardeningProps): readonly DockerfileImage[] {
  return [...placedOptions(containerSettingsFor(workload, props)).dockerfiles, ...props.dockerfile ? [props.dockerfile] : []];
}

function usersOf(dockerfiles: readonly DockerfileImage[]): ComposedPresets['containerRunAs'] {
  return Object.fromEntries(dockerfiles.flatMap((dockerfile) => {
    const { container } = dockerfile._toImage();
    return container !== undefined && dockerfile.runAs ? [[container, dockerfile.runAs]] : [];
  }));
}

/** Whether the user of a preset or Dockerfile counts: nobody set `runAs`, and the platform assigns no ids. */
export function userOfPresetsCounts(workload: IConstruct, props: HardeningProps): boolean {
  const { runAs, platform = Platform.KUBERNETES } = defaultsFor(workload);
  return (props.runAs ?? runAs) === undefined && PLATFORM_IDENTITIES[platform]._toIdentity('').user !== undefined;
}

/** The identities of single containers, and who chose them. */
function containerIdentities(
  path: string, { author, image }: { readonly [source in 'author' | 'image']: ComposedPresets['containerRunAs'] }, pod: IdentitySource,
): Pick<Settings, 'containerIdentities' | 'identitySources'> {
  const users = Object.entries({ ...image, ...author });
  return {
    containerIdentities: Object.fromEntries(users.map(([name, runAs]) => [name, runAs._toIdentity(`${path}/${name}`)])),
    identitySources: { pod, containers: Object.fromEntries(users.map(([name]) => [name, name in author ? 'author' : 'image'])) },
  };
}

/** A preset's path for one container would override the author's own for all. */
function withoutOverridden(ofPresets: readonly DeclaredPath[], own: readonly DeclaredPath[]): readonly DeclaredPath[] {
  return ofPresets.filter(({ path, container }) => !own.some((other) =>
    other.path === path && (other.container === undefined || other.container === container)));
}

/**
 * The settings of a workload that is not one of ours.
 *
 * @param platform where it will run; that of the nearest scope if undefined
 */
export function foreignSettings(construct: IConstruct, platform?: PlatformName): Settings {
  return thirdPartySettings(platform ?? defaultsFor(construct).platform ?? Platform.KUBERNETES);
}
