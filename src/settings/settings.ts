import { Declarations } from './declarations';
import { LATEST_VERSION, MinorVersion } from '../manifest/version';

/** Where the manifests are going to run, as far as that decides what they may say. */
export const PLATFORMS = ['kubernetes', 'openshift', 'openshift-v3', 'gke-autopilot'] as const;
export type PlatformName = typeof PLATFORMS[number];

/** What a user chose, as plain data: the values that fixes fill in and that checks expect. */
export interface Settings {
  /** The Kubernetes version that the manifests are for. */
  readonly kubernetesVersion: MinorVersion;
  readonly platform: PlatformName;
  /** What a pod gets where its author gave no ids. An absent id is left to the image or the platform. */
  readonly identity: Identity;
  /** The same for single containers, by name. */
  readonly containerIdentities: { readonly [container: string]: Identity };
  readonly supplementalGroups: readonly number[];
  readonly supplementalGroupsPolicy?: string;
  /** Whether the pod gets a user namespace of its own. */
  readonly userNamespace: boolean;
  /** An AppArmor profile for the whole pod, for nodes that have AppArmor. */
  readonly appArmor?: AppArmorProfile;
  /** A token that is mounted instead of the automatic one. */
  readonly token?: ProjectedToken;
  /** The paths that containers may write; a later one stands before an earlier one at the same path. */
  readonly writablePaths: readonly DeclaredPath[];
  /** What containers have in their environment where their author does not say it. */
  readonly environment: readonly EnvironmentVariable[];
  /** Whether every container gets a request and a limit for ephemeral storage. */
  readonly limitsEphemeralStorage: boolean;
  /** What is known of the images that containers run, from their Dockerfiles. */
  readonly images: readonly BuiltImage[];
  /**
   * Whether somebody else wrote the workload, and nobody declared what its application needs. Then `scratch` says nothing about it, and
   * nothing is filled in that could stop an application which runs as root, or which writes more than a limit of ours.
   */
  readonly isThirdParty: boolean;
  /** The names of the service accounts in the pod's namespace that are known to mount no token. */
  readonly accountsWithoutToken?: ReadonlySet<string>;
  /** The names of the service accounts in the pod's namespace that role bindings give rights to. */
  readonly boundAccounts?: ReadonlySet<string>;
  /** The severities of controls that differ from those of the catalogue, by control id. */
  readonly severities?: { readonly [control: string]: SeverityOverride };
  /** What the options of a hardened workload say about its containers and ids. Undefined for other objects. */
  readonly declarations?: Declarations;
}

/** What a scope says about the severity of a control. */
export type SeverityOverride = 'error' | 'warning' | 'off';

/** What a Dockerfile says of the image that is built from it. */
export interface BuiltImage {
  /** The path of the Dockerfile. */
  readonly source: string;
  /** The container that runs it; the pod's only one where absent. */
  readonly container?: string;
  /** The uid of USER; absent where that is not known. */
  readonly user?: number;
  /** Why it gives no uid; absent where it does, and where the base image has a user of its own. */
  readonly noUser?: string;
  /** USER, where a kubelet does not start it under `runAsNonRoot`, unless the pod gives a uid: root, or a name. */
  readonly refusedUser?: string;
  readonly ports: readonly PortRange[];
  /** Paths of VOLUME. */
  readonly volumes: readonly string[];
  /** What it gives to that user. */
  readonly ownedPaths: readonly string[];
  /** Those of them that it puts no files into: they are made to be written. */
  readonly emptyPaths: readonly string[];
  /** Where COPY and ADD put files. */
  readonly copiedPaths: readonly string[];
  /** Whether it gives files capabilities of their own; those of the base image are not known. */
  readonly hasFileCapabilities?: boolean;
}

export interface PortRange {
  readonly first: number;
  readonly last: number;
}

export interface Identity {
  readonly user?: number;
  readonly group?: number;
  readonly fsGroup?: number;
  /** Whether it is root, in a user namespace of its own: then nothing may say `runAsNonRoot`. */
  readonly isRoot?: boolean;
  /** The capabilities that it needs. */
  readonly capabilities?: readonly string[];
  /** Whether it is a preset's or a Dockerfile's, and so stands behind what the author says for the whole pod. */
  readonly isPreset?: boolean;
  /** Whether nobody chose it. */
  readonly isDefault?: boolean;
}

/** An environment variable; one that names the container stands before one for all. */
export interface EnvironmentVariable {
  readonly name: string;
  readonly value: string;
  /** The container that has it; every container where absent. */
  readonly container?: string;
}

export interface AppArmorProfile {
  readonly type: 'RuntimeDefault' | 'Localhost';
  readonly localhostProfile?: string;
}

/** A short-lived service account token in a file. */
export interface ProjectedToken {
  readonly audience: string;
  readonly expirationSeconds: number;
  /** The absolute path of the file. */
  readonly path: string;
  /** The containers that get it; every one where absent. */
  readonly containers?: readonly string[];
}

/** A path that a container may write: in an emptyDir, or in a claim. */
export interface DeclaredPath {
  /** Absolute, in normal form. */
  readonly path: string;
  /** Bytes; without a meaning for a claim. */
  readonly sizeLimit: number;
  /** Whether it is kept in memory, and charged to the container's memory limit. */
  readonly inMemory: boolean;
  /**
   * The container that may write it. Where absent: every container has one of its own; one that is seeded or in a claim only the
   * pod's only container has.
   */
  readonly container?: string;
  /** Whether it lies in one emptyDir with all such paths of the same container and medium. */
  readonly isShared?: boolean;
  /** Whether its emptyDir may hide a part of a volume that outlives the pod. */
  readonly ephemeral?: boolean;
  /** The claim that it lies in, and not in an emptyDir. */
  readonly claim?: DeclaredClaim;
  /** The image's own files are put there before the container starts. */
  readonly seed?: Seed;
}

export interface DeclaredClaim {
  readonly name: string;
  /** The directory of the claim; its root where absent. */
  readonly subPath?: string;
  /** As far as they are known. */
  readonly accessModes?: readonly string[];
  /** Root gives the claim to the container's user first. */
  readonly ownership?: Ownership;
}

export interface Ownership {
  /** The image that root runs; the container's own where absent. */
  readonly image?: string;
}

export interface Seed {
  /** The image whose programs do it; the container's own where absent. */
  readonly image?: string;
  /** Whether another image's copy is exchanged. */
  readonly replaces: boolean;
}

export const GIBIBYTE = 2 ** 30;

/**
 * `nonroot` of distroless and Wolfi images.
 * Source: https://github.com/GoogleContainerTools/distroless/blob/main/common/variables.bzl
 */
export const NON_ROOT_ID = 65532;

export const DEFAULT_WRITABLE_PATH: DeclaredPath = { path: '/tmp', sizeLimit: GIBIBYTE, inMemory: false };

export const DEFAULT_SETTINGS: Settings = {
  kubernetesVersion: LATEST_VERSION,
  platform: 'kubernetes',
  identity: { user: NON_ROOT_ID, group: NON_ROOT_ID, fsGroup: NON_ROOT_ID },
  containerIdentities: {},
  supplementalGroups: [],
  userNamespace: false,
  writablePaths: [DEFAULT_WRITABLE_PATH],
  environment: [],
  limitsEphemeralStorage: true,
  images: [],
  isThirdParty: false,
};
