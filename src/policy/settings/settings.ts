import { Declarations } from './declarations';
import { Grant } from './grants';
import { Identity, IdentitySources, NON_ROOT_ID } from './identity';
import { ImageKnowledge } from './image-modes';
import { BuiltImage, KnownImage } from './images';
import { DuplicateKeys } from '../../formats/manifest/duplicate-keys';
import { JsonObject } from '../../formats/manifest/json';
import { PodView } from '../../formats/manifest/pod';
import { BoundAccounts } from '../../formats/manifest/role-bindings';
import { LATEST_VERSION, MinorVersion } from '../../formats/manifest/version';
import { ImageLockSettings } from '../../knowledge/image-lock/locked-images';
import { KnowledgeOptions } from '../../knowledge/images/knowledge-of';
import { DeclaredPaths, DEFAULT_WRITABLE_PATH } from '../../knowledge/writable-paths/declared-path';

/** The platforms that manifests can run on. They accept different manifests. */
export const PLATFORMS = ['kubernetes', 'openshift', 'openshift-v3', 'gke-autopilot'] as const;
export type PlatformName = typeof PLATFORMS[number];

/** The choices of a user, as plain data: the values that fixes fill in and that checks expect. */
export interface Settings extends DeclaredPaths {
  /** The target Kubernetes version of the manifests. */
  readonly kubernetesVersion: MinorVersion;
  readonly platform: PlatformName;
  /** The ids of a pod whose author set none. An absent id is left to the image or the platform. */
  readonly identity: Identity;
  /** The same for single containers, by name. */
  readonly containerIdentities: { readonly [container: string]: Identity };
  /** Who chose these identities. */
  readonly identitySources: IdentitySources;
  readonly supplementalGroups: readonly number[];
  readonly supplementalGroupsPolicy?: string;
  /** Whether the pod gets its own user namespace. */
  readonly userNamespace: boolean;
  /** An AppArmor profile for the whole pod, for nodes that have AppArmor. */
  readonly appArmor?: AppArmorProfile;
  /** A token that is mounted instead of the automatic one. */
  readonly token?: ProjectedToken;
  /** Environment variables of containers whose author does not set them. */
  readonly environment: readonly EnvironmentVariable[];
  /** Whether every container gets a request and a limit for ephemeral storage. */
  readonly limitsEphemeralStorage: boolean;
  /** The facts in Dockerfiles about the images that containers run. */
  readonly images: readonly BuiltImage[];
  /**
   * Whether the workload is not of a hardened kind, so that nobody declared the needs of its application. Then `writablePaths` does not
   * show these needs, and nothing is filled in that could stop an application that runs as root or writes more than our default limits.
   */
  readonly isThirdParty: boolean;
  /**
   * The containers that keep a user that the manifest does not state, because a waiver accepts this user. `all` if the workload cannot meet
   * the profile anyway. Nothing is filled in or replaced that would stop such a container if it runs as root.
   */
  readonly keepsUsers?: 'all' | ReadonlySet<string>;
  /**
   * Whether cdk8s-plus wrote the object: a read-only root filesystem and `fsGroupChangePolicy: Always` are its defaults and not choices of
   * the author.
   */
  readonly hasLibraryDefaults?: boolean;
  /** The amounts for containers without a request or limit. */
  readonly resources?: readonly ContainerAmounts[];
  /** Whether to pass values of Secrets as files instead of variables, if the image is known to read such files. */
  readonly secretsAsFiles?: boolean;
  /** How to use the known facts about images. */
  readonly imageKnowledge: ImageKnowledge;
  /** Facts about images from the user, in addition to the built-in facts. */
  readonly ownImages?: KnowledgeOptions;
  /** The lock file that pins the tags of images to digests. */
  readonly imageLock?: ImageLockSettings;
  /** The registries, or parts of them, that images may come from; all if undefined. */
  readonly allowedRegistries?: readonly string[];
  /** The facts about the images of containers, by container name. */
  readonly knownImages?: { readonly [container: string]: KnownImage };
  /** The names of the PersistentVolumeClaims that the same input creates: fsGroup may change the files on their volumes. */
  readonly ownClaims?: ReadonlySet<string>;
  /** The claims among them that only one node at a time can mount. */
  readonly singleNodeClaims?: ReadonlySet<string>;
  /** The isolation of pods by network policies in the pod's namespace; undefined if the other objects are not known. */
  readonly networkPolicies?: PodIsolation;
  /** The names of the service accounts in the pod's namespace that are known to mount no token. */
  readonly accountsWithoutToken?: ReadonlySet<string>;
  /** The names of the service accounts in the pod's namespace that give a token to each pod without its own setting. */
  readonly openAccounts?: ReadonlySet<string>;
  /** The names of the service accounts that can be in the pod's namespace; undefined if the other objects are not known. */
  readonly definedAccounts?: Pick<ReadonlySet<string>, 'has'>;
  /** The service accounts in the pod's namespace that role bindings give rights to. */
  readonly boundAccounts?: BoundAccounts;
  /** The bindings of the same input that give the rules of a role to subjects. */
  readonly grantsOf?: (role: JsonObject) => readonly Grant[];
  /** The rules of the role of a binding; undefined if the same input does not have the role. */
  readonly rulesOf?: (binding: JsonObject) => readonly unknown[] | undefined;
  /** The ports of the pods that the selector of a Service selects in its namespace; undefined if it selects no known pods. */
  readonly podPorts?: (selector: JsonObject) => readonly PodPorts[] | undefined;
  /** The names of the containers whose root filesystem was writable before hardening. Undefined if nothing was hardened. */
  readonly writableRoots?: ReadonlySet<string>;
  /** Whether the namespace of the object is only a default, and whoever deploys it chooses one. Default: false. */
  readonly hasOpenNamespace?: boolean;
  /** The keys that the text of the manifest sets more than once, by the path of the object in the manifest. Undefined if there are none. */
  readonly duplicateKeys?: Pick<DuplicateKeys, 'in'>;
  /** Whether a waiver for the object names a control. Only called by controls that accept values that scanners report. */
  readonly isWaived?: (control: string) => boolean;
  /** The severities that replace severities of the catalog, by control id. */
  readonly severities?: { readonly [control: string]: SeverityOverride };
  /** The declarations in the options of a hardened workload about its containers and ids. Undefined for other objects. */
  readonly declarations?: Declarations;
}

/** The isolation of pods by network policies. */
export interface PodIsolation {
  readonly isolates: (pod: PodView) => boolean;
  /** The names of policies that select a pod and allow everything. */
  readonly allowing?: (pod: PodView) => readonly string[];
  /** The reason why the API server refuses one of the policies. */
  readonly refusal?: string;
}

/** The ports that the containers of a pod declare. */
export interface PodPorts {
  readonly names: ReadonlySet<string>;
  readonly numbers: ReadonlySet<number>;
}

/** The severity that a scope sets for a control. */
export type SeverityOverride = 'error' | 'warning' | 'off';

/** An environment variable. A variable for one container overrides a variable for all containers. */
export interface EnvironmentVariable {
  readonly name: string;
  readonly value: string;
  /** The container that has it; every container if absent. */
  readonly container?: string;
}

export const RESOURCES = ['cpu', 'memory', 'ephemeral-storage'] as const;
export type Resource = typeof RESOURCES[number];

/** Kubernetes quantities, such as `500m`. */
export type Amounts = { readonly [resource in Resource]?: string };

/** The requests and limits of containers; later ones override earlier ones. */
export interface ContainerAmounts {
  readonly requests?: Amounts;
  readonly limits?: Amounts;
  /** The container that has them; every container if absent. */
  readonly container?: string;
}

export interface AppArmorProfile {
  readonly type: 'RuntimeDefault' | 'Localhost';
  readonly localhostProfile?: string;
}

/** A short-lived service account token in a file. */
export interface ProjectedToken {
  /** Absent for the API server, whose audience differs from cluster to cluster; then its CA and the namespace are next to the token. */
  readonly audience?: string;
  readonly expirationSeconds: number;
  /** The absolute path of the file. */
  readonly path: string;
  /** The containers that mount it; every one if absent. */
  readonly containers?: readonly string[];
}

/**
 * Where client libraries look for the token of the API server.
 * Source: https://github.com/kubernetes/client-go/blob/master/rest/config.go, function InClusterConfig
 */
export const API_SERVER_DIRECTORY = '/var/run/secrets/kubernetes.io/serviceaccount';

/** It has all keys: adding keys to a copy makes copying forty times slower, and each object of an input gets a copy. */
type AllSettings = { readonly [key in keyof Required<Settings>]: Settings[key] };

export const DEFAULT_SETTINGS: AllSettings = {
  kubernetesVersion: LATEST_VERSION,
  platform: 'kubernetes',
  identity: { user: NON_ROOT_ID, group: NON_ROOT_ID, fsGroup: NON_ROOT_ID },
  containerIdentities: {},
  identitySources: { pod: 'default', containers: {} },
  supplementalGroups: [],
  userNamespace: false,
  writablePaths: [DEFAULT_WRITABLE_PATH],
  environment: [],
  limitsEphemeralStorage: true,
  images: [],
  imageKnowledge: 'fill',
  isThirdParty: false,
  supplementalGroupsPolicy: undefined,
  appArmor: undefined,
  token: undefined,
  keepsUsers: undefined,
  hasLibraryDefaults: undefined,
  resources: undefined,
  secretsAsFiles: undefined,
  ownImages: undefined,
  imageLock: undefined,
  allowedRegistries: undefined,
  knownImages: undefined,
  ownClaims: undefined,
  singleNodeClaims: undefined,
  networkPolicies: undefined,
  accountsWithoutToken: undefined,
  openAccounts: undefined,
  definedAccounts: undefined,
  boundAccounts: undefined,
  grantsOf: undefined,
  rulesOf: undefined,
  podPorts: undefined,
  writableRoots: undefined,
  hasOpenNamespace: undefined,
  duplicateKeys: undefined,
  isWaived: undefined,
  severities: undefined,
  declarations: undefined,
};
