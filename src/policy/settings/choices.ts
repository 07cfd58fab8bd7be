import { Identity, IdentitySources, NON_ROOT_ID } from './identity';
import { KnownImageMode } from './image-modes';
import { BuiltImage } from './images';
import { ImageLockSettings } from '../../knowledge/image-lock/locked-images';
import { KnowledgeOptions } from '../../knowledge/images/knowledge-of';
import { DeclaredPaths, DEFAULT_WRITABLE_PATH } from '../../knowledge/writable-paths/declared-path';

/** The choices of a user: the values that fixes fill in and that checks expect. */
export interface Choices extends DeclaredPaths {
  /** The ids for a pod whose author set none. An absent id is left to the image or the platform. */
  readonly identity: Identity;
  /** The ids for single containers, by name. */
  readonly containerIdentities: { readonly [container: string]: Identity };
  /** The sources of these identities. */
  readonly identitySources: IdentitySources;
  readonly supplementalGroups: readonly number[];
  readonly supplementalGroupsPolicy?: string;
  /** Whether the pod gets its own user namespace. */
  readonly userNamespace: boolean;
  /** An AppArmor profile for the whole pod, for nodes that have AppArmor. */
  readonly appArmor?: AppArmorProfile;
  /** A token that is mounted instead of the automatic one. */
  readonly token?: ProjectedToken;
  /** Environment variables to add, unless the author set them. */
  readonly environment: readonly EnvironmentVariable[];
  /** Whether all containers get a request and a limit for ephemeral storage. */
  readonly limitsEphemeralStorage: boolean;
  /** The amounts for containers without a request or limit. */
  readonly resources?: readonly ContainerAmounts[];
  /** Whether to pass values of Secrets as files instead of variables, if the image is known to read such files. */
  readonly secretsAsFiles?: boolean;
  /** The facts in Dockerfiles about the images that containers run. */
  readonly images: readonly BuiltImage[];
  /** How to use the known facts about images. */
  readonly imageFacts: KnownImageMode;
  /** Facts about images from the user, in addition to the built-in facts. */
  readonly ownImages?: KnowledgeOptions;
  /** The lock file that pins the tags of images to digests. */
  readonly imageLock?: ImageLockSettings;
  /** The registries, or paths in registries, that images may come from; all if undefined. */
  readonly allowedRegistries?: readonly string[];
  /** The severities that replace severities of the catalog. */
  readonly severities?: Severities;
}

export const DEFAULT_CHOICES: Choices = {
  identity: { user: NON_ROOT_ID, group: NON_ROOT_ID, fsGroup: NON_ROOT_ID },
  containerIdentities: {},
  identitySources: { pod: 'default', containers: {} },
  supplementalGroups: [],
  userNamespace: false,
  writablePaths: [DEFAULT_WRITABLE_PATH],
  environment: [],
  limitsEphemeralStorage: true,
  images: [],
  imageFacts: 'fill',
};

/** Severities by control id. */
export type Severities = { readonly [control: string]: SeverityOverride };

/** The severity that a scope sets for a control. */
export type SeverityOverride = 'error' | 'warning' | 'off';

/** An environment variable. A variable for one container overrides a variable for all containers. */
export interface EnvironmentVariable {
  readonly name: string;
  readonly value: string;
  /** The container that gets the variable; all containers if absent. */
  readonly container?: string;
}

export const RESOURCES = ['cpu', 'memory', 'ephemeral-storage'] as const;
export type Resource = typeof RESOURCES[number];

/** Kubernetes quantities, such as `500m`. */
export type Amounts = { readonly [resource in Resource]?: string };

/** The requests and limits of containers. A later entry overrides an earlier one. */
export interface ContainerAmounts {
  readonly requests?: Amounts;
  readonly limits?: Amounts;
  /** The container that gets the amounts; all containers if absent. */
  readonly container?: string;
}

export interface AppArmorProfile {
  readonly type: 'RuntimeDefault' | 'Localhost';
  readonly localhostProfile?: string;
}

/** A short-lived service account token in a file. */
export interface ProjectedToken {
  /** Absent for the API server, whose audience differs between clusters. Then the CA and the namespace are beside the token. */
  readonly audience?: string;
  readonly expirationSeconds: number;
  /** The absolute path of the file. */
  readonly path: string;
  /** The containers that mount the token; all containers if absent. */
  readonly containers?: readonly string[];
}

/**
 * The path where client libraries look for the token of the API server. Source:
 * https://github.com/kubernetes/client-go/blob/master/rest/config.go, function InClusterConfig
 */
export const API_SERVER_DIRECTORY = '/var/run/secrets/kubernetes.io/serviceaccount';
