import { AppArmor } from './app-armor';
import { ContainerSettings } from './container-settings';
import { DockerfileImage } from './dockerfile-image';
import { ImageFactsPolicy } from './image-facts-policy';
import { NetworkPeer } from './network-peer';
import { RunAs } from './run-as';
import { RuntimePreset } from './runtime-preset';
import { ServiceAccountToken } from './service-account-token';
import { WritablePath } from './writable-path';
import { Waiver } from '../../policy/settings/waiver';

/** Whether the user is in the groups of the image's /etc/group. */
export enum SupplementalGroupsPolicy {
  /** The user is also in the groups of the image. This is the default of Kubernetes. */
  MERGE = 'Merge',
  /** The user is only in the groups of the manifest. Needs Kubernetes 1.33 and containerd 2. */
  STRICT = 'Strict',
}

/** The options of every hardened workload, in addition to the options of its cdk8s-plus parent. */
export interface HardeningProps {
  /**
   * The user of the containers. A `securityContext` overrides it.
   *
   * @default - the nearest scope's default, else the platform's: uid, gid and fsGroup 65532 on Kubernetes, none on OpenShift
   */
  readonly runAs?: RunAs;

  /**
   * Whether the pod gets its own user namespace (`hostUsers: false`). A process that breaks out of it has no rights on the node. Needs
   * Kubernetes 1.33, containerd 2 with runc 1.2 (or CRI-O) and Linux 6.3 on the nodes; all ids must be at most 65535.
   *
   * @default - the platform's default: `true` on OPENSHIFT_V3, else `false`; always `true` for `RunAs.rootInUserNamespace()`
   */
  readonly userNamespace?: boolean;

  /**
   * Additional groups of the pod's processes, such as the group of a volume that others own. Not 0.
   *
   * @default - none
   */
  readonly supplementalGroups?: number[];

  /**
   * Whether the user is in the groups of the image's /etc/group.
   *
   * @default - the default of Kubernetes: it is
   */
  readonly supplementalGroupsPolicy?: SupplementalGroupsPolicy;

  /**
   * An AppArmor profile, for clusters with AppArmor on every node. Below Kubernetes 1.30 it is written as annotations.
   *
   * @default - none
   */
  readonly appArmor?: AppArmor;

  /**
   * A token of the pod's service account, instead of the automatic one.
   *
   * @default - no token is mounted
   */
  readonly serviceAccountToken?: ServiceAccountToken;

  /**
   * The paths that containers may write, in addition to the nearest scope's default paths. `/tmp` is always writable: 1 GiB on disk, unless
   * you declare it with another size or mount something writable there.
   *
   * @default - `/tmp` and the nearest scope's default paths
   */
  readonly writablePaths?: WritablePath[];

  /**
   * Presets for the programs in the containers: writable paths, environment variables and a user. Your own `envVariables`,
   * `writablePaths`, `runAs` and `securityContext` override them.
   *
   * @default - the nearest scope's default, else none
   */
  readonly presets?: RuntimePreset[];

  /**
   * How to use the known facts about the containers' images. By default, containers get the user, the writable paths and the variables that
   * their images need, unless you set them yourself. docs/reference/images.md lists the images.
   *
   * @default - the nearest scope's default, else ImageFactsPolicy.FILL
   */
  readonly imageFacts?: ImageFactsPolicy;

  /**
   * The Dockerfile that the image of the pod's only container is built from, such as `DockerfileImage.fromFile('Dockerfile')`. In a pod
   * with several containers, set `dockerfile` in `containerSettings` instead. Its USER is used if neither the workload nor a scope sets
   * `runAs`, and overrides the user of `presets`. The synthesis reports contradictions: a user other than the owner of its files, another
   * port, or a VOLUME without a mount.
   *
   * @default - nothing is known about the image
   */
  readonly dockerfile?: DockerfileImage;

  /**
   * Settings of single containers, by container name. They override the pod-wide ones.
   *
   * @default - the nearest scope's default, else none
   */
  readonly containerSettings?: { [container: string]: ContainerSettings };

  /**
   * Whether every container without them gets a request (64Mi) and a limit (1Gi plus the container's writable paths on disk, at least its
   * own request) for ephemeral storage. Without limits one container can fill the disk of its node.
   *
   * @default - the nearest scope's default, else `true`
   */
  readonly ephemeralStorageLimits?: boolean;

  /**
   * Peers outside of the app that may connect to the pods. This isolates the pods, as `isolate: true` does. Workloads that
   * `connections.allowFrom` lists, and the traffic of the pods' Services and Ingresses, are also allowed.
   *
   * @default - none if the pods are isolated, else all
   */
  readonly allowFrom?: NetworkPeer[];

  /**
   * Peers outside of the app that the pods may connect to. This isolates the pods, as `isolate: true` does. Workloads that
   * `connections.allowTo` lists, and DNS, are also allowed.
   *
   * @default - none if the pods are isolated, else all
   */
  readonly allowTo?: NetworkPeer[];

  /**
   * Exceptions from controls, for this workload only.
   *
   * @default - none
   */
  readonly waivers?: Waiver[];
}
