import { AppArmor } from './app-armor';
import { ContainerSettings } from './container-settings';
import { DockerfileImage } from './dockerfile-image';
import { ImageKnowledge } from './image-knowledge';
import { NetworkAccess } from './network-access';
import { RunAs } from './run-as';
import { RuntimePreset } from './runtime-preset';
import { ServiceAccountToken } from './service-account-token';
import { WritablePath } from './writable-path';
import { Waiver } from '../../policy/settings/waiver';

/** Whether the groups of the image's /etc/group count. */
export enum SupplementalGroupsPolicy {
  /** They do: the user is in them too. The default of Kubernetes. */
  MERGE = 'Merge',
  /** They do not: the user is only in the groups of the manifest. Needs Kubernetes 1.33 and containerd 2. */
  STRICT = 'Strict',
}

/** The options of every hardened workload, in addition to those of its cdk8s-plus parent. */
export interface HardeningProps {
  /**
   * The user of the containers. A `securityContext` overrides it.
   *
   * @default - that of the nearest scope's defaults, else that of the platform: uid, gid and fsGroup 65532 on Kubernetes, none on OpenShift
   */
  readonly runAs?: RunAs;

  /**
   * Whether the pod gets its own user namespace (`hostUsers: false`): a process that breaks out has no rights on the node. Needs
   * Kubernetes 1.33, containerd 2 with runc 1.2 (or CRI-O) and Linux 6.3 on the nodes; all ids must be at most 65535.
   *
   * @default - that of the platform: `true` on OPENSHIFT_V3, else `false`; always `true` for `RunAs.rootInUserNamespace()`
   */
  readonly userNamespace?: boolean;

  /**
   * Additional groups of the pod's processes, such as the group of a volume that others own. Not 0.
   *
   * @default - none
   */
  readonly supplementalGroups?: number[];

  /**
   * Whether the groups of the image's /etc/group count.
   *
   * @default - the default of Kubernetes: they do
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
   * The paths that containers may write, in addition to those of the nearest scope's defaults. `/tmp` is always writable: 1 GiB on
   * disk, unless you declare it with another size or mount something writable there.
   *
   * @default - `/tmp`, and those of the nearest scope's defaults
   */
  readonly writablePaths?: WritablePath[];

  /**
   * Presets for the programs in the containers: writable paths, environment variables and a user. Your own `envVariables`,
   * `writablePaths`, `runAs` and `securityContext` override them.
   *
   * @default - those of the nearest scope's defaults, else none
   */
  readonly presets?: RuntimePreset[];

  /**
   * What happens with what is known about the images of the containers: by default they get the user, the writable paths and the variables
   * that their images need, where you set nothing else. docs/reference/images.md lists the images.
   *
   * @default - that of the nearest scope's defaults, else ImageKnowledge.FILL
   */
  readonly imageKnowledge?: ImageKnowledge;

  /**
   * The Dockerfile that the image of the pod's only container is built from, such as `DockerfileImage.fromFile('Dockerfile')`. In a pod
   * with several containers set `dockerfile` in `containerSettings` instead. Its USER is used if neither the workload nor a scope sets
   * `runAs`, and overrides the user of `presets`. The synthesis reports what contradicts it: another user than the owner of its files,
   * another port, or no mount for a VOLUME.
   *
   * @default - nothing is known about the image
   */
  readonly dockerfile?: DockerfileImage;

  /**
   * Settings of single containers, by container name. They override the pod-wide ones.
   *
   * @default - those of the nearest scope's defaults, else none
   */
  readonly containerSettings?: { [container: string]: ContainerSettings };

  /**
   * Turns off the request (64Mi) and the limit (1Gi plus the container's writable paths on disk, at least its own request) for
   * ephemeral storage that every container without them gets. Without limits one container can fill the disk of its node.
   *
   * @default - that of the nearest scope's defaults, else `false`
   */
  readonly disableEphemeralStorageLimits?: boolean;

  /**
   * Who may connect to the pods, and what they may connect to, such as `NetworkAccess.isolated()`. The prop `isolate` of cdk8s-plus
   * means the same; set one of them.
   *
   * @default - everybody and everything, unless `Hardening.isolateNetwork()` or a policy of your own says otherwise
   */
  readonly network?: NetworkAccess;

  /**
   * Exceptions from controls, for this workload only.
   *
   * @default - none
   */
  readonly waivers?: Waiver[];
}
