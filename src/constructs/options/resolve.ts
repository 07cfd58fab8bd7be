import { IConstruct } from 'constructs';
import { ComposedPresets, composePresets } from './compose-presets';
import { defaultsFor } from './defaults';
import { DockerfileImage } from './dockerfile-image';
import { HardeningDefaults } from './hardening-defaults';
import { HardeningProps } from './hardening-props';
import { ImageFactsPolicy } from './image-facts-policy';
import { mergedByContainer, PlacedOptions, placedOptions, SettingsByContainer } from './placed';
import { Platform } from './platform';
import { requirementsOf } from './pod-requirements';
import { RunAs } from './run-as';
import { WritablePath } from './writable-path';
import { parseVersion } from '../../formats/manifest/version';
import { DEFAULT_WRITABLE_PATH, DeclaredPath } from '../../knowledge/writable-paths/declared-path';
import { amended, EvaluationContext, DEFAULT_CONTEXT, thirdPartyContext } from '../../policy/context/context';
import { Choices } from '../../policy/settings/choices';
import { IdentitySource, identitySource } from '../../policy/settings/identity';
import { PlatformName } from '../../policy/settings/target';

/** The user of a workload if no one chose one. */
const PLATFORM_IDENTITIES: { readonly [platform in Platform]: RunAs } = {
  [Platform.KUBERNETES]: RunAs.nonRoot(),
  [Platform.OPENSHIFT]: RunAs.platformAssigned(),
  [Platform.OPENSHIFT_V3]: RunAs.platformAssigned(),
  [Platform.GKE_AUTOPILOT]: RunAs.nonRoot(),
};

/** The options of a workload together with the defaults of its scopes, each computed once. */
export interface WorkloadOptions {
  readonly props: HardeningProps;
  readonly defaults: HardeningDefaults;
  /** A workload's own settings override the nearest scope's settings. Writable paths of scopes are added. */
  readonly containerSettings: SettingsByContainer;
  readonly placed: PlacedOptions;
  /** Its own presets, or else the nearest scope's, and the presets for single containers. */
  readonly presets: ComposedPresets;
  /** Whether to use the user of a preset or Dockerfile: nobody set `runAs`, and the platform assigns no ids. */
  readonly knowsUsers: boolean;
}

/** @param defaults the defaults that apply to the workload */
export function workloadOptions(props: HardeningProps, defaults: HardeningDefaults): WorkloadOptions {
  const containerSettings = mergedByContainer(defaults.containerSettings, props.containerSettings);
  const placed = placedOptions(containerSettings);
  return {
    props,
    defaults,
    containerSettings,
    placed,
    presets: composePresets([...props.presets ?? defaults.presets ?? [], ...placed.presets]),
    knowsUsers: (props.runAs ?? defaults.runAs) === undefined && platformIdentity(defaults)._toIdentity('').user !== undefined,
  };
}

/**
 * The settings of a hardened workload: its own props, then the defaults of the scopes around it, then the defaults of the platform.
 *
 * @param path of the workload's construct
 * @param paths its own writable paths, including paths that were added after construction
 */
export function resolveContext(path: string, options: WorkloadOptions, paths: readonly WritablePath[]): EvaluationContext {
  const { props, defaults, presets, placed } = options;
  const platform = defaults.platform ?? Platform.KUBERNETES;
  // Dockerfiles of single containers come first: they override the pod-wide one.
  const dockerfiles = [...placed.dockerfiles, ...props.dockerfile ? [props.dockerfile] : []];
  const requirements = requirementsOf(paths.map(({ _requirements }) => _requirements));
  const writable = [
    ...defaults.writablePaths ?? [], ...placedOptions(defaults.containerSettings).writablePaths, ...paths,
  ].map((each) => each._toSettings());
  const users = usersFor(path, options, dockerfiles);
  const identity = requirements.disablesFsGroup ? { ...users.identity, fsGroup: undefined } : users.identity;
  return amended(DEFAULT_CONTEXT, {
    target: { kubernetesVersion: parseVersion(defaults.kubernetesVersion ?? 'latest'), platform },
    choices: {
      ...users,
      ...imageChoices(defaults),
      identity,
      supplementalGroups: [...new Set([...props.supplementalGroups ?? [], ...requirements.supplementalGroups])],
      supplementalGroupsPolicy: props.supplementalGroupsPolicy,
      userNamespace: identity.isRoot || (props.userNamespace ?? platform === Platform.OPENSHIFT_V3),
      appArmor: props.appArmor?._toProfile(),
      token: props.serviceAccountToken?._toToken(),
      writablePaths: [DEFAULT_WRITABLE_PATH, ...withoutOverridden(presets.writablePaths, writable), ...writable],
      environment: presets.environment,
      limitsEphemeralStorage: props.ephemeralStorageLimits ?? defaults.ephemeralStorageLimits ?? true,
      images: dockerfiles.map((dockerfile) => dockerfile._toImage()),
      imageFacts: props.imageFacts ?? defaults.imageFacts ?? ImageFactsPolicy.FILL,
    },
  });
}

/** The results of lookups are kept by the mirrors object, so it must not be copied. */
function imageChoices(
  { imageMirrors: mirrors, imageLock, allowedRegistries }: HardeningDefaults,
): Pick<Choices, 'ownImages' | 'imageLock' | 'allowedRegistries'> {
  return { ownImages: mirrors && { mirrors }, imageLock: imageLock?._toLock(), allowedRegistries };
}

function platformIdentity({ platform = Platform.KUBERNETES }: HardeningDefaults): RunAs {
  return PLATFORM_IDENTITIES[platform];
}

/** The users of a workload, and who chose them. */
function usersFor(
  path: string, { props, defaults, presets, placed, knowsUsers }: WorkloadOptions, dockerfiles: readonly DockerfileImage[],
): Pick<Choices, 'identity' | 'containerIdentities' | 'identitySources'> {
  const ofAuthor = props.runAs ?? defaults.runAs;
  const ofImage = knowsUsers ? props.dockerfile?.runAs ?? presets.runAs : undefined;
  return {
    identity: (ofAuthor ?? ofImage ?? platformIdentity(defaults))._toIdentity(path),
    ...containerIdentities(path, {
      author: placed.runAs,
      image: knowsUsers ? { ...presets.usersOfContainers, ...usersOf(dockerfiles) } : {},
    }, identitySource(ofAuthor, ofImage)),
  };
}

function usersOf(dockerfiles: readonly DockerfileImage[]): ComposedPresets['usersOfContainers'] {
  return Object.fromEntries(dockerfiles.flatMap((dockerfile) => {
    const { container } = dockerfile._toImage();
    return container !== undefined && dockerfile.runAs ? [[container, dockerfile.runAs]] : [];
  }));
}

/** The identities of single containers, and who chose them. */
function containerIdentities(
  path: string, { author, image }: { readonly [source in 'author' | 'image']: ComposedPresets['usersOfContainers'] }, pod: IdentitySource,
): Pick<Choices, 'containerIdentities' | 'identitySources'> {
  const users = Object.entries({ ...image, ...author });
  return {
    containerIdentities: Object.fromEntries(users.map(([name, runAs]) => [name, runAs._toIdentity(`${path}/${name}`)])),
    identitySources: { pod, containers: Object.fromEntries(users.map(([name]) => [name, name in author ? 'author' : 'image'])) },
  };
}

/** Otherwise a preset's path for one container would override the author's path for all containers. */
function withoutOverridden(ofPresets: readonly DeclaredPath[], own: readonly DeclaredPath[]): readonly DeclaredPath[] {
  return ofPresets.filter(({ path, container }) => !own.some((other) =>
    other.path === path && (other.container === undefined || other.container === container)));
}

/**
 * The settings of a workload that is not of a hardened kind.
 *
 * @param platform the platform that it will run on; the nearest scope's if undefined
 */
export function foreignContext(construct: IConstruct, platform?: PlatformName): EvaluationContext {
  const defaults = defaultsFor(construct);
  return amended(thirdPartyContext(platform ?? defaults.platform ?? Platform.KUBERNETES), { choices: imageChoices(defaults) });
}
